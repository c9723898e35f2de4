"""Which day a routine belongs to."""

from __future__ import annotations

from datetime import date, datetime, timedelta

#: Before this hour of the night, what was begun yesterday still counts for yesterday.
NIGHT_ENDS = 4


def day_of_log(opened_on: date | None, now: datetime) -> date | None:
    """The day that a log counts for, given the day its page was opened and the local time of saving.

    A page left open overnight must neither rewrite yesterday nor be taken for today: then it is None, and
    the athlete is asked. A routine that ends just after midnight keeps its day.
    """
    today = now.date()
    if opened_on is None or opened_on == today:
        return today
    late = now.hour < NIGHT_ENDS and opened_on == today - timedelta(days=1)
    return opened_on if late else None
