"""Making an account: /accounts/signup/."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from accounts import inviting
from accounts.models import Club, Invitation, Membership, Role, User
from athletes.models import Athlete
from tests.accounts.pages import headings, link_in, words
from tests.cast import signed_in
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

SIGN_UP = "/accounts/signup/"
CONFIRM = "/accounts/confirm-email/"
DANA = {"name": "Dana Coach", "email": "Dana@Example.org", "password1": PASSWORD, "time_zone": "Europe/Paris"}


def test_a_coach_signs_up_with_a_club(client: Client, mailoutbox: list[EmailMessage]) -> None:
    page = client.post(SIGN_UP, DANA | {"club_name": "Canal Runners"})
    assert page["Location"] == CONFIRM
    user = User.objects.get()
    assert (user.email, user.name) == ("dana@example.org", "Dana Coach")
    membership = Membership.objects.get()
    assert (membership.user, membership.role) == (user, Role.OWNER)
    assert (membership.club.name, membership.club.time_zone) == ("Canal Runners", "Europe/Paris")
    page = client.post(link_in(str(mailoutbox[0].body)))
    assert page["Location"] == reverse("home")
    assert "Canal Runners" in words(client.get(reverse("club")))


def test_nobody_is_let_in_before_the_address_is_confirmed(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    client.post(SIGN_UP, DANA)
    assert client.get(reverse("club"))["Location"].startswith(reverse("account_login"))
    page = Client().post(
        reverse("account_login"), {"login": DANA["email"], "password": PASSWORD}, follow=True
    )
    assert "Open it to go on." in words(page)
    elsewhere = Client()
    elsewhere.post(link_in(str(mailoutbox[0].body)))
    page = elsewhere.post(reverse("account_login"), {"login": DANA["email"], "password": PASSWORD})
    assert page["Location"] == reverse("home")


def test_without_a_club_only_the_user_is_made(client: Client) -> None:
    client.post(SIGN_UP, DANA)
    assert User.objects.count() == 1
    assert not Club.objects.exists()


def test_the_page_offers_london_and_every_zone(client: Client) -> None:
    page = client.get(SIGN_UP)
    assert headings(page) == 1
    html = page.content.decode()
    assert '<option value="Europe/London" selected>London</option>' in html
    assert '<option value="America/Argentina/Buenos_Aires">Argentina, Buenos Aires</option>' in html


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Give your name."),
        ({"email": ""}, "Give your e-mail address."),
        ({"password1": ""}, "Choose a password."),
        ({"password1": "short"}, "too short"),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_at_the_field(client: Client, change: dict[str, str], sentence: str) -> None:
    page = client.post(SIGN_UP, DANA | {"club_name": "Canal Runners"} | change)
    assert sentence in words(page)
    assert "Canal Runners" in page.content.decode()
    assert not User.objects.exists()


def test_an_address_makes_one_account(client: Client, alice: User, mailoutbox: list[EmailMessage]) -> None:
    page = client.post(SIGN_UP, DANA | {"email": "ALICE@example.org"})
    assert page["Location"] == CONFIRM
    assert User.objects.count() == 1
    assert mailoutbox[0].subject == "You have an account at Medial already"


def test_user_and_club_are_made_together_or_not_at_all(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_fields: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(Membership.objects, "create", fail)
    with pytest.raises(RuntimeError):
        client.post(SIGN_UP, DANA | {"club_name": "Canal Runners"})
    assert not User.objects.exists()
    assert not Club.objects.exists()


def test_the_address_is_confirmed_by_a_link(client: Client, mailoutbox: list[EmailMessage]) -> None:
    client.post(SIGN_UP, DANA)
    mail = mailoutbox[0]
    assert mail.subject == "Welcome to Medial: confirm your address"
    path = link_in(str(mail.body))
    page = client.get(path)
    assert "Is dana@example.org yours?" in words(page)
    assert headings(page) == 1
    assert "dana@example.org is confirmed." in words(client.post(path, follow=True))
    assert "This link no longer works" in words(client.get(path.replace("confirm-email/", "confirm-email/x")))


@pytest.fixture
def invited(club: Club, bob: User) -> str:
    _invitation, token = inviting.invite(
        club=club, kind=Invitation.Kind.VIEWER, by=bob, email="dana@example.org"
    )
    return reverse("invitation_accept", args=[token])


def test_through_an_invitation_no_club_is_asked_for(client: Client, invited: str) -> None:
    page = client.get(SIGN_UP, {"next": invited})
    html = page.content.decode()
    assert "club_name" not in html
    assert 'value="dana@example.org"' in html
    assert "accept the invitation of Riverside Harriers" in words(page)


def test_through_an_invitation_no_club_is_made_and_it_comes_next(
    client: Client, invited: str, ann: Athlete, mailoutbox: list[EmailMessage]
) -> None:
    client.post(SIGN_UP, DANA | {"club_name": "Smuggled", "next": invited})
    page = client.post(link_in(str(mailoutbox[0].body)))
    assert page["Location"] == invited
    assert Club.objects.count() == 1
    assert "Accept as Dana Coach" in words(client.get(invited))


def test_the_link_that_was_mailed_confirms_the_address(
    client: Client, alice: User, mailoutbox: list[EmailMessage]
) -> None:
    signed_in(alice).post("/club/members/", {"email": "dana@example.org", "role": "viewer"})
    [link] = re.findall(r"/invitation/\S+\?mailed=\S+", str(mailoutbox[0].body))
    assert f"next={quote(link)}" in client.get(link).content.decode()
    page = client.post(SIGN_UP, DANA | {"next": link})
    assert page["Location"] == link
    assert client.post(link)["Location"] == reverse("squad")
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("email", "change"),
    [("dana@example.org", ""), ("dana@example.org", "?mailed=guess"), ("eve@example.org", None)],
)
def test_the_link_that_a_coach_was_shown_confirms_nothing(
    client: Client, alice: User, mailoutbox: list[EmailMessage], email: str, change: str | None
) -> None:
    signed_in(alice).post("/club/members/", {"email": "dana@example.org", "role": "viewer"})
    [link] = re.findall(r"/invitation/\S+\?mailed=\S+", str(mailoutbox[0].body))
    link = link if change is None else link.split("?")[0] + change
    page = client.post(SIGN_UP, DANA | {"email": email, "next": link})
    assert page["Location"] == CONFIRM
    assert mailoutbox[1].to == [email]


@pytest.mark.parametrize(
    "address", ["/invitation/unknown/", "/club/", "/nowhere/", "https://[", "//evil.example"]
)
def test_any_other_next_is_not_an_invitation(client: Client, address: str) -> None:
    assert "club_name" in client.get(SIGN_UP, {"next": address}).content.decode()
