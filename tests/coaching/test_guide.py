"""What the page of today tells the phone, so that it guides by itself."""

import datetime as dt
import json
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from athletes.models import Athlete
from coaching.guiding import DAYS_AHEAD, guide_of
from coaching.routines import Routine
from tests.cast import signed_in
from tests.coaching.pages import words
from tests.factories import make_assessment, make_exercise, make_programme

pytestmark = pytest.mark.django_db


def told(ann: Athlete) -> dict[str, Any]:
    page = signed_in(ann.user).get(reverse("today")).content.decode()
    guide: dict[str, Any] = json.loads(unescape(page.split('data-guide="')[1].split('"')[0]))
    return guide


@pytest.mark.parametrize(
    ("left", "right", "stiffer"),
    [(29.0, 38.0, "left"), (40.0, 38.0, "right"), (38.0, 38.0, ""), (38.0, None, "")],
)
def test_it_names_the_stiffer_hip_of_the_test_behind_the_programme(
    ann: Athlete, left: float, right: float | None, stiffer: str
) -> None:
    make_programme(athlete=ann, assessment=make_assessment(athlete=ann, left=left, right=right))
    assert told(ann)["items"][0]["stiffer"] == stiffer


def test_each_exercise_has_its_sets_and_its_time(ann: Athlete) -> None:
    lift = make_exercise(
        name="Ankle lift",
        kind="strength",
        hold_seconds=None,
        reps_low=12,
        reps_high=15,
        sets=3,
        rest_seconds=60,
    )
    both = make_exercise(name="Knees-in stretch", side_specific=False)
    programme = make_programme(athlete=ann, exercises=[lift, both])
    programme.exercises.update(extra_sets_left=1)
    first, second = told(ann)["items"]
    assert (first["left"], first["right"], first["together"]) == (4, 3, False)
    assert (first["low"], first["high"], first["hold"], first["rest"]) == (12, 15, None, 60)
    assert (second["together"], second["hold"], second["stiffer"]) == (True, 30, "")


def test_it_knows_what_is_due_for_two_weeks(ann: Athlete) -> None:
    daily, weekly = make_exercise(days_per_week=7), make_exercise(days_per_week=1)
    programme = make_programme(athlete=ann, exercises=[daily, weekly], weeks=1)
    first, second = programme.exercises.values_list("pk", flat=True)
    due = told(ann)["due"]
    days = [programme.starts_on + dt.timedelta(days=n) for n in range(DAYS_AHEAD)]
    assert [due[str(day)] for day in days] == [[first, second], *[[first]] * 6, *[[]] * 7]


def test_an_extra_set_says_plainly_what_it_means_where_both_hips_work(ann: Athlete) -> None:
    both = make_exercise(name="Knees-in stretch", side_specific=False)
    programme = make_programme(athlete=ann, exercises=[both])
    for left, right, said in (
        (1, 0, "what the left hip needs"),
        (0, 1, "what the right hip needs"),
        (1, 1, "for both hips"),
    ):
        programme.exercises.update(extra_sets_left=left, extra_sets_right=right)
        assert said in words(signed_in(ann.user).get(reverse("today")))


def test_without_a_programme_there_is_nothing_to_guide_through(ann: Athlete) -> None:
    assert guide_of(Routine(ann, ann.club.today())) == {}
    assert "data-guide" not in words(signed_in(ann.user).get(reverse("today")))


def test_the_figures_move(ann: Athlete) -> None:
    figure = {"base": "supine", "start": {}, "end": {"left": {"hip_rotation": 30}}, "accent": ["left"]}
    make_programme(
        athlete=ann, exercises=[make_exercise(figure=figure), make_exercise(figure={"base": "no"})]
    )
    text = words(signed_in(ann.user).get(reverse("today")))
    assert text.count("data-frame") == 9
    assert 'data-side="left"' in text
