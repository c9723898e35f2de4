"""From a reading and the athlete to what is suggested."""

import datetime as dt
from typing import Any

import pytest

from assessments.reading import ErrorTable, Reading, neighbours, read, targets_of
from athletes.models import Athlete
from coaching.suggesting import referral_of, suggest
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db


def reading_of(athlete: Athlete, **fields: Any) -> Reading:
    test = make_assessment(athlete=athlete, **fields)
    club = athlete.club
    return read(test, tests=neighbours(test), targets=targets_of(club), errors=ErrorTable.of(club))


def test_a_hip_below_the_target_is_stretched_first(ann: Athlete) -> None:
    reading = reading_of(ann, left=29, right=38)
    assert referral_of(reading, ann) == []
    suggestion = suggest(reading, ann)
    assert (suggestion.emphasis, dict(suggestion.extra_sets)) == ("stretch_first", {"left": 1, "right": 0})


def test_answers_and_pains_lead_to_referral(ann: Athlete) -> None:
    reading = reading_of(ann, left=29, right=38, symptoms=["night_pain"])
    assert suggest(reading, ann).emphasis == "refer"
    painful = reading_of(ann, left=14, right=16, pain_left=3)
    assert [reason.rule for reason in referral_of(painful, ann)] == [6]


def test_the_age_is_the_one_on_the_day_of_the_test(ann: Athlete) -> None:
    today = ann.club.today()
    ann.born_on = today - dt.timedelta(days=int(18.5 * 365.25))
    then = reading_of(ann, symptoms=["knee_pain"], tested_on=today - dt.timedelta(days=365))
    now = reading_of(ann, symptoms=["knee_pain"])
    assert [reason.rule for reason in referral_of(then, ann)] == [2]
    assert referral_of(now, ann) == []
