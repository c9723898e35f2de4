"""When mails are due, on both sides of a change of clocks, and when failed ones are tried again."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from coaching.domain.mailing import (
    RETEST_LATE,
    Window,
    digest_window,
    moment,
    reminder_window,
    retest_window,
    retry_after,
)

LONDON, AUCKLAND, NEW_YORK = map(ZoneInfo, ("Europe/London", "Pacific/Auckland", "America/New_York"))


@pytest.mark.parametrize(
    ("day", "at", "zone", "utc"),
    [
        (date(2026, 1, 5), time(18), LONDON, datetime(2026, 1, 5, 18, tzinfo=UTC)),
        (date(2026, 7, 5), time(18), LONDON, datetime(2026, 7, 5, 17, tzinfo=UTC)),
        (date(2026, 1, 5), time(7), AUCKLAND, datetime(2026, 1, 4, 18, tzinfo=UTC)),
        # The clocks go forward at 1:00: that hour is left out, and the next one counts.
        (date(2026, 3, 29), time(1), LONDON, datetime(2026, 3, 29, 1, tzinfo=UTC)),
        # They go back at 2:00: 1:00 comes twice, and the first one counts.
        (date(2026, 10, 25), time(1), LONDON, datetime(2026, 10, 25, 0, tzinfo=UTC)),
    ],
)
def test_a_time_of_a_day_is_one_moment(day: date, at: time, zone: ZoneInfo, utc: datetime) -> None:
    assert moment(day, at, zone) == utc


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 6, 1)])
@pytest.mark.parametrize("hour", [0, 1, 2, 18, 21, 23])
def test_each_day_has_one_reminder_that_ends_with_the_day(day: date, hour: int) -> None:
    start = moment(day, time(), LONDON)
    end = moment(day + timedelta(days=1), time(), LONDON)
    minutes = [start + timedelta(minutes=n) for n in range(int((end - start) / timedelta(minutes=1)))]
    windows = {reminder_window(now, at=time(hour), zone=LONDON) for now in minutes}
    (window,) = windows
    assert window.day == day
    assert start <= window.due_at < window.expires_at <= end
    held = [now for now in minutes if window.holds(now)]
    assert held[0] == window.due_at
    assert window.expires_at - window.due_at == min(timedelta(hours=3), end - window.due_at)
    assert len(held) == (window.expires_at - window.due_at) / timedelta(minutes=1)


def test_a_reminder_is_about_the_reader_s_own_day() -> None:
    now = datetime(2026, 6, 1, 23, tzinfo=UTC)
    assert reminder_window(now, at=time(18), zone=AUCKLAND).day == date(2026, 6, 2)
    assert reminder_window(now, at=time(18), zone=NEW_YORK).day == date(2026, 6, 1)


def test_a_window_holds_from_when_it_is_due_until_it_is_late() -> None:
    due, late = datetime(2026, 6, 1, 7, tzinfo=UTC), datetime(2026, 6, 1, 9, tzinfo=UTC)
    window = Window(date(2026, 6, 1), due, late)
    second = timedelta(seconds=1)
    assert [window.holds(now) for now in (due - second, due, late - second, late)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_retest_is_told_in_the_morning_where_the_club_is() -> None:
    window = retest_window(date(2026, 7, 1), zone=LONDON)
    assert window.due_at == datetime(2026, 7, 1, 6, tzinfo=UTC)
    assert window.expires_at - window.due_at == RETEST_LATE


@pytest.mark.parametrize(
    ("now", "monday", "held"),
    [
        (datetime(2026, 6, 1, 5, 59, tzinfo=UTC), date(2026, 6, 1), False),
        (datetime(2026, 6, 1, 6, tzinfo=UTC), date(2026, 6, 1), True),
        (datetime(2026, 6, 1, 18, tzinfo=UTC), date(2026, 6, 1), False),
        (datetime(2026, 6, 7, 12, tzinfo=UTC), date(2026, 6, 1), False),
        (datetime(2026, 6, 7, 23, 30, tzinfo=UTC), date(2026, 6, 8), False),
    ],
)
def test_the_week_is_told_on_monday_morning_where_the_club_is(
    now: datetime, monday: date, held: bool
) -> None:
    window = digest_window(now, zone=LONDON)
    assert window.day == monday
    assert window.holds(now) is held


def test_a_failed_mail_waits_longer_each_time_and_an_hour_at_most() -> None:
    waits = [retry_after(attempts) / timedelta(minutes=1) for attempts in (1, 2, 3, 6, 7, 500)]
    assert waits == [1, 2, 4, 32, 60, 60]
