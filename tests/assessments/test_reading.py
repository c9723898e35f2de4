"""A test read among the others of its athlete: what it is compared with, and by which error."""

import datetime as dt
from typing import Any

import pytest

from accounts.models import Club, User
from assessments.models import Assessment, MeasurementError
from assessments.reading import ErrorTable, Reading, neighbours, read, targets_of
from athletes.models import Athlete
from tests.factories import make_assessment, make_athlete

pytestmark = pytest.mark.django_db


def reading_of(test: Assessment) -> Reading:
    club = test.athlete.club
    return read(test, tests=neighbours(test), targets=targets_of(club), errors=ErrorTable.of(club))


def on_day(athlete: Athlete, days_ago: int, **fields: Any) -> Assessment:
    return make_assessment(
        athlete=athlete, tested_on=athlete.club.today() - dt.timedelta(days=days_ago), **fields
    )


def test_it_is_compared_with_the_last_earlier_test_of_the_same_method(ann: Athlete) -> None:
    on_day(ann, 90, left=25)
    earlier = on_day(ann, 60, left=30)
    on_day(ann, 30, left=50, instrument="phone")
    on_day(make_athlete(club=ann.club), 20, left=20)
    test = on_day(ann, 10, left=36)
    on_day(ann, 0, left=44)
    reading = reading_of(test)
    assert reading.previous == earlier
    assert reading.verdict.left
    assert (reading.verdict.left.change, reading.verdict.left.change_degrees) == ("improved", 6)


def test_where_none_is_of_the_same_method_the_last_one_does_not_compare(ann: Athlete) -> None:
    on_day(ann, 60, left=50, position="prone")
    other = on_day(ann, 30, left=50, instrument="phone")
    reading = reading_of(on_day(ann, 0, left=36))
    assert reading.previous == other
    assert reading.verdict.left
    assert reading.verdict.left.change == "not_comparable"


def test_two_tests_of_one_day_are_in_the_order_they_were_entered(ann: Athlete) -> None:
    first = on_day(ann, 0, left=30)
    second = on_day(ann, 0, left=31)
    assert reading_of(second).previous == first
    assert reading_of(first).previous is None


def test_the_passive_test_of_the_day_is_found_whenever_it_was_entered(ann: Athlete) -> None:
    on_day(ann, 7, left=60, motion="passive")
    active = on_day(ann, 0, left=29, right=38)
    on_day(ann, 0, left=60, motion="passive", position="prone")
    passive = on_day(ann, 0, left=44, right=40, motion="passive", instrument="goniometer")
    reading = reading_of(active)
    assert reading.passive == passive
    assert reading.verdict.left
    assert reading.verdict.right
    assert (reading.verdict.left.active_lag, reading.verdict.left.passive_degrees) == (True, 44)
    assert not reading.verdict.right.active_lag
    assert reading_of(passive).passive is None


def test_another_tester_widens_the_error(ann: Athlete, alice: User, bob: User) -> None:
    on_day(ann, 30, left=30, tester=alice)
    assert reading_of(on_day(ann, 10, left=36, tester=bob)).verdict.tester_changed
    on_day(ann, 5, left=36)
    assert not reading_of(on_day(ann, 0, left=36, tester=bob)).verdict.tester_changed


def test_the_clubs_targets_and_errors_apply(club: Club, ann: Athlete) -> None:
    club.sufficient_degrees = 30
    club.save()
    MeasurementError.objects.create(
        club=club, instrument="inclinometer", position="seated", motion="active", sem=1, grade="A"
    )
    ann.refresh_from_db()
    reading = reading_of(on_day(ann, 0, left=29, right=34))
    assert (reading.sem.degrees, reading.sem.grade, reading.error.own) == (1, "A", True)
    assert reading.verdict.left
    assert reading.verdict.right
    assert (reading.verdict.left.below, reading.verdict.right.below) == ("borderline", None)
    other = reading_of(make_assessment(left=29))
    assert (other.sem.degrees, other.sem.grade, other.error.own) == (2, "B", False)


def test_a_method_without_a_line_is_a_guess_that_says_so(ann: Athlete) -> None:
    MeasurementError.objects.all().delete()
    reading = reading_of(on_day(ann, 0))
    assert (reading.sem.degrees, reading.sem.grade) == (6, "D")
    assert "guess" in reading.error.source


def test_the_neighbours_of_400_tests_are_a_handful_in_one_query(
    ann: Athlete, django_assert_num_queries
) -> None:
    methods = [("active", "inclinometer"), ("passive", "inclinometer"), ("active", "phone")]
    tests = [
        on_day(ann, days, motion=motion, instrument=instrument, left=30 + days % 9)
        for days in range(40)
        for motion, instrument in methods
    ]
    everything = list(Assessment.objects.latest_first())
    for test in tests[::11]:
        with django_assert_num_queries(1):
            near = neighbours(test)
        assert len(near) <= 4
        targets, errors = targets_of(ann.club), ErrorTable.of(ann.club)
        assert read(test, tests=near, targets=targets, errors=errors) == read(
            test, tests=everything, targets=targets, errors=errors
        )
