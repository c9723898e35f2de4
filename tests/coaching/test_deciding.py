"""Twelve weeks of work without a change: what the athlete's page says then, and when it says nothing."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Club, User
from athletes.models import Athlete
from tests.cast import signed_in
from tests.coaching.pages import words
from tests.factories import make_assessment, make_exercise, make_programme, make_session

pytestmark = pytest.mark.django_db

WEEK = dt.timedelta(weeks=1)
SAID = "Twelve weeks well followed"


def worked(athlete: Athlete, *, sessions: int = 6, spells: int = 2) -> None:
    """Six-week programmes one after the other until today, one day a week due, so many of the six done."""
    today = athlete.club.today()
    once = make_exercise(days_per_week=1)
    for ago in range(6 * spells, 0, -6):
        start = today - ago * WEEK
        ended: dict[str, Any] = {"state": "ended", "ended_on": start + 6 * WEEK} if ago > 6 else {}
        programme = make_programme(athlete=athlete, exercises=[once], starts_on=start, **ended)
        for n in range(sessions):
            make_session(programme=programme, done_on=start + n * WEEK)


def make_test(athlete: Athlete, left: float, *, weeks_ago: int = 0, **how: str) -> None:
    day = athlete.club.today() - weeks_ago * WEEK
    make_assessment(athlete=athlete, left=left, right=40.0, tested_on=day, **how)


def shown(user: User, athlete: Athlete) -> str:
    return words(signed_in(user).get(reverse("athlete", args=[athlete.pk])))


def test_well_followed_and_unchanged_it_is_time_to_decide(bob: User, vera: User, ann: Athlete) -> None:
    make_test(ann, 28.0, weeks_ago=12)
    worked(ann)
    make_test(ann, 29.0)

    assert SAID in shown(bob, ann)
    assert "emphasis=maintain" in shown(bob, ann)
    assert SAID in shown(vera, ann)
    assert "emphasis=maintain" not in shown(vera, ann)


def test_the_longest_spell_that_is_needed_counts_and_no_more(bob: User, ann: Athlete) -> None:
    make_test(ann, 20.0, weeks_ago=18)
    worked(ann, spells=3)
    make_test(ann, 28.0, weeks_ago=12)
    make_test(ann, 29.0)

    assert SAID in shown(bob, ann)


@pytest.mark.parametrize(
    ("before", "now", "sessions", "spells"),
    [
        (22.0, 29.0, 6, 2),  # a real change
        (34.0, 28.0, 6, 2),  # a real one the other way: refer
        (28.0, 29.0, 4, 2),  # 67 % done
        (28.0, 29.0, 6, 1),  # six weeks
        (36.0, 37.0, 6, 2),  # nothing is flagged
    ],
)
def test_otherwise_nothing_is_said(
    bob: User, ann: Athlete, before: float, now: float, sessions: int, spells: int
) -> None:
    make_test(ann, before, weeks_ago=12)
    worked(ann, sessions=sessions, spells=spells)
    make_test(ann, now)

    assert SAID not in shown(bob, ann)


def test_without_a_test_to_compare_with_nobody_knows(bob: User, ann: Athlete, club: Club) -> None:
    worked(ann)
    make_test(ann, 29.0)
    assert SAID not in shown(bob, ann)

    make_test(ann, 28.0, weeks_ago=12, instrument="phone")
    assert SAID not in shown(bob, ann)


def test_a_programme_to_come_is_no_work_yet(bob: User, ann: Athlete, club: Club) -> None:
    make_test(ann, 28.0, weeks_ago=12)
    worked(ann)
    make_test(ann, 29.0)
    ann.programmes.update(state="ended", ended_on=club.today())
    make_programme(athlete=ann, starts_on=club.today() + WEEK)

    assert SAID in shown(bob, ann)
