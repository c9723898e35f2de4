"""Starting, replacing and stopping programmes."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection

from accounts.ids import uuid7
from accounts.models import User
from athletes.models import Athlete
from coaching.assigning import AlreadyRunning, assign, stop
from coaching.models import PrescribedExercise, Programme
from tests.factories import make_athlete, make_exercise, make_programme, make_user

pytestmark = pytest.mark.django_db


def start(athlete: Athlete, by: User, **given: Any) -> Programme:
    """A programme of one exercise, from today."""
    today = athlete.club.today()
    exercise = given.pop("exercise", None) or make_exercise(days_per_week=3)
    defaults: dict[str, Any] = {
        "pk": uuid7(),
        "assessment": None,
        "emphasis": "stretch_first",
        "reasons": ["Left 29.0° is below 35°."],
        "exercises": [PrescribedExercise(exercise=exercise, sets=2, hold_seconds=30, days_per_week=5)],
        "starts_on": today,
        "weeks": 6,
        "retest_on": today + dt.timedelta(weeks=6),
    }
    return assign(athlete=athlete, by=by, **defaults | given)


def test_a_programme_starts_with_its_exercises_in_order(bob: User, ann: Athlete) -> None:
    first, second = make_exercise(), make_exercise()
    rows = [PrescribedExercise(exercise=one, sets=3, hold_seconds=20) for one in (first, second)]
    programme = start(ann, bob, exercises=rows, note="Slowly.")
    assert [(row.exercise, row.order, row.sets) for row in programme.exercises.all()] == [
        (first, 1, 3),
        (second, 2, 3),
    ]
    assert (programme.assigned_by, programme.state, programme.note) == (bob, "running", "Slowly.")


def test_doses_and_reasons_stay_when_the_exercise_changes(bob: User, ann: Athlete) -> None:
    exercise = make_exercise()
    programme = start(ann, bob, exercise=exercise)
    exercise.hold_seconds = 60
    exercise.save()
    assert programme.exercises.get().dose == "2 × 30 s"


def test_another_asks_before_it_ends_the_running_one(bob: User, ann: Athlete) -> None:
    running = start(ann, bob)
    with pytest.raises(AlreadyRunning) as refusal:
        start(ann, bob)
    assert refusal.value.programme == running
    assert ann.programmes.count() == 1


def test_told_to_another_ends_the_running_one(bob: User, ann: Athlete) -> None:
    running = start(ann, bob)
    another = start(ann, bob, end_running=True)
    running.refresh_from_db()
    assert (running.state, running.ended_on, running.stop_reason) == ("ended", ann.club.today(), "")
    assert list(ann.programmes.running()) == [another]


def test_the_same_key_again_makes_nothing_new(bob: User, ann: Athlete) -> None:
    key = uuid7()
    assert start(ann, bob, pk=key) == start(ann, bob, pk=key)
    assert ann.programmes.count() == 1


def test_a_key_of_another_athletes_programme_is_not_taken_over(
    bob: User, ann: Athlete, otto: Athlete
) -> None:
    theirs = start(otto, bob)
    mine = start(ann, bob, pk=theirs.pk)
    assert mine.pk != theirs.pk
    assert mine.athlete == ann


def test_the_database_itself_holds_one_running_programme(ann: Athlete) -> None:
    make_programme(athlete=ann)
    with pytest.raises(IntegrityError):
        make_programme(athlete=ann)


def test_stopping_keeps_the_reason_and_happens_once(bob: User, ann: Athlete) -> None:
    programme = start(ann, bob)
    assert stop(programme=programme, reason="A strain.")
    assert not stop(programme=programme, reason="Again.")
    programme.refresh_from_db()
    assert (programme.state, programme.stop_reason, programme.ended_on) == (
        "stopped",
        "A strain.",
        ann.club.today(),
    )


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_programme() -> None:
    athlete, coach, key = make_athlete(), make_user(), uuid7()

    def press(_: int) -> Programme:
        try:
            return start(athlete, coach, pk=key)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        made = list(both.map(press, range(2)))
    assert made[0] == made[1]
    assert Programme.objects.count() == 1
