"""The club's settings, starting another club, choosing one."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.ids import uuid7
from accounts.models import Club, Membership, Role, User
from athletes.models import Athlete
from tests.accounts.pages import headings, words
from tests.cast import signed_in
from tests.factories import join

pytestmark = pytest.mark.django_db

CLUB = "/club/"
FIELDS: dict[str, Any] = {
    "name": "Riverside AC",
    "time_zone": "Europe/Dublin",
    "sufficient_degrees": 30,
    "optimal_degrees": 40,
    "asymmetry_degrees": 8,
}


def test_an_owner_changes_the_club(alice: User, club: Club) -> None:
    client = signed_in(alice)
    assert headings(client.get(CLUB)) == 1
    page = client.post(CLUB, FIELDS, follow=True)
    assert "Saved." in words(page)
    club.refresh_from_db()
    assert (club.name, club.time_zone) == ("Riverside AC", "Europe/Dublin")
    assert (club.sufficient_degrees, club.optimal_degrees, club.asymmetry_degrees) == (30, 40, 8)
    assert club.history.first().history_user == alice


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Give the club a name."),
        ({"sufficient_degrees": 40}, "“Optimal from” must be above “sufficient from”"),
        ({"optimal_degrees": 91}, "Write 90 or less."),
        ({"time_zone": "Nowhere"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_at_the_field(
    alice: User, club: Club, change: dict[str, Any], sentence: str
) -> None:
    page = signed_in(alice).post(CLUB, FIELDS | change)
    text = words(page)
    assert sentence in text
    club.refresh_from_db()
    assert club.name == "Riverside Harriers"
    assert 'value="8"' in page.content.decode()
    # The name in the bar is the club's, not what was typed.
    assert "Riverside Harriers" in text


def test_coaches_and_viewers_read_it(bob: User, vera: User) -> None:
    for user in (bob, vera):
        client = signed_in(user)
        page = client.get(CLUB)
        assert "35.0°" in words(page)
        assert "<input" not in page.content.decode().split("<main")[1]
        assert client.post(CLUB, FIELDS).status_code == 403


def test_who_has_no_club_is_sent_home(ann: Athlete) -> None:
    client = signed_in(ann.user)
    assert client.get(CLUB)["Location"] == reverse("home")
    assert client.get(reverse("club_members"))["Location"] == reverse("home")


def test_a_coach_starts_another_club_and_works_in_it(bob: User, club: Club) -> None:
    client = signed_in(bob)
    assert headings(client.get("/club/new/")) == 1
    page = client.post("/club/new/", {"pk": uuid7(), "name": "Canal Runners", "time_zone": "UTC"})
    assert page["Location"] == reverse("squad")
    made = Club.objects.get(name="Canal Runners")
    assert Membership.objects.get(club=made).role == Role.OWNER
    assert "Canal Runners" in words(client.get(CLUB))


def test_pressing_twice_starts_one_club(bob: User) -> None:
    client = signed_in(bob)
    fields = {"pk": uuid7(), "name": "Canal Runners", "time_zone": "UTC"}
    client.post("/club/new/", fields)
    assert client.post("/club/new/", fields).status_code == 302
    assert Club.objects.filter(name="Canal Runners").count() == 1


def test_a_club_id_that_is_somebody_elses_is_passed_over(bob: User, other_club: Club) -> None:
    signed_in(bob).post("/club/new/", {"pk": other_club.pk, "name": "Mine", "time_zone": "UTC"})
    other_club.refresh_from_db()
    assert other_club.name == "Hilltop Striders"
    assert bob.role_in(other_club.pk) is None
    assert Club.objects.filter(name="Mine").exclude(pk=other_club.pk).exists()


def test_an_id_is_made_where_the_form_sends_none(bob: User) -> None:
    signed_in(bob).post("/club/new/", {"name": "Canal Runners", "time_zone": "UTC"})
    assert Club.objects.filter(name="Canal Runners").exists()


def test_a_club_needs_a_name(bob: User) -> None:
    assert "Give the club a name." in words(signed_in(bob).post("/club/new/", {"time_zone": "UTC"}))


@pytest.fixture
def both(alice: User, other_club: Club) -> Client:
    join(alice, other_club, Role.VIEWER)
    return signed_in(alice)


def test_the_club_is_chosen_in_the_bar(both: Client, club: Club, other_club: Club) -> None:
    page = both.post("/club/switch/", {"club": club.pk})
    assert page["Location"] == reverse("squad")
    assert "You own this club." in words(both.get(CLUB))
    both.post("/club/switch/", {"club": other_club.pk})
    assert "Its owners look after these settings." in words(both.get(CLUB))


def test_only_ones_own_clubs_can_be_chosen(bob: User, other_club: Club) -> None:
    client = signed_in(bob)
    for named in (other_club.pk, uuid.uuid4(), "nonsense", ""):
        assert client.post("/club/switch/", {"club": named}).status_code == 404
    assert client.get("/club/switch/").status_code == 405


def test_who_has_no_club_can_choose_none(ann: Athlete, club: Club) -> None:
    assert signed_in(ann.user).post("/club/switch/", {"club": club.pk}).status_code == 404


def test_a_form_is_about_the_club_it_was_opened_for(both: Client, club: Club, other_club: Club) -> None:
    both.post("/club/switch/", {"club": club.pk})
    page = both.get(CLUB)
    assert f'name="in_club" value="{club.pk}"' in page.content.decode()
    both.post("/club/switch/", {"club": other_club.pk})
    both.post(CLUB, FIELDS | {"in_club": club.pk})
    club.refresh_from_db()
    other_club.refresh_from_db()
    assert (club.name, other_club.name) == ("Riverside AC", "Hilltop Striders")


def test_a_form_for_a_club_that_one_has_left_goes_nowhere(alice: User, other_club: Club) -> None:
    page = signed_in(alice).post(CLUB, FIELDS | {"in_club": other_club.pk})
    assert page.status_code == 404
    assert not Club.objects.filter(name="Riverside AC").exists()
