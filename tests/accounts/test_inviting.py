"""Owners invite people to help run the club: from /club/members/ to the mail, and taking it back."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from accounts import inviting
from accounts.models import Club, Invitation, User
from tests.accounts.pages import link_in, words
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

MEMBERS = "/club/members/"


def invite(user: User, email: str = "Dana@example.org", role: str = "coach") -> Any:
    return signed_in(user).post(MEMBERS, {"email": email, "role": role})


def again(user: User, invitation: Invitation) -> Any:
    return signed_in(user).post(f"/club/invitations/{invitation.pk}/again/", follow=True)


def revoke(user: User, invitation: Invitation) -> Any:
    return signed_in(user).post(f"/club/invitations/{invitation.pk}/revoke/", follow=True)


def test_an_owner_invites_by_mail(alice: User, club: Club, mailoutbox: list[EmailMultiAlternatives]) -> None:
    page = invite(alice)
    assert "A mail is on its way to dana@example.org" in words(page)
    invitation = Invitation.objects.get()
    assert (invitation.club, invitation.kind, invitation.invited_by) == (club, "coach", alice)
    assert invitation.sent_at
    assert invitation.expires_at - timezone.now() > dt.timedelta(days=13, hours=23)
    (message,) = mailoutbox
    assert message.to == ["dana@example.org"]
    assert message.subject == "Riverside Harriers invites you to Medial"
    assert "Alice Owen invites you to Riverside Harriers at Medial, as Coach." in str(message.body)
    path = link_in(str(message.body))
    assert path in str(message.alternatives[0][0])
    assert path in words(page)
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_only_a_hash_of_the_token_is_kept(alice: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    invite(alice)
    token = link_in(str(mailoutbox[0].body)).split("/")[-2]
    row = Invitation.objects.values().get()
    assert token not in str(row)
    assert row["token_hash"] == inviting.hash_of(token)
    assert token not in words(signed_in(alice).get(MEMBERS))


def test_a_mail_that_can_t_be_sent_leaves_the_link(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_fields: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuse)
    text = words(invite(alice))
    assert "The mail could not be sent" in text
    assert "/invitation/" in text
    assert Invitation.objects.get().sent_at is None


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("", "Give the address that the invitation goes to."),
        ("nonsense", "Enter a valid email address."),
        ("BOB@example.org", "This person belongs to the club already."),
    ],
)
def test_an_address_that_won_t_do_is_refused(alice: User, bob: User, email: str, sentence: str) -> None:
    assert sentence in words(invite(alice, email))
    assert not Invitation.objects.exists()


def test_inviting_an_address_anew_replaces_its_link(
    alice: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    invite(alice)
    invite(alice, role="viewer")
    first, second = (link_in(str(message.body)) for message in mailoutbox)
    assert signed_in(None).get(first).status_code == 404
    assert signed_in(None).get(second).status_code == 200


def test_sending_again_makes_a_new_link_and_kills_the_old(
    alice: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    invite(alice)
    invitation = Invitation.objects.get()
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(days=1))
    assert "Expired" in words(signed_in(alice).get(MEMBERS))
    page = again(alice, invitation)
    assert "A mail is on its way to dana@example.org" in words(page)
    first, second = (link_in(str(message.body)) for message in mailoutbox)
    assert signed_in(None).get(first).status_code == 404
    assert signed_in(None).get(second).status_code == 200


def test_taking_back_kills_the_link(alice: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    invite(alice)
    page = revoke(alice, Invitation.objects.get())
    assert "The invitation to dana@example.org is taken back." in words(page)
    assert signed_in(None).get(link_in(str(mailoutbox[0].body))).status_code == 404
    assert "already" not in words(page)


def test_what_is_over_can_t_be_sent_again(alice: User) -> None:
    invite(alice)
    invitation = Invitation.objects.get()
    inviting.revoke(invitation=invitation)
    assert "was accepted or taken back meanwhile" in words(again(alice, invitation))


def test_only_owners_invite(bob: User, vera: User, alice: User, charlie: User) -> None:
    invite(alice)
    invitation = Invitation.objects.get()
    for user in (bob, vera):
        assert invite(user).status_code == 403
        assert again(user, invitation).status_code == 403
        assert revoke(user, invitation).status_code == 403
        assert "dana@example.org" not in words(signed_in(user).get(MEMBERS))
    for action in (again, revoke):
        assert action(charlie, invitation).status_code == 404
    assert Invitation.objects.open().count() == 1


def test_mails_are_limited(alice: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    client = signed_in(alice)
    for n in range(41):
        page = client.post(MEMBERS, {"email": f"p{n}@example.org", "role": "viewer"})
    assert len(mailoutbox) == 40
    assert "The mail could not be sent" in words(page)


def test_an_accepted_invitation_outlives_the_wish_to_take_it_back(alice: User, bob: User) -> None:
    invite(alice)
    invitation = Invitation.objects.get()
    inviting.mark_accepted(invitation=invitation, user=bob)
    revoke(alice, invitation)
    invitation.refresh_from_db()
    assert invitation.state == "accepted"
