"""When a mail is due, how long it is worth sending, and when a failed one is tried again.

Moments are aware datetimes; a `zone` is the reader's or the club's. Clocks that go forward or back make no
mail twice and lose none: an hour that is left out counts as the one after it, an hour that comes twice as
its first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

#: A reminder that is later than this is none.
REMINDER_LATE = timedelta(hours=3)
#: The club's hour at which retests of the day, and the week on Mondays, are told.
MORNING = time(7)
RETEST_LATE = timedelta(days=2)
DIGEST_LATE = timedelta(hours=12)
MONDAY = 0
#: Others are worth reading for this long: the page says the same, and longer.
PAIN_LATE = timedelta(days=2)
NOTE_LATE = timedelta(days=2)
PROGRAMME_LATE = timedelta(days=3)
#: A note may be mended or deleted for this long before the mail about it goes out.
NOTE_WAITS = timedelta(minutes=4)

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Window:
    """From when a mail is due until it is too late, in UTC; `day` is the day it is about."""

    day: date
    due_at: datetime
    expires_at: datetime

    def holds(self, now: datetime) -> bool:
        return self.due_at <= now < self.expires_at


def moment(day: date, at: time, zone: tzinfo) -> datetime:
    """That time of that day in `zone`, in UTC."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def reminder_window(now: datetime, *, at: time, zone: tzinfo) -> Window:
    """Today's reminder for somebody in `zone` who wants it at that time. It ends with their day."""
    day = now.astimezone(zone).date()
    due = moment(day, at, zone)
    midnight = moment(day + timedelta(days=1), time(), zone)
    return Window(day, due, min(due + REMINDER_LATE, midnight))


def retest_window(retest_on: date, *, zone: tzinfo) -> Window:
    """The morning of the day a retest falls due, where the club is."""
    due = moment(retest_on, MORNING, zone)
    return Window(retest_on, due, due + RETEST_LATE)


def digest_window(now: datetime, *, zone: tzinfo) -> Window:
    """This week's digest: Monday morning where the club is."""
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=(today.weekday() - MONDAY) % 7)
    due = moment(monday, MORNING, zone)
    return Window(monday, due, due + DIGEST_LATE)


def retry_after(attempts: int) -> timedelta:
    """How long to wait after that many failed attempts (1 or more): a minute, then twice as long each time,
    an hour at most."""
    return min(_FIRST_WAIT * (1 << min(attempts - 1, 10)), _LONGEST_WAIT)
