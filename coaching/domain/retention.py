"""When an archived athlete is erased: after the club's months, and never without a month's notice."""

from __future__ import annotations

import calendar
import datetime as dt

#: Owners are told this long before.
NOTICE = dt.timedelta(days=30)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later; the last of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def erased_on(archived_on: dt.date, months: int, today: dt.date) -> dt.date | None:
    """The day to announce today, NOTICE ahead at least; None where it is not time to announce it yet."""
    due = months_after(archived_on, months)
    return max(due, today + NOTICE) if due - NOTICE <= today else None
