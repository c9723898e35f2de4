"""What people do in more than one journey."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from accounts.models import User
from coaching.demo.building import PASSWORD
from tests.factories import confirm

IS_KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("medial-pages-"));
  const match = async (name) => (await caches.open(name)).match(location.href, { ignoreVary: true });
  const found = names.map(match);
  return (await Promise.all(found)).some(Boolean);
}"""


def sign_in(page: Page, email: str, password: str = PASSWORD, *, at: str = "") -> None:
    """Sign in through the form, with a confirmed address, and wait for the first page behind it; `at` names
    another server.
    """
    for user in User.objects.filter(email=email):
        confirm(user)
    page.goto(f"{at}/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def until(page: Page, wanted: Any, script: str) -> None:
    """Ask the page until it says so; at most thirty seconds. (`wait_for_function` waits for no promise.)"""
    settles(page, wanted, lambda: page.evaluate(script))


def settles(page: Page, wanted: Any, ask: Callable[[], Any]) -> None:
    """Ask, such as the database, until it is so; at most thirty seconds, in which the page goes on."""
    for _turn in range(300):
        if ask() == wanted:
            return
        page.wait_for_timeout(100)
    assert ask() == wanted


def kept(page: Page) -> None:
    """Wait until the service worker is in charge and has the page."""
    until(page, True, "() => navigator.serviceWorker.controller !== null")
    until(page, True, IS_KEPT)
