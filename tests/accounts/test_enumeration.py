"""No page says whether an address has an account, and none takes longer where it has one."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import hashers
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Club, User
from tests.cast import signed_in
from tests.factories import PASSWORD, confirm

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "alice@example.org", "nobody@example.org"
FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "sign-up": (
        "/accounts/signup/",
        {"name": "X", "password1": PASSWORD, "time_zone": "UTC", "club_name": "Y"},
    ),
    "sign-up with a weak password": ("/accounts/signup/", {"name": "X", "password1": "short"}),
    "reset": ("/accounts/password/reset/", {}),
    "sign-in": ("/accounts/login/", {"password": "a wrong password"}),
}


@pytest.fixture(autouse=True)
def known(alice: User) -> User:
    return confirm(alice)


def answered(form: str, address: str) -> tuple[Any, ...]:
    """All that the visitor is told: status, where to, cookies' names, the page that follows."""
    path, fields = FORMS[form]
    client = Client()
    field = "login" if form == "sign-in" else "email"
    page = client.post(path, fields | {field: address})
    following = client.get(page["Location"]) if page.status_code == 302 else page
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", following.content.decode())
    headers = {
        name: value for name, value in page.headers.items() if name not in {"Content-Length", "Expires"}
    }
    return page.status_code, headers, sorted(client.cookies), body.replace(address, "ADDRESS")


@pytest.mark.parametrize("form", FORMS)
def test_the_answer_is_the_same(form: str) -> None:
    assert answered(form, KNOWN) == answered(form, UNKNOWN)


@pytest.mark.parametrize("form", ["sign-up", "sign-in"])
def test_the_password_is_hashed_either_way(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []
    encode = hashers.MD5PasswordHasher.encode

    def count(self: Any, password: str, salt: str) -> str:
        counted.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", count)
    times = []
    for address in (KNOWN, UNKNOWN):
        counted.clear()
        answered(form, address)
        times.append(len(counted))
    assert times[0] == times[1] > 0


@pytest.mark.parametrize("form", ["sign-up", "reset", "sign-in"])
def test_the_database_is_asked_as_much_either_way(form: str) -> None:
    """What takes time besides the hash; `python -m tools.timings` holds a clock to it."""
    asked = []
    for address in (KNOWN, UNKNOWN):
        with CaptureQueriesContext(connection) as queries:
            answered(form, address)
        asked.append(len([one for one in queries if '"cache"' not in one["sql"]]))
    assert abs(asked[0] - asked[1]) <= 3


def test_nothing_stays_of_a_sign_up_with_a_known_address() -> None:
    before = [model.objects.count() for model in (User, Club, Club.history.model, EmailAddress)]
    answered("sign-up", KNOWN)
    assert [model.objects.count() for model in (User, Club, Club.history.model, EmailAddress)] == before


@pytest.mark.parametrize("form", ["sign-up", "reset"])
def test_either_address_gets_one_mail(form: str, mailoutbox: list[EmailMessage]) -> None:
    for address in (KNOWN, UNKNOWN):
        mailoutbox.clear()
        answered(form, address)
        assert [mail.to for mail in mailoutbox] == [[address]]


def test_an_invitation_says_nothing_either(bob: User, alice: User) -> None:
    """The page of an invitation to a known address is that of one to an unknown address."""
    client = signed_in(alice)
    pages = []
    for address in ("charlie@example.org", UNKNOWN):
        User.objects.get_or_create(email="charlie@example.org")
        body = client.post("/club/members/", {"email": address, "role": "viewer"}).content.decode()
        [link] = re.findall(r"/invitation/[\w-]+/", body)[:1]
        body = Client().get(link).content.decode()
        pages.append(re.sub(r"/invitation/[\w-]+/|%2Finvitation%2F[\w-]+%2F|value=\"\w+\"", "", body))
    assert pages[0] == pages[1]


def test_asking_for_somebody_elses_address_looks_like_any_other(
    bob: User, mailoutbox: list[EmailMessage]
) -> None:
    client = signed_in(confirm(bob))
    bodies = []
    for address in (KNOWN, UNKNOWN):
        page = client.post("/accounts/email/", {"action_add": "", "email": address}, follow=True)
        bodies.append(re.sub(r'value="\w{64}"', "", page.content.decode()).replace(address, "ADDRESS"))
    assert bodies[0] == bodies[1]
    assert {tuple(mail.to) for mail in mailoutbox} == {("bob@example.org",)}
