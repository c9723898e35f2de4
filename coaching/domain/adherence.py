"""How much of what was due was done, and when pain says stop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from assessments.domain.phrases import Phrase
from coaching.domain.schedule import days_due, due_on

#: What an exercise that was done partly counts.
PARTLY = 0.5
#: Pain from 0 to 10: from here on, stop, and the coach is told.
PAIN_STOP = 4

#: The stop rule as the athlete reads it. A page says it through gettext.
STOP_RULE = Phrase(
    "Pain of 4 or more: stop for today. Don’t push through it, and tell your coach. If it is still there "
    "tomorrow, hurts at night or hurts when you stand on the leg, see a doctor or physiotherapist."
)


@dataclass(frozen=True, slots=True)
class Work:
    """What became of one prescribed exercise so far: how many days it was done, and partly done.

    `logged_today` says that today's outcome is known, whatever it is (done, partly or skipped).
    """

    days_per_week: int
    done: int
    partly: int = 0
    logged_today: bool = False


def adherence(
    work: Iterable[Work], *, starts_on: date, today: date, ended_on: date | None = None
) -> float | None:
    """The share of what was due that was done, from 0 to 1; None while nothing is due yet.

    Due are the days by `schedule.due_on` from `starts_on` to yesterday, and today once it is logged: a
    morning never counts against anybody. Nothing is due after `ended_on`. Each exercise counts at most what
    was due of it, so that doing one too often does not hide another one left out.
    """
    due = done = 0.0
    for item in work:
        counts_today = item.logged_today and due_on(today, starts_on, item.days_per_week)
        last = today if counts_today else today - timedelta(days=1)
        days = days_due(starts_on, last if ended_on is None else min(last, ended_on), item.days_per_week)
        due += days
        done += min(item.done + PARTLY * item.partly, days)
    return done / due if due else None


def is_new_report(pain: int | None, *, told: int | None) -> bool:
    """Is there something to tell the coach: pain that stops, and more of it than was `told` that day?"""
    return pain is not None and pain >= PAIN_STOP and (told is None or pain > told)


def pain_stops(pain: int | None) -> bool:
    """Does the stop rule hold for this pain (0–10, None where none was given)?"""
    return pain is not None and pain >= PAIN_STOP
