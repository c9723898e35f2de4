"""Which day a log belongs to."""

import datetime as dt

from coaching.domain.day import day_of_log

TODAY = dt.date(2026, 9, 8)
YESTERDAY = dt.date(2026, 9, 7)


def at(hour: int) -> dt.datetime:
    return dt.datetime(2026, 9, 8, hour, tzinfo=dt.UTC)


def test_a_page_of_today_and_one_without_a_day_count_for_today():
    assert day_of_log(TODAY, at(18)) == TODAY
    assert day_of_log(None, at(18)) == TODAY


def test_a_routine_that_ends_after_midnight_keeps_its_day():
    assert day_of_log(YESTERDAY, at(3)) == YESTERDAY


def test_a_page_left_open_overnight_has_no_day():
    assert day_of_log(YESTERDAY, at(4)) is None
    assert day_of_log(YESTERDAY - dt.timedelta(days=1), at(1)) is None
    assert day_of_log(TODAY + dt.timedelta(days=1), at(1)) is None
