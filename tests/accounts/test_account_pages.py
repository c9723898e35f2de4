"""Keeping an account: a forgotten or new password, another address, a second factor."""

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.pages import headings, link_in, words
from tests.cast import signed_in
from tests.factories import PASSWORD, confirm

pytestmark = pytest.mark.django_db

NEW = "quite another password"


def test_a_forgotten_password_is_replaced_by_a_link(
    client: Client, alice: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    confirm(alice)
    assert headings(client.get("/accounts/password/reset/")) == 1
    sent = client.post("/accounts/password/reset/", {"email": alice.email}, follow=True)
    assert "A mail is on its way" in words(sent)
    mail = mailoutbox[0]
    assert mail.subject == "A new password for Medial"
    assert "Choose a new password" in str(mail.alternatives[0][0])
    page = client.get(link_in(str(mail.body)), follow=True)
    assert headings(page) == 1
    form = page.redirect_chain[-1][0]
    mismatch = client.post(form, {"password1": NEW, "password2": "something else"})
    assert "same password each time" in words(mismatch)
    client.post(form, {"password1": NEW, "password2": NEW})
    assert client.get(reverse("club")).status_code == 200
    alice.refresh_from_db()
    assert alice.check_password(NEW)
    assert mailoutbox[-1].subject == "Your password at Medial was changed"


def test_an_unknown_address_is_told_so_in_its_own_mail_only(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    page = client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "A mail is on its way" in words(page)
    assert mailoutbox[0].subject == "No account at Medial for this address"


def test_a_used_link_says_so(client: Client, alice: User) -> None:
    page = client.get("/accounts/password/reset/key/1-abc-def/")
    assert "This link no longer works" in words(page)
    assert headings(page) == 1


def test_a_password_is_changed_by_who_knows_it(alice: User, mailoutbox: list[EmailMessage]) -> None:
    client = signed_in(alice)
    page = client.get("/accounts/password/change/")
    assert headings(page) == 1
    assert "At least 10 characters" in words(page)
    wrong = {"oldpassword": "guess", "password1": NEW, "password2": NEW}
    assert "That is not your present password." in words(client.post("/accounts/password/change/", wrong))
    right = wrong | {"oldpassword": PASSWORD}
    page = client.post("/accounts/password/change/", right, follow=True)
    assert "Your new password is saved." in words(page)
    assert mailoutbox[0].subject == "Your password at Medial was changed"


def test_an_account_without_a_password_is_given_one(alice: User) -> None:
    alice.set_unusable_password()
    alice.save()
    client = signed_in(alice)
    page = client.get("/accounts/password/change/", follow=True)
    assert "Your account has none yet." in words(page)
    client.post("/accounts/password/set/", {"password1": NEW, "password2": NEW})
    alice.refresh_from_db()
    assert alice.check_password(NEW)


def test_another_address_takes_over_once_it_is_confirmed(alice: User, mailoutbox: list[EmailMessage]) -> None:
    client = signed_in(alice)
    page = client.get("/accounts/email/")
    assert headings(page) == 1
    assert "alice@example.org Not confirmed yet" in words(page)
    page = client.post("/accounts/email/", {"action_add": "", "email": "owen@example.org"}, follow=True)
    assert "A mail is on its way to owen@example.org" in words(page)
    assert mailoutbox[0].subject == "Confirm your address for Medial"
    client.post(link_in(str(mailoutbox[0].body)))
    alice.refresh_from_db()
    assert alice.email == "owen@example.org"


def test_somebody_elses_address_is_not_given_away(alice: User, bob: User) -> None:
    page = signed_in(alice).post("/accounts/email/", {"action_add": "", "email": alice.email})
    assert "That is your address already." in words(page)


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/reauthenticate/",
        "/accounts/inactive/",
        "/accounts/password/reset/key/done/",
        "/accounts/password/reset/done/",
        "/accounts/confirm-email/",
    ],
)
def test_every_other_page_has_our_look_and_one_heading(alice: User, path: str) -> None:
    client = signed_in(alice)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get(path)
    assert page.status_code == 200
    assert headings(page) == 1
    assert 'class="topbar"' in page.content.decode()
    assert "style=" not in page.content.decode()
