"""Making an account: /accounts/signup/."""

from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from accounts import inviting
from accounts.models import Club, Invitation, Membership, Role, User
from athletes.models import Athlete
from tests.accounts.pages import headings, link_in, words
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

SIGN_UP = "/accounts/signup/"
DANA = {"name": "Dana Coach", "email": "Dana@Example.org", "password1": PASSWORD, "time_zone": "Europe/Paris"}


def test_a_coach_signs_up_with_a_club(client: Client, mailoutbox: list[EmailMessage]) -> None:
    page = client.post(SIGN_UP, DANA | {"club_name": "Canal Runners"})
    assert page["Location"] == reverse("home")
    user = User.objects.get()
    assert (user.email, user.name) == ("dana@example.org", "Dana Coach")
    membership = Membership.objects.get()
    assert (membership.user, membership.role) == (user, Role.OWNER)
    assert (membership.club.name, membership.club.time_zone) == ("Canal Runners", "Europe/Paris")
    assert "Canal Runners" in words(client.get(reverse("club")))


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


def test_an_address_makes_one_account(client: Client, alice: User) -> None:
    page = client.post(SIGN_UP, DANA | {"email": "ALICE@example.org"})
    assert "There is an account with this address" in words(page)
    assert User.objects.count() == 1


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
    client: Client, invited: str, ann: Athlete
) -> None:
    page = client.post(SIGN_UP, DANA | {"club_name": "Smuggled", "next": invited})
    assert page["Location"] == invited
    assert Club.objects.count() == 1
    assert "Accept as Dana Coach" in words(client.get(invited))


@pytest.mark.parametrize(
    "address", ["/invitation/unknown/", "/club/", "/nowhere/", "https://[", "//evil.example"]
)
def test_any_other_next_is_not_an_invitation(client: Client, address: str) -> None:
    assert "club_name" in client.get(SIGN_UP, {"next": address}).content.decode()
