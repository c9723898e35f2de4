"""The page behind an invitation's link: /invitation/<token>/."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import inviting
from accounts.models import Club, Invitation, Membership, Role, User
from athletes.linking import invite_athlete
from athletes.models import Athlete
from tests.accounts.pages import headings, words
from tests.cast import signed_in
from tests.factories import PASSWORD, confirm, join, make_athlete, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def iris(club: Club) -> Athlete:
    return make_athlete(club=club, name="Iris Vale")


@pytest.fixture
def dana(db: None) -> User:
    return make_user(email="dana@example.org", name="Dana Vale")


@pytest.fixture
def to_iris(iris: Athlete, bob: User) -> str:
    """The link to Iris's profile."""
    _invitation, token = invite_athlete(athlete=iris, by=bob)
    return link(token)


def link(token: str) -> str:
    return reverse("invitation_accept", args=[token])


def to_help(club: Club, kind: str, by: User) -> str:
    _invitation, token = inviting.invite(club=club, kind=Invitation.Kind(kind), by=by)
    return link(token)


def closed(page: Any) -> bool:
    return page.status_code == 404 and "This link opens nothing" in words(page)


def test_a_stranger_sees_what_it_is_and_how_to_go_on(to_iris: str) -> None:
    page = signed_in(None).get(to_iris)
    assert headings(page) == 1
    text = words(page)
    assert "Riverside Harriers invites you" in text
    assert "as Iris Vale" in text
    html = page.content.decode()
    assert f"/accounts/signup/?next={to_iris}" in html
    assert f"/accounts/login/?next={to_iris}" in html
    assert "no-store" in page["Cache-Control"]


def test_its_last_day_is_the_clubs_day(to_iris: str, club: Club) -> None:
    Club.objects.filter(pk=club.pk).update(time_zone="Pacific/Auckland")
    last = dt.datetime(timezone.now().year + 1, 3, 6, 20, tzinfo=dt.UTC)
    Invitation.objects.update(expires_at=last)
    assert "until 7 March" in words(signed_in(None).get(to_iris))


def test_looking_uses_nothing_up(to_iris: str, iris: Athlete, dana: User) -> None:
    for user in (None, dana):
        signed_in(user).get(to_iris)
    iris.refresh_from_db()
    assert iris.user is None


def test_an_athlete_accepts_and_sees_their_own(to_iris: str, iris: Athlete, dana: User) -> None:
    client = signed_in(dana)
    assert "Accept as Dana Vale" in words(client.get(to_iris))
    assert client.post(to_iris)["Location"] == reverse("today")
    iris.refresh_from_db()
    assert iris.user == dana
    assert list(Athlete.objects.linked_to(dana)) == [iris]
    assert not Membership.objects.filter(user=dana).exists()


def test_it_works_once(to_iris: str, dana: User) -> None:
    signed_in(dana).post(to_iris)
    other = signed_in(make_user())
    assert closed(other.get(to_iris))
    assert closed(other.post(to_iris))


def test_pressing_twice_is_harmless(to_iris: str, iris: Athlete, dana: User) -> None:
    client = signed_in(dana)
    assert client.post(to_iris)["Location"] == client.post(to_iris)["Location"] == reverse("today")


def test_opening_a_link_one_has_used_leads_where_it_led(
    to_iris: str, club: Club, alice: User, dana: User
) -> None:
    client = signed_in(dana)
    to_the_club = to_help(club, "viewer", alice)
    for address, leads_to in ((to_iris, "today"), (to_the_club, "squad")):
        client.post(address)
        assert client.get(address)["Location"] == reverse(leads_to)
        stranger = signed_in(None).get(address)
        assert closed(stranger)
        assert f"/accounts/login/?next={address}" in stranger.content.decode()


def test_a_used_link_gives_nothing_back_once_taken_off(to_iris: str, iris: Athlete, dana: User) -> None:
    client = signed_in(dana)
    client.post(to_iris)
    Athlete.objects.filter(pk=iris.pk).update(user=None)
    assert closed(client.get(to_iris))
    assert closed(client.post(to_iris))
    iris.refresh_from_db()
    assert iris.user is None


def test_a_stranger_signs_in_and_comes_back(to_iris: str, dana: User) -> None:
    confirm(dana)
    client = Client()
    asked = client.post(to_iris)["Location"]
    assert asked == f"/accounts/login/?next={to_iris}"
    page = client.post(asked, {"login": dana.email, "password": PASSWORD})
    assert page["Location"] == to_iris


def test_signing_out_comes_back_too(to_iris: str, dana: User) -> None:
    page = signed_in(dana).post("/accounts/logout/", {"next": to_iris})
    assert page["Location"] == to_iris


def test_every_link_that_opens_nothing_gets_the_same_answer(
    club: Club, bob: User, iris: Athlete, dana: User
) -> None:
    taken_back, token = invite_athlete(athlete=iris, by=bob)
    inviting.revoke(invitation=taken_back)
    tokens = [token, "never-made"]
    expired, token = inviting.invite(club=club, kind=Invitation.Kind.COACH, by=bob)
    Invitation.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    tokens.append(token)
    answers = {words(signed_in(None).get(link(token))) for token in tokens}
    assert len(answers) == 1
    for token in tokens:
        for client in (signed_in(None), signed_in(dana)):
            assert closed(client.get(link(token)))
        assert closed(signed_in(dana).post(link(token)))


def test_a_profile_that_was_linked_otherwise_meanwhile_is_closed(
    to_iris: str, iris: Athlete, dana: User
) -> None:
    Athlete.objects.filter(pk=iris.pk).update(user=make_user())
    assert closed(signed_in(dana).get(to_iris))
    assert closed(signed_in(dana).post(to_iris))


def test_an_athlete_of_two_clubs_sees_both(
    to_iris: str, iris: Athlete, dana: User, other_club: Club, charlie: User
) -> None:
    elsewhere = make_athlete(club=other_club, name="I. Vale")
    _invitation, token = invite_athlete(athlete=elsewhere, by=charlie)
    client = signed_in(dana)
    client.post(to_iris)
    client.post(link(token))
    assert set(Athlete.objects.visible_to(dana)) == {iris, elsewhere}


def test_two_profiles_in_one_club_are_refused(to_iris: str, iris: Athlete, ann: Athlete) -> None:
    assert ann.user
    page = signed_in(ann.user).post(to_iris, follow=True)
    assert "You have a profile in this club already." in words(page)
    iris.refresh_from_db()
    assert iris.user is None
    assert Invitation.objects.open().count() == 1


def test_a_coach_who_made_the_link_is_warned(to_iris: str, bob: User, dana: User) -> None:
    assert "You made this link yourself." in words(signed_in(bob).get(to_iris))
    assert "You made this link yourself." not in words(signed_in(dana).get(to_iris))


@pytest.mark.parametrize("kind", ["owner", "coach", "viewer"])
def test_somebody_joins_to_help(club: Club, alice: User, dana: User, kind: str) -> None:
    address = to_help(club, kind, alice)
    client = signed_in(dana)
    assert f"as {kind.capitalize()}" in words(client.get(address))
    assert client.post(address)["Location"] == reverse("squad")
    assert client.post(address)["Location"] == reverse("squad")
    assert Membership.objects.get(user=dana).role == kind
    assert closed(signed_in(make_user()).get(address))


def test_whoever_joins_works_in_that_club_next(
    club: Club, alice: User, charlie: User, other_club: Club
) -> None:
    client = signed_in(charlie)
    client.post(to_help(club, "coach", alice))
    assert "Riverside Harriers" in words(client.get(reverse("club")))


@pytest.mark.parametrize(
    ("had", "invited", "has"),
    [("viewer", "coach", "coach"), ("owner", "viewer", "owner"), ("coach", "coach", "coach")],
)
def test_a_role_is_raised_and_never_lowered(
    club: Club, alice: User, dana: User, had: str, invited: str, has: str
) -> None:
    join(dana, club, Role(had))
    signed_in(dana).post(to_help(club, invited, alice))
    assert Membership.objects.get(user=dana).role == has


def test_a_removed_member_can_t_come_back_by_the_old_link(club: Club, alice: User, dana: User) -> None:
    address = to_help(club, "coach", alice)
    client = signed_in(dana)
    client.post(address)
    Membership.objects.filter(user=dana).delete()
    assert closed(client.post(address))
