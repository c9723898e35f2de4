"""Changing one's e-mail address: the present one is asked first, then the new one."""

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from accounts import address_change
from accounts.models import User
from tests.accounts.pages import headings, link_in, words
from tests.accounts.test_second_factor import with_app
from tests.cast import signed_in
from tests.factories import confirm

pytestmark = pytest.mark.django_db

NEW = "owen@example.org"


@pytest.fixture
def client(alice: User) -> Client:
    return signed_in(confirm(alice))


def ask(client: Client, mailoutbox: list[EmailMessage]) -> str:
    """The link in the mail to the present address."""
    page = client.post("/accounts/email/", {"action_add": "", "email": NEW}, follow=True)
    assert "A mail is on its way to your present address" in words(page)
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["alice@example.org"], "Shall your address at Medial change?")
    assert NEW in str(mail.body)
    return link_in(str(mail.body))


def test_both_ends_agree_before_it_changes(
    client: Client, alice: User, mailoutbox: list[EmailMessage]
) -> None:
    link = ask(client, mailoutbox)
    assert not EmailAddress.objects.filter(email=NEW).exists()
    page = client.get(link)
    assert headings(page) == 1
    assert f"From alice@example.org to {NEW} ?" in words(page)
    page = client.post(link, follow=True)
    assert f"Changing to {NEW} Not confirmed yet" in words(page)
    assert mailoutbox[1].to == [NEW]
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"

    client.post(link_in(str(mailoutbox[1].body)))
    alice.refresh_from_db()
    assert alice.email == NEW
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(NEW, True, True)]
    assert (mailoutbox[2].to, mailoutbox[2].subject) == (
        ["alice@example.org"],
        "Your address at Medial was changed",
    )
    assert client.get(link).status_code == 404


def test_pressing_twice_asks_the_new_address_once(client: Client, mailoutbox: list[EmailMessage]) -> None:
    link = ask(client, mailoutbox)
    client.post(link)
    client.post(link)
    assert [mail.to for mail in mailoutbox] == [["alice@example.org"], [NEW]]


def test_the_link_is_nobody_elses(client: Client, bob: User, mailoutbox: list[EmailMessage]) -> None:
    link = ask(client, mailoutbox)
    assert signed_in(bob).get(link).status_code == 404
    assert signed_in(bob).post(link).status_code == 404
    assert signed_in(None).get(link)["Location"].startswith("/accounts/login/")
    assert client.get(link.replace("address/", "address/x")).status_code == 404


def test_it_grows_old(
    client: Client, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    link = ask(client, mailoutbox)
    monkeypatch.setattr(address_change, "_VALID_FOR", -1)
    assert client.get(link).status_code == 404


def test_an_address_that_was_never_confirmed_is_not_asked(
    alice: User, mailoutbox: list[EmailMessage]
) -> None:
    """A typing error at sign-up must not keep anybody out of their account for good."""
    page = signed_in(alice).post("/accounts/email/", {"action_add": "", "email": NEW}, follow=True)
    assert f"A mail is on its way to {NEW}" in words(page)
    assert mailoutbox[0].to == [NEW]


def test_a_second_factor_keeps_nobody_from_it(
    client: Client, alice: User, mailoutbox: list[EmailMessage]
) -> None:
    with_app(alice)
    client.post(ask(client, mailoutbox))
    client.post(link_in(str(mailoutbox[1].body)))
    alice.refresh_from_db()
    assert alice.email == NEW


def test_a_change_that_waits_keeps_nobody_from_a_second_factor(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    client.post(ask(client, mailoutbox))
    page = client.get("/accounts/2fa/totp/activate/", follow=True)
    assert "Is it you?" in words(page)


def test_an_address_that_is_somebody_elses_stays_theirs(
    client: Client, alice: User, bob: User, mailoutbox: list[EmailMessage]
) -> None:
    confirm(bob)
    client.post("/accounts/email/", {"action_add": "", "email": bob.email})
    client.post(link_in(str(mailoutbox[0].body)))
    assert mailoutbox[1].to == [bob.email]
    page = client.post(link_in(str(mailoutbox[1].body)), follow=True)
    assert page.status_code == 200
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"
