"""The decision after twelve weeks: the rule held against an athlete's rows, and the coach's answer."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from assessments.models import Assessment
from assessments.reading import ErrorTable, Reading, read
from coaching.domain.deciding import Worked, asks_to_decide, spell_before
from coaching.domain.prescription import Suggestion
from coaching.models import Decision
from coaching.programme_lines import ProgrammeLine


def time_to_decide(
    reading: Reading,
    suggestion: Suggestion,
    *,
    tests: Sequence[Assessment],
    programmes: Sequence[ProgrammeLine],
    errors: ErrorTable,
    answer: Decision | None,
) -> bool:
    """Has well-followed work changed no flagged hip of this test? `tests` and `programmes` are latest first.

    The test is held against the last one of its method from before that work. `answer` is the last that a
    coach gave.
    """
    tested_on = reading.assessment.tested_on
    flagged = {side for side, sets in suggestion.extra_sets.items() if sets}
    spell = spell_before(tested_on, [_worked(line) for line in programmes])
    if not flagged or spell is None:
        return False
    before = [test for test in tests if test.tested_on <= spell.starts_on]
    since = read(reading.assessment, tests=before, targets=reading.targets, errors=errors)
    return asks_to_decide(
        spell,
        [hip.change for side, hip in since.verdict.hips() if side in flagged],
        tested_on=tested_on,
        answered_on=answer.decided_on if answer else None,
    )


def _worked(line: ProgrammeLine) -> Worked:
    ended_on = line.programme.ended_on or line.progress.last_day
    ends_on = min(line.progress.last_day, ended_on)
    return Worked(line.programme.starts_on, ends_on, line.progress.adherence)


@transaction.atomic
def decide(*, assessment: Assessment, answer: str, note: str, by: User) -> Decision:
    """Keep a coach's answer after this test, in place of an earlier one after the same test."""
    decision, _made = Decision.objects.update_or_create(
        assessment=assessment,
        defaults={
            "athlete": assessment.athlete,
            "answer": answer,
            "note": note,
            "decided_on": assessment.athlete.club.today(),
            "decided_by": by,
        },
    )
    return decision
