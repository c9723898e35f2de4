from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.schedule import DAYS, days_due, due_on, last_day, week_of

MONDAY = date(2026, 11, 16)
days_a_week = st.integers(1, 7)
dates = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@pytest.mark.parametrize(
    ("days_per_week", "pattern"),
    [
        (1, "x......"),
        (2, "x...x.."),
        (3, "x.x.x.."),
        (4, "x.x.xx."),
        (5, "xxx.xx."),
        (6, "xxxxxx."),
        (7, "xxxxxxx"),
    ],
)
def test_the_days_of_a_week(days_per_week, pattern):
    due = [due_on(MONDAY + timedelta(days=day), MONDAY, days_per_week) for day in range(14)]
    assert "".join("x" if day else "." for day in due) == pattern * 2


def test_nothing_is_due_before_the_start():
    assert not due_on(MONDAY - timedelta(days=7), MONDAY, 7)
    assert days_due(MONDAY, MONDAY - timedelta(days=1), 7) == 0
    assert days_due(MONDAY, MONDAY - timedelta(days=30), 7) == 0


@pytest.mark.parametrize("days_per_week", [0, 8, -1])
def test_days_a_week_are_from_1_to_7(days_per_week):
    with pytest.raises(ValueError, match="from 1 to 7"):
        due_on(MONDAY, MONDAY, days_per_week)
    with pytest.raises(ValueError, match="from 1 to 7"):
        days_due(MONDAY, MONDAY, days_per_week)


def test_days_of_rest_are_shared():
    assert all(DAYS[fewer] < DAYS[fewer + 1] for fewer in range(1, 7))


@given(dates, days_a_week, st.integers(-10, 120))
def test_the_count_is_the_sum_of_the_days(starts_on, days_per_week, length):
    last = starts_on + timedelta(days=length)
    counted = sum(
        due_on(starts_on + timedelta(days=day), starts_on, days_per_week) for day in range(length + 1)
    )
    assert days_due(starts_on, last, days_per_week) == counted


@given(dates, days_a_week, st.integers(0, 52))
def test_every_week_has_its_days(starts_on, days_per_week, weeks):
    assert (
        days_due(starts_on, starts_on + timedelta(days=7 * weeks - 1), days_per_week) == weeks * days_per_week
    )


@pytest.mark.parametrize(
    ("day", "week"), [(-1, None), (0, 1), (6, 1), (7, 2), (16, 3), (41, 6), (42, 6), (300, 6)]
)
def test_the_week_of_a_programme_of_six(day, week):
    assert week_of(MONDAY, MONDAY + timedelta(days=day), 6) == week


def test_the_last_day():
    assert last_day(MONDAY, 6) == date(2026, 12, 27)
    assert last_day(MONDAY, 1) == MONDAY + timedelta(days=6)
