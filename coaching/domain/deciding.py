"""When a coach is asked to decide: after well-followed weeks without a change that the method can tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from assessments.domain.findings import Change
from coaching.domain.prescription import CHECK_WEEKS, DECISION_WEEKS, stop_chasing_degrees
from coaching.domain.schedule import WEEK


@dataclass(frozen=True, slots=True)
class Worked:
    """One programme: from its first to its last day, and how much of it was done, from 0 to 1 or None."""

    starts_on: date
    ends_on: date
    adherence: float | None


@dataclass(frozen=True, slots=True)
class Spell:
    """The last programmes that together make up the weeks before a decision.

    `weeks` to the nearest one; `adherence` from 0 to 1, each programme's by its days, None where not known.
    """

    starts_on: date
    weeks: int
    adherence: float | None


def spell_before(tested_on: date, programmes: Iterable[Worked]) -> Spell | None:
    """As many of the last `programmes`, latest first, before that day as twelve weeks take; None where they
    are fewer.
    """
    days, done, known = 0, 0.0, True
    for one in programmes:
        worked = max((min(tested_on, one.ends_on) - one.starts_on).days + 1, 0)
        days += worked
        done += worked * (one.adherence or 0.0)
        known = known and (one.adherence is not None or not worked)
        if round(days / WEEK) >= DECISION_WEEKS:
            return Spell(one.starts_on, round(days / WEEK), done / days if known else None)
    return None


def asks_again_on(answered_on: date) -> date:
    """From this day on a test may bring the question back."""
    return answered_on + timedelta(weeks=CHECK_WEEKS)


def asks_to_decide(
    spell: Spell, changes: Collection[Change | None], *, tested_on: date, answered_on: date | None
) -> bool:
    """Is the coach asked what to do next? `changes` are those of the flagged hips over the spell.

    Every one must be known: where a hip has nothing to be compared with, nobody knows. An answer holds until
    a test of six weeks or more after it.
    """
    if not changes or not set(changes) <= {"none", "improved", "declined"}:
        return False
    if answered_on is not None and tested_on < asks_again_on(answered_on):
        return False
    changed = set(changes) != {"none"}
    return stop_chasing_degrees(weeks=spell.weeks, adherence=spell.adherence, real_change=changed)
