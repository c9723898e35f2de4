"""Prepared queries say what their query sets say, for any values, on the database at hand."""

import datetime as dt
import uuid
from typing import Any

import pytest

from assessments.models import Assessment
from coaching.prepared import Prepared, as_date, as_uuid
from tests.factories import make_assessment, make_athlete, make_club

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.django_db


def since_of(athletes: Any, since: dt.date) -> Any:
    tests = Assessment.objects.filter(athlete__in=athletes, tested_on__gte=since, motion="active")
    return tests.order_by("left_degrees").values_list("athlete_id", "tested_on", "left_degrees")


def as_query_set(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (as_uuid(row[0]), as_date(row[1]), *row[2:])


def test_gives_the_rows_of_its_query_set_whatever_the_values(django_assert_num_queries):
    club = make_club()
    today = club.today()
    athletes = [make_athlete(club=club) for _ in range(4)]
    for n, athlete in enumerate(athletes):
        for days in range(4):
            make_assessment(athlete=athlete, left=10.0 * n + days, tested_on=today - days * DAY)
    keys = [athlete.pk for athlete in athletes]
    prepared = Prepared(since_of, athletes=[uuid.UUID(int=0)] * 3, since=dt.date.min)

    for some, since in ((keys[:3], today - DAY), (keys[1:2], today), (keys[2:], today - 9 * DAY)):
        with django_assert_num_queries(1):
            rows = prepared.rows(athletes=some, since=since)
        assert [as_query_set(row) for row in rows] == list(since_of(some, since))


def test_a_single_value_and_a_list_of_the_same_kind_keep_apart():
    club = make_club()
    one, other = make_athlete(club=club), make_athlete(club=club)
    make_assessment(athlete=one)
    prepared = Prepared(
        lambda club, athletes: Assessment.objects.filter(
            athlete__club=club, athlete__in=athletes
        ).values_list("pk"),
        club=uuid.UUID(int=0),
        athletes=[uuid.UUID(int=0)] * 2,
    )

    assert len(prepared.rows(club=club.pk, athletes=[one.pk, other.pk])) == 1
    assert prepared.rows(club=club.pk, athletes=[other.pk]) == []
    assert prepared.rows(club=make_club().pk, athletes=[one.pk]) == []


def test_an_empty_list_is_refused():
    with pytest.raises(IndexError):
        Prepared(since_of, athletes=[uuid.UUID(int=0)], since=dt.date.min).rows(
            athletes=[], since=dt.date.min
        )


def test_text_and_values_of_the_driver_come_out_the_same():
    key, day = uuid.uuid4(), dt.date(2026, 9, 2)

    assert as_uuid(key) == as_uuid(key.hex) == key
    assert as_date(day) == as_date("2026-09-02") == day
