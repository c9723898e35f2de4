"""Changing a profile: /athletes/<uuid>/edit/."""

import re
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Club, User
from athletes.models import Athlete
from tests.accounts.pages import headings, words
from tests.cast import signed_in
from tests.factories import make_athlete, make_squad

pytestmark = pytest.mark.django_db


def edit(user: User, athlete: Athlete, **fields: Any) -> Any:
    return signed_in(user).post(reverse("athlete_edit", args=[athlete.pk]), {"name": athlete.name} | fields)


def test_a_coach_changes_a_profile(bob: User, ann: Athlete, club: Club) -> None:
    old, new = make_squad(club=club), make_squad(club=club, name="Track")
    ann.squads.set([old])
    page = signed_in(bob).get(reverse("athlete_edit", args=[ann.pk]))
    assert headings(page) == 1
    assert re.search(rf'<input[^>]*value="{old.pk}"[^>]*checked', page.content.decode())
    assert not re.search(rf'<input[^>]*value="{new.pk}"[^>]*checked', page.content.decode())
    answer = edit(bob, ann, name="Ann Runner-Hill", event="5 km", squads=[new.pk], born_on="1999-01-31")
    assert answer["Location"] == reverse("athlete", args=[ann.pk])
    ann.refresh_from_db()
    assert (ann.name, ann.event) == ("Ann Runner-Hill", "5 km")
    assert list(ann.squads.all()) == [new]
    page = signed_in(bob).get(reverse("athlete_edit", args=[ann.pk]))
    assert 'value="1999-01-31"' in page.content.decode()


def test_the_id_stays(bob: User, ann: Athlete, otto: Athlete) -> None:
    edit(bob, ann, pk=otto.pk, event="5 km")
    otto.refresh_from_db()
    assert otto.event == ""
    assert Athlete.objects.count() == 2


def test_a_name_that_is_refused_leaves_the_heading(bob: User, ann: Athlete) -> None:
    page = edit(bob, ann, name="")
    assert "Give the athlete’s name." in words(page)
    assert "Ann Runner" in words(page)


def test_keeping_the_name_asks_nothing(bob: User, ann: Athlete, club: Club) -> None:
    make_athlete(club=club, name="Ann Runner")
    assert edit(bob, ann, event="5 km").status_code == 302


def test_taking_anothers_name_is_asked_about(bob: User, ann: Athlete, otto: Athlete) -> None:
    assert "The club has Otto Miler already." in words(edit(bob, ann, name="Otto Miler"))
    assert edit(bob, ann, name="Otto Miler", another="on").status_code == 302


def test_who_may_not_change_it(vera: User, charlie: User, ann: Athlete, otto: Athlete, edith: User) -> None:
    for user, status in ((vera, 403), (ann.user, 403), (otto.user, 404), (charlie, 404), (edith, 404)):
        assert user
        assert signed_in(user).get(reverse("athlete_edit", args=[ann.pk])).status_code == status
        assert edit(user, ann, event="5 km").status_code == status
    ann.refresh_from_db()
    assert ann.event == ""
