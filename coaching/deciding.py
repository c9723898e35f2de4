"""The decision after twelve weeks of work: the rule, held against an athlete's programmes and tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessments.models import Assessment
from assessments.reading import ErrorTable, Reading, read
from coaching.domain.prescription import DECISION_WEEKS, Suggestion, stop_chasing_degrees
from coaching.domain.schedule import WEEK
from coaching.models import Programme
from coaching.progress import Progress


@dataclass(frozen=True, slots=True)
class Spell:
    """The last programmes that together make up the weeks before a decision.

    `weeks` to the nearest one; `adherence` from 0 to 1, each programme's by its days, None where not known.
    """

    starts_on: dt.date
    weeks: int
    adherence: float | None


def time_to_stop(
    reading: Reading,
    suggestion: Suggestion,
    *,
    tests: Sequence[Assessment],
    programmes: Iterable[tuple[Programme, Progress]],
    errors: ErrorTable,
) -> bool:
    """Has well-followed work changed no flagged hip of this test? `tests` and `programmes` are latest first.

    The test is held against the last one of its method from before that work; without one, nobody knows.
    """
    flagged = {side for side, sets in suggestion.extra_sets.items() if sets}
    spell = _spell(reading.assessment.tested_on, programmes)
    if not flagged or spell is None:
        return False
    before = [test for test in tests if test.tested_on <= spell.starts_on]
    since = read(reading.assessment, tests=before, targets=reading.targets, errors=errors)
    changes = {hip.change for side, hip in since.verdict.hips() if side in flagged}
    return changes <= {"none", "improved", "declined"} and stop_chasing_degrees(
        weeks=spell.weeks, adherence=spell.adherence, real_change=changes != {"none"}
    )


def _spell(tested_on: dt.date, programmes: Iterable[tuple[Programme, Progress]]) -> Spell | None:
    """As many of the last programmes before that day as twelve weeks take; None where they are fewer."""
    days, done, known = 0, 0.0, True
    for programme, progress in programmes:
        ends = min(tested_on, progress.last_day, programme.ended_on or progress.last_day)
        worked = max((ends - programme.starts_on).days + 1, 0)
        days += worked
        done += worked * (progress.adherence or 0.0)
        known = known and (progress.adherence is not None or not worked)
        if round(days / WEEK) >= DECISION_WEEKS:
            return Spell(programme.starts_on, round(days / WEEK), done / days if known else None)
    return None
