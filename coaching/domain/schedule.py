"""Which days of a programme's week an exercise is due on.

A programme's week starts on the weekday that the programme starts on. The days are nested: what is due less
often is only due on days when what is due more often is due too, so that days of rest stay days of rest.
"""

from __future__ import annotations

from datetime import date, timedelta

WEEK = 7
#: Days of the programme's week (0 is the first) by days a week: 3 is every other day, 5 rests twice.
DAYS: dict[int, frozenset[int]] = {
    1: frozenset({0}),
    2: frozenset({0, 4}),
    3: frozenset({0, 2, 4}),
    4: frozenset({0, 2, 4, 5}),
    5: frozenset({0, 1, 2, 4, 5}),
    6: frozenset({0, 1, 2, 3, 4, 5}),
    7: frozenset(range(WEEK)),
}


def due_on(day: date, starts_on: date, days_per_week: int) -> bool:
    """Is an exercise of a programme that starts on `starts_on` due on `day`?

    Raises ValueError unless `days_per_week` is from 1 to 7.
    """
    days = _days(days_per_week)
    passed = (day - starts_on).days
    return passed >= 0 and passed % WEEK in days


def days_due(starts_on: date, last: date, days_per_week: int) -> int:
    """How many days an exercise was due on, from `starts_on` to `last`, both included.

    Raises ValueError unless `days_per_week` is from 1 to 7.
    """
    days = _days(days_per_week)
    weeks, rest = divmod(max((last - starts_on).days + 1, 0), WEEK)
    return weeks * days_per_week + sum(day < rest for day in days)


def week_of(starts_on: date, today: date, weeks: int) -> int | None:
    """The week of the programme, from 1; the last one once it is over, None before it starts."""
    passed = (today - starts_on).days
    return None if passed < 0 else min(passed // WEEK + 1, weeks)


def last_day(starts_on: date, weeks: int) -> date:
    """The last day of a programme of that many weeks."""
    return starts_on + timedelta(days=weeks * WEEK - 1)


def _days(days_per_week: int) -> frozenset[int]:
    try:
        return DAYS[days_per_week]
    except KeyError:
        raise ValueError(f"days a week are from 1 to 7, not {days_per_week}") from None
