"""Adding an athlete: /athletes/new/."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.urls import reverse

from accounts.ids import uuid7
from accounts.models import Club, Role, User
from athletes.models import Athlete, Squad
from tests.accounts.pages import headings, words
from tests.cast import signed_in
from tests.factories import join, make_athlete, make_squad

pytestmark = pytest.mark.django_db

NEW = "/athletes/new/"


def add(user: User, **fields: Any) -> Any:
    return signed_in(user).post(NEW, {"name": "Iris Vale"} | fields)


def test_a_name_is_enough(bob: User, club: Club) -> None:
    page = signed_in(bob).get(NEW)
    assert headings(page) == 1
    assert "In Riverside Harriers. Only the name is needed." in words(page)
    answer = add(bob, name="  Iris   Vale ")
    athlete = Athlete.objects.get()
    assert (athlete.club, athlete.name) == (club, "Iris Vale")
    assert answer["Location"] == reverse("athlete", args=[athlete.pk])


def test_everything_else_may_be_said(bob: User, club: Club) -> None:
    squad = make_squad(club=club)
    add(
        bob,
        event="800 m",
        born_on="2009-04-03",
        sex="f",
        squads=[squad.pk],
        new_squad="Under  20",
        note="Left-footed",
    )
    athlete = Athlete.objects.get()
    assert (athlete.event, athlete.sex, athlete.note) == ("800 m", "f", "Left-footed")
    assert athlete.born_on == dt.date(2009, 4, 3)
    assert {squad.name for squad in athlete.squads.all()} == {"Marathon group", "Under 20"}
    assert athlete.history.first().history_user == bob


def test_a_new_squad_that_exists_is_used(bob: User, club: Club) -> None:
    squad = make_squad(club=club, name="Under 20")
    add(bob, new_squad="under 20")
    assert list(Athlete.objects.get().squads.all()) == [squad]
    assert Squad.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "Give the athlete’s name."),
        ({"name": "Ann\0"}, "Null characters are not allowed."),
        ({"born_on": "1899-12-31"}, "Check the year"),
        ({"born_on": "30 Feb"}, "Enter a valid date."),
    ],
)
def test_what_cannot_be_is_refused_at_the_field(bob: User, fields: dict[str, Any], sentence: str) -> None:
    page = add(bob, event="800 m", **fields)
    assert sentence in words(page)
    assert 'value="800 m"' in page.content.decode()
    assert not Athlete.objects.exists()


def test_nobody_is_born_tomorrow(bob: User, club: Club) -> None:
    today = club.today()
    page = add(bob, born_on=(today + dt.timedelta(days=1)).isoformat())
    assert "This day is still to come" in words(page)
    assert add(bob, born_on=today.isoformat()).status_code == 302


def test_pressing_twice_adds_one_athlete(bob: User) -> None:
    pk = uuid7()
    first, second = add(bob, pk=pk), add(bob, pk=pk)
    assert first["Location"] == second["Location"] == reverse("athlete", args=[pk])
    assert Athlete.objects.get().pk == pk


def test_the_page_carries_the_id(bob: User) -> None:
    form = signed_in(bob).get(NEW).context["form"]
    assert uuid.UUID(form["pk"].value()).version == 7


def test_an_id_that_is_another_clubs_is_passed_over(bob: User, other_club: Club) -> None:
    theirs = make_athlete(club=other_club, name="Kept")
    add(bob, pk=theirs.pk)
    theirs.refresh_from_db()
    assert theirs.name == "Kept"
    assert Athlete.objects.filter(name="Iris Vale").exclude(pk=theirs.pk).exists()


def test_an_id_that_is_none_is_refused(bob: User) -> None:
    assert add(bob, pk="nonsense").status_code == 200
    assert not Athlete.objects.exists()


def test_a_namesake_is_asked_about_once(bob: User, ann: Athlete) -> None:
    page = add(bob, name="ann runner", event="800 m")
    text = words(page)
    assert "The club has Ann Runner already." in text
    assert "Yes, this is another person of the same name" in text
    assert 'value="800 m"' in page.content.decode()
    assert add(bob, name="ann runner", another="on").status_code == 302
    assert Athlete.objects.filter(name__iexact="Ann Runner").count() == 2


def test_without_a_namesake_nothing_is_asked(bob: User, other_club: Club) -> None:
    make_athlete(club=other_club, name="Iris Vale")
    assert "another person" not in words(signed_in(bob).get(NEW))
    assert add(bob).status_code == 302


def test_a_namesake_in_the_archive_is_offered_back(bob: User, club: Club) -> None:
    make_athlete(club=club, name="Iris Vale", archived_on=club.today())
    assert "Iris Vale is in the archive and can be brought back" in words(add(bob))


def test_only_the_clubs_own_squads_can_be_chosen(bob: User, club: Club, other_club: Club) -> None:
    make_squad(club=club)
    theirs = make_squad(club=other_club, name="Hill group")
    assert "Hill group" not in words(signed_in(bob).get(NEW))
    assert "not one of the available choices" in words(add(bob, squads=[theirs.pk]))
    assert not Athlete.objects.exists()


def test_who_may_not_add(vera: User, ann: Athlete, edith: User) -> None:
    assert signed_in(vera).get(NEW).status_code == 403
    assert add(vera).status_code == 403
    for user in (ann.user, edith):
        assert user
        assert signed_in(user).get(NEW)["Location"] == add(user)["Location"] == reverse("home")
    assert signed_in(None).get(NEW).status_code == 302
    assert Athlete.objects.count() == 1


def test_it_goes_into_the_club_the_form_was_opened_for(bob: User, club: Club, other_club: Club) -> None:
    join(bob, other_club, Role.COACH)
    signed_in(bob).post(NEW, {"name": "Iris Vale", "in_club": other_club.pk})
    assert Athlete.objects.get().club == other_club
