"""Week and adherence of programmes, from their rows."""

import datetime as dt

import pytest

from coaching.models import Programme
from coaching.progress import progress_of
from tests.factories import make_exercise, make_programme, make_session

MONDAY = dt.date(2026, 9, 7)


@pytest.fixture
def programme(db) -> Programme:
    """From a Monday, one exercise every day of the week."""
    return make_programme(exercises=[make_exercise(days_per_week=7)], starts_on=MONDAY)


def test_a_programme_not_started_has_no_week_and_nothing_due(programme):
    progress = progress_of([programme], today=MONDAY - dt.timedelta(days=1))[programme.pk]

    assert (progress.week, progress.adherence, progress.percent, progress.over) == (None, None, None, False)


def test_counts_done_and_half_of_partly_against_what_was_due(programme):
    make_session(programme=programme, done_on=MONDAY)
    make_session(programme=programme, done_on=MONDAY + dt.timedelta(days=1), outcome="partly")
    make_session(programme=programme, done_on=MONDAY + dt.timedelta(days=2), outcome="skipped")

    progress = progress_of([programme], today=MONDAY + dt.timedelta(days=4))[programme.pk]

    assert progress.adherence == pytest.approx(1.5 / 4)
    assert (progress.percent, progress.week, progress.weeks) == (38, 1, 6)


def test_today_counts_once_it_is_logged(programme):
    make_session(programme=programme, done_on=MONDAY)

    assert progress_of([programme], today=MONDAY)[programme.pk].percent == 100


def test_a_stopped_programme_counts_to_the_day_it_stopped(programme):
    make_session(programme=programme, done_on=MONDAY)
    programme.ended_on = MONDAY + dt.timedelta(days=1)

    progress = progress_of([programme], today=MONDAY + dt.timedelta(days=30))[programme.pk]

    assert (progress.percent, progress.week) == (50, 1)


def test_past_its_last_day_it_is_over(programme):
    progress = progress_of([programme], today=MONDAY + dt.timedelta(days=42))[programme.pk]

    assert (progress.over, progress.week, progress.last_day) == (True, 6, MONDAY + dt.timedelta(days=41))


def test_many_programmes_cost_one_query(django_assert_num_queries, programme):
    others = [make_programme(starts_on=MONDAY) for _ in range(3)]
    make_session(programme=others[0], done_on=MONDAY)

    with django_assert_num_queries(1):
        found = progress_of([programme, *others], today=MONDAY + dt.timedelta(days=1))

    assert [found[row.pk].percent for row in [programme, *others]] == [0, 100, 0, 0]


def test_no_programmes_cost_none(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert progress_of([], today=MONDAY) == {}


def test_each_exercise_counts_for_itself(db):
    two_alike = make_programme(
        exercises=[make_exercise(days_per_week=7), make_exercise(days_per_week=7)], starts_on=MONDAY
    )
    session = make_session(programme=two_alike, done_on=MONDAY)
    session.exercises.all()[0].delete()

    assert progress_of([two_alike], today=MONDAY + dt.timedelta(days=1))[two_alike.pk].percent == 50
