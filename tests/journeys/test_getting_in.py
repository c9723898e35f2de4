"""Second factors in a real browser: a passkey that signs in alone, an app and its recovery codes."""

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from accounts.models import Club
from coaching.demo.building import OWNER, PASSWORD, VIEWER, build
from tests.journeys.steps import sign_in
from tests.plugins.browser import DESK, PHONE, SMALL

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def demo(seeded: None) -> None:
    build()


def with_device(page: Page, *, verified: bool = True) -> None:
    """Gives the browser a device that keeps passkeys; `verified`: and knows its owner's finger."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | {"isUserVerified": verified}})


def show_it_is_me(page: Page) -> None:
    """The password once more, before something that matters."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it you?")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("/")


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def make_passkey(page: Page) -> None:
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="New passkey").click()
    show_it_is_me(page)
    title(page, "New passkey")
    page.get_by_label("Its name").fill("My phone")
    page.get_by_role("button", name="Create the passkey").click()
    title(page, "Recovery codes")


@pytest.mark.stores
def test_a_passkey_signs_in_by_itself(open_page: Callable[..., Page], axe: Callable[[Page], None]) -> None:
    page = open_page(**PHONE)
    with_device(page)
    sign_in(page, OWNER)
    make_passkey(page)
    page.get_by_role("link", name="I have them, go on").click()
    sign_out(page)

    page.goto("/accounts/login/?next=/club/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("/club/")
    title(page, "Riverside Harriers")

    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("My phone")).to_be_visible()
    axe(page)


def test_a_passkey_stands_behind_the_password_too_and_is_renamed_and_removed(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(**DESK)
    with_device(page)
    sign_in(page, OWNER)
    make_passkey(page)
    sign_out(page)

    sign_in(page, OWNER)
    title(page, "One more step")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("/squad/")

    page.goto("/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Rename My phone").click()
    title(page, "Is it you?")
    page.get_by_role("link", name="By a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    title(page, "Rename the passkey")
    page.get_by_label("Name").fill("Desk")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Remove Desk").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("You have none.")).to_be_visible()


def test_a_device_that_does_not_know_its_owner_makes_no_passkey(open_page: Callable[..., Page]) -> None:
    page = open_page(**DESK)
    with_device(page, verified=False)
    sign_in(page, OWNER)
    page.goto("/accounts/2fa/webauthn/add/")
    show_it_is_me(page)
    page.get_by_role("button", name="Create the passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("No passkey was made.")


def test_without_a_passkey_signing_in_by_one_says_so(open_page: Callable[..., Page]) -> None:
    page = open_page(**DESK)
    with_device(page)
    page.goto("/accounts/login/")
    # The virtual device answers for nobody at once; a real one lets its owner choose or give up.
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('given up')); }")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("sign in by your password")


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_an_app_is_set_up_where_the_club_asks_and_a_recovery_code_helps_out(
    open_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    Club.objects.update(second_factor_required=True)
    page = open_page(**SMALL)

    def is_sound(words: str) -> None:
        title(page, words)
        axe(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")

    sign_in(page, OWNER)
    title(page, "A second factor")
    page.goto("/squad/")
    is_sound("A second factor")
    page.get_by_role("link", name="Use an authenticator app").click()
    show_it_is_me(page)
    is_sound("Authenticator app")
    secret = page.locator("#totp-key").inner_text()
    code = page.get_by_label("The code that the app shows")
    # Half a minute may end between reading the clock and the server's looking at it.
    for _ in range(3):
        code.fill(code_now(secret))
        page.get_by_role("button", name="Switch it on").click()
        page.wait_for_load_state()
        if "activate" not in page.url:
            break
    is_sound("Recovery codes")
    recovery = page.locator(".codes li").first.inner_text()
    page.get_by_role("link", name="I have them, go on").click()
    page.wait_for_url("/squad/")
    sign_out(page)

    sign_in(page, OWNER)
    is_sound("One more step")
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("/squad/")
    page.goto("/accounts/2fa/")
    expect(page.get_by_text("9 left")).to_be_visible()


def test_a_viewer_of_that_club_is_not_asked(open_page: Callable[..., Page]) -> None:
    Club.objects.update(second_factor_required=True)
    page = open_page(**DESK)
    sign_in(page, VIEWER)
    page.wait_for_url("/squad/")
