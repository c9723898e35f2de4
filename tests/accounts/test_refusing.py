"""An address that wants no invitations by mail says so by the link in one, without an account."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from accounts.models import Club, Invitation, MailRefusal, User
from accounts.refusing import allow, is_refused, refuse
from tests.accounts.pages import words
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

MEMBERS = "/club/members/"


def invite(alice: User, email: str = "Dana@example.org") -> str:
    return words(signed_in(alice).post(MEMBERS, {"email": email, "role": "coach"}))


def stop_of(mail: EmailMultiAlternatives) -> str:
    found = re.fullmatch(r"<(http.+)>", mail.extra_headers["List-Unsubscribe"])
    assert found
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found[1] in str(mail.body)
    assert found[1] in str(mail.alternatives[0][0])
    return urlsplit(found[1]).path


def test_looking_at_the_link_changes_nothing_and_the_button_ends_it(
    alice: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    invite(alice)
    path = stop_of(mailoutbox[0])
    page = signed_in(None).get(path)
    assert "Shall clubs send no more invitations" in words(page)
    assert not MailRefusal.objects.exists()
    # A mail program presses it by itself: no cookies, no CSRF token.
    done = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert "Medial sends no more invitations" in words(done)
    assert "could not be sent" in invite(alice, "dana@example.org")
    assert len(mailoutbox) == 1
    assert Invitation.objects.latest("created_at").sent_at is None


def test_only_a_hash_of_the_address_is_kept_and_saying_it_twice_is_saying_it_once(club: Club) -> None:
    refuse("Dana@Example.org ")
    refuse("dana@example.org")
    assert "dana" not in MailRefusal.objects.get().address_hash
    assert str(MailRefusal.objects.get()) == MailRefusal.objects.get().address_hash
    assert is_refused("DANA@example.org")
    allow("dana@example.org")
    assert not is_refused("dana@example.org")


def test_the_invitation_is_the_same_letter_in_html_and_text(
    alice: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    invite(alice)
    html = str(mailoutbox[0].alternatives[0][0])
    assert "prefers-color-scheme: dark" in html
    assert "<h1>Riverside Harriers invites you to Medial</h1>" in html
    assert not re.search(r"(src|href)=\"?(?!http://testserver|\")", html)
