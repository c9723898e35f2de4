"""How often somebody may come, by address and by account, also behind a proxy."""

import ipaddress

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.client_address import client_address
from accounts.models import RequestCount, User
from athletes.models import Athlete
from tests.accounts.pages import words
from tests.cast import signed_in
from tests.factories import PASSWORD, confirm

PROXIES = [ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("::1")]


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        # Nobody in between, or somebody who is no proxy of ours: the header is an invention.
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        # One proxy adds whom it saw at the end; what was there before may be forged.
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "10.0.0.9, 198.51.100.1", "198.51.100.1"),
        # Two in a row.
        ("10.0.0.1", "192.0.2.66, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        # From within.
        ("10.0.0.1", "10.0.0.7", "10.0.0.7"),
        ("10.0.0.1", "", "10.0.0.1"),
        # As they are written elsewhere.
        ("::1", "198.51.100.1:5000", "198.51.100.1"),
        ("::ffff:10.0.0.1", "[2001:db8::7]:443", "2001:db8::7"),
        ("::ffff:203.0.113.9", "198.51.100.1", "203.0.113.9"),
        # What is no address ends the reading.
        ("10.0.0.1", "198.51.100.1, nonsense", "10.0.0.1"),
        ("10.0.0.1", " , 198.51.100.1, ", "198.51.100.1"),
        # By a socket of this machine.
        ("", "198.51.100.1", "198.51.100.1"),
        ("", "", "127.0.0.1"),
        ("nonsense", "198.51.100.1", "127.0.0.1"),
    ],
)
def test_a_request_comes_from_the_last_address_that_is_not_ours(
    remote: str, forwarded: str, address: str
) -> None:
    assert client_address(remote=remote, forwarded=forwarded, trusted=PROXIES) == address


@pytest.mark.parametrize("remote", ["10.0.0.1", ""])
def test_without_proxies_the_header_says_nothing(remote: str) -> None:
    seen = client_address(remote=remote, forwarded="198.51.100.1", trusted=[])
    assert seen == (remote or "127.0.0.1")


def guess(times: int, *, forged: bool, proxy: str) -> int:
    """Wrong passwords for as many accounts by one visitor, who may write another address each time."""
    for n in range(times):
        said = f"192.0.2.{n}, " if forged else ""
        last = Client().post(
            "/accounts/login/",
            {"login": f"guess{n}@example.org", "password": "wrong"},
            REMOTE_ADDR=proxy,
            HTTP_X_FORWARDED_FOR=f"{said}198.51.100.1",
        )
    return last.status_code


@pytest.mark.django_db
@pytest.mark.parametrize("forged", [False, True])
def test_behind_a_proxy_the_visitor_is_counted(settings: Settings, alice: User, forged: bool) -> None:
    settings.TRUSTED_PROXIES = PROXIES
    assert guess(31, forged=forged, proxy="10.0.0.1") == 429
    # Somebody else by the same proxy is not.
    page = Client().post(
        "/accounts/login/",
        {"login": confirm(alice).email, "password": PASSWORD},
        REMOTE_ADDR="10.0.0.1",
        HTTP_X_FORWARDED_FOR="198.51.100.2",
    )
    assert page.status_code == 302


@pytest.mark.django_db
def test_who_comes_past_the_proxy_gains_nothing_by_the_header(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = PROXIES
    assert guess(31, forged=True, proxy="203.0.113.9") == 429


@pytest.mark.django_db
def test_signing_up_is_limited_by_address(client: Client) -> None:
    for n in range(21):
        page = client.post("/accounts/signup/", {"email": f"p{n}@example.org"})
    assert page.status_code == 429
    assert "Wait some minutes, then try again." in words(page)
    assert page["Retry-After"]


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_signing_up_is_limited_by_account_known_or_not(alice: User, email: str) -> None:
    sent = {"name": "X", "email": email, "password1": PASSWORD, "time_zone": "UTC"}
    codes = [
        Client().post("/accounts/signup/", sent, REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(6)
    ]
    assert codes == [302] * 5 + [429]


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_resets_are_limited_by_account_known_or_not(
    alice: User, email: str, mailoutbox: list[EmailMessage]
) -> None:
    codes = [
        Client().post("/accounts/password/reset/", {"email": email}, REMOTE_ADDR=f"192.0.2.{n}").status_code
        for n in range(6)
    ]
    assert codes == [302] * 5 + [429]
    assert len(mailoutbox) == 5


@pytest.mark.django_db
def test_trying_links_of_invitations_is_limited_by_address(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"invitation": "3/m/ip"}
    codes = [Client().get(f"/invitation/guess{n}/").status_code for n in range(4)]
    assert codes == [404, 404, 404, 429]


@pytest.mark.django_db
def test_accepting_is_limited_by_account(settings: Settings, bob: User) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"accept_invitation": "2/h/user"}
    client = signed_in(bob)
    codes = [client.post(f"/invitation/guess{n}/").status_code for n in range(3)]
    assert codes == [404, 404, 429]


@pytest.mark.django_db
def test_nobodys_mailbox_is_filled_with_invitations(alice: User, mailoutbox: list[EmailMessage]) -> None:
    client = signed_in(alice)
    for _ in range(6):
        page = client.post("/club/members/", {"email": "dana@example.org", "role": "viewer"})
    assert len(mailoutbox) == 5
    assert "Give them this link yourself." in words(page)


@pytest.fixture
def address(ann: Athlete) -> str:
    return f"/api/v1/athletes/{ann.pk}/assessments"


@pytest.mark.django_db
def test_the_api_is_limited_by_address(settings: Settings, address: str) -> None:
    settings.API_LIMITS = {"address": 2, "account": 100}
    answers = [Client().get(address) for _ in range(3)]
    assert [one.status_code for one in answers] == [401, 401, 429]
    assert answers[2].json() == {"detail": "That is too often. Wait a minute, then send it again."}
    assert answers[2]["Retry-After"] == "60"
    assert Client().get(address, REMOTE_ADDR="192.0.2.7").status_code == 401


@pytest.mark.django_db
def test_the_api_is_limited_by_account_wherever_from(
    settings: Settings, address: str, bob: User, alice: User
) -> None:
    settings.API_LIMITS = {"address": 100, "account": 2}
    client = signed_in(bob)
    codes = [client.get(address, REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(3)]
    assert codes == [200, 200, 429]
    assert signed_in(alice).get(address).status_code == 200


@pytest.mark.django_db
def test_counts_of_earlier_minutes_go_when_somebody_signs_in(
    client: Client, address: str, alice: User
) -> None:
    RequestCount.objects.create(who="x", minute=1, count=7)
    client.post("/accounts/login/", {"login": confirm(alice).email, "password": PASSWORD})
    assert not RequestCount.objects.exists()
    client.get(address)
    assert {str(one) for one in RequestCount.objects.all()} == {"1"}


@pytest.mark.django_db
def test_no_limit_keeps_anybody_from_reading(client: Client) -> None:
    assert {client.get(reverse("account_login")).status_code for _ in range(40)} == {200}
