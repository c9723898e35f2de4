"""Saving one day's work. The same twice changes nothing, and two devices never overwrite each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from accounts.ids import uuid7
from coaching.mail.queueing import tell_of_pain
from coaching.models import DoneExercise, PrescribedExercise, Programme, Session
from coaching.pain_reports import record_pain


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one prescribed exercise; `sets_left` and `sets_right` count where it was done partly.

    `reps` are those of the shortest set, where the athlete said so.
    """

    prescribed: PrescribedExercise
    outcome: str
    sets_left: int = 0
    sets_right: int = 0
    reason: str = ""
    reps: int | None = None

    @property
    def row(self) -> tuple[int, str, int, int, str, int | None]:
        """As it is stored: whole doses for done, none for skipped; a reason only where something was left,
        repetitions only where they are what is prescribed.
        """
        outcome = DoneExercise.Outcome(self.outcome)
        reps = self.reps if self.prescribed.reps_high is not None else None
        if outcome == DoneExercise.Outcome.DONE:
            return (
                self.prescribed.pk,
                outcome,
                self.prescribed.sets_left,
                self.prescribed.sets_right,
                "",
                reps,
            )
        if outcome == DoneExercise.Outcome.SKIPPED:
            return self.prescribed.pk, outcome, 0, 0, self.reason, None
        return self.prescribed.pk, outcome, self.sets_left, self.sets_right, self.reason, reps


class ChangedMeanwhile(Exception):
    """That day was saved from somewhere else since it was read: `session` is what is there now."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.pk)
        self.session = session


class NotOnThatDay(Exception):
    """The programme doesn't cover that day: it starts later, or it ended before."""


def may_log(programme: Programme, on: dt.date) -> bool:
    """Does the programme cover that day? On the day it is stopped or replaced, it still does."""
    ended_before = programme.ended_on is not None and programme.ended_on < on
    return programme.starts_on <= on and not ended_before


@transaction.atomic
def log_session(
    *,
    pk: UUID,
    programme: Programme,
    done_on: dt.date,
    done: Sequence[Done],
    pain: int | None,
    effort: int | None,
    note: str,
    version: int,
    pain_where: str = "",
) -> Session:
    """Save what was done on that day: one session a programme and day, whatever its `pk`.

    `version` is the one that was read, 0 where nothing was saved yet. Saving what is already there changes
    nothing. Raises ChangedMeanwhile where another version was saved since, NotOnThatDay where the programme
    doesn't cover the day. Pain as of the stop rule is told to the coaches, once a session.
    """
    # Two posts for one programme wait for each other here: the second finds what the first one saved.
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if not may_log(programme, done_on):
        raise NotOnThatDay
    session = programme.sessions.filter(done_on=done_on).first()
    rows = sorted(item.row for item in done)
    if session and _content(session) == (pain, pain_where, effort, note, rows):
        return session
    if session and session.version != version:
        raise ChangedMeanwhile(session)
    if session is None:
        taken = Session.objects.filter(pk=pk).exists()
        session = Session(pk=uuid7() if taken else pk, programme=programme, done_on=done_on, version=0)
    told = session.pain
    session.pain, session.pain_where, session.effort, session.note = pain, pain_where, effort, note
    session.version += 1
    record_pain(session, told=told)
    session.save()
    session.exercises.all().delete()
    DoneExercise.objects.bulk_create(
        DoneExercise(
            session=session,
            prescribed_id=prescribed,
            outcome=outcome,
            sets_left=left,
            sets_right=right,
            reason=reason,
            reps=reps,
        )
        for prescribed, outcome, left, right, reason, reps in rows
    )
    tell_of_pain(session)
    return session


def _content(session: Session) -> tuple[object, ...]:
    rows = session.exercises.values_list(
        "prescribed_id", "outcome", "sets_left", "sets_right", "reason", "reps"
    )
    return session.pain, session.pain_where, session.effort, session.note, sorted(rows)
