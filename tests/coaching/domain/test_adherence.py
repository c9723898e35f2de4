from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.adherence import PAIN_STOP, Work, adherence, is_new_report, pain_stops

MONDAY = date(2026, 11, 16)


def after(days, *work, **others):
    return adherence(work, starts_on=MONDAY, today=MONDAY + timedelta(days=days), **others)


def test_two_weeks_of_two_exercises():
    stretch = Work(days_per_week=5, done=7, partly=2)  # 8 of 10
    strength = Work(days_per_week=3, done=5)  # 5 of 6
    assert after(14, stretch, strength) == pytest.approx(13 / 16)


def test_nothing_is_due_on_the_first_morning():
    assert after(0, Work(5, done=0)) is None
    assert after(-3, Work(5, done=0)) is None
    assert after(5) is None


def test_today_counts_once_it_is_logged():
    assert after(0, Work(5, done=1, logged_today=True)) == 1.0
    assert after(0, Work(5, done=0, logged_today=True)) == 0.0
    assert after(1, Work(5, done=1)) == 1.0
    assert after(1, Work(5, done=1, logged_today=True)) == 0.5
    assert after(3, Work(5, done=3, logged_today=True)) == 1.0


def test_a_day_of_rest_that_was_worked_is_not_due():
    """Day 4 of a 3-day week rests: what was done then makes up for a day missed, and no more."""
    assert after(3, Work(3, done=2, logged_today=True)) == 1.0
    assert after(3, Work(3, done=3, logged_today=True)) == 1.0


def test_partly_counts_half_and_skipped_nothing():
    assert after(7, Work(5, done=0, partly=5)) == 0.5
    assert after(7, Work(5, done=0)) == 0.0


def test_too_much_of_one_does_not_hide_too_little_of_another():
    assert after(7, Work(3, done=7), Work(3, done=0)) == 0.5


def test_nothing_is_due_after_the_end():
    assert after(30, Work(5, done=5), ended_on=MONDAY + timedelta(days=6)) == 1.0
    assert after(3, Work(7, done=3), ended_on=MONDAY + timedelta(days=60)) == 1.0
    assert after(30, Work(5, done=0), ended_on=MONDAY - timedelta(days=1)) is None


work = st.builds(Work, st.integers(1, 7), st.integers(0, 60), st.integers(0, 60), st.booleans())


@given(st.lists(work, max_size=4), st.integers(-5, 100))
def test_a_share_between_nothing_and_all(items, days):
    share = after(days, *items)
    assert share is None or 0 <= share <= 1


@given(work, st.integers(1, 100))
def test_doing_more_never_lowers_it(item, days):
    more = Work(item.days_per_week, item.done + 1, item.partly, item.logged_today)
    assert after(days, more) >= after(days, item)


@pytest.mark.parametrize(("pain", "stops"), [(None, False), (0, False), (3, False), (4, True), (10, True)])
def test_pain_of_four_stops(pain, stops):
    assert PAIN_STOP == 4
    assert pain_stops(pain) is stops


@pytest.mark.parametrize(
    ("pain", "told", "new"),
    [
        (4, None, True),
        (4, 3, True),
        (4, 4, False),
        (6, 5, True),
        (5, 8, False),
        (3, None, False),
        (None, 2, False),
    ],
)
def test_the_coach_is_told_of_pain_once(pain: int | None, told: int | None, new: bool) -> None:
    assert is_new_report(pain, told=told) is new
