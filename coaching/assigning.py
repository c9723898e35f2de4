"""Starting, ending and stopping programmes. Each in one transaction; at most one runs per athlete."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from accounts.ids import uuid7
from accounts.models import User
from assessments.domain.phrases import kept
from assessments.models import Assessment
from athletes.models import Athlete
from coaching.mail.queueing import tell_of_programme
from coaching.models import PrescribedExercise, Programme


class AlreadyRunning(Exception):
    """The athlete follows a programme, and nobody said that it should end."""

    def __init__(self, programme: Programme) -> None:
        super().__init__(programme.pk)
        self.programme = programme


class NotAgreed(Exception):
    """The athlete has not agreed to being tested and followed, or not any more."""


@transaction.atomic
def assign(
    *,
    pk: UUID,
    athlete: Athlete,
    assessment: Assessment | None,
    emphasis: str,
    reasons: Sequence[str],
    exercises: Sequence[PrescribedExercise],
    starts_on: dt.date,
    weeks: int,
    retest_on: dt.date,
    by: User,
    note: str = "",
    end_running: bool = False,
) -> Programme:
    """Start a programme of these (unsaved) exercises, in their order, and end the running one.

    The same `pk` again gives the programme that it made the first time and changes nothing. Raises
    AlreadyRunning where another programme runs and `end_running` does not say that it should end, NotAgreed
    where the athlete's consent is missing.
    """
    # Whoever assigns to this athlete waits here, so that two at once can't both find nothing running.
    locked = Athlete.objects.select_for_update().get(pk=athlete.pk)
    made = Programme.objects.filter(pk=pk).first()
    if made and made.athlete_id == athlete.pk:
        return made
    if not locked.has_agreed:
        raise NotAgreed
    running = Programme.objects.running().filter(athlete=athlete).first()
    if running:
        if not end_running:
            raise AlreadyRunning(running)
        _finish(running, state=Programme.State.ENDED, on=athlete.club.today())
    programme = Programme.objects.create(
        id=uuid7() if made else pk,
        athlete=athlete,
        assessment=assessment,
        emphasis=emphasis,
        reasons=[kept(reason) for reason in reasons],
        note=note,
        starts_on=starts_on,
        weeks=weeks,
        retest_on=retest_on,
        assigned_by=by,
    )
    for order, exercise in enumerate(exercises, start=1):
        exercise.programme = programme
        exercise.order = order
    PrescribedExercise.objects.bulk_create(exercises)
    tell_of_programme(programme)
    return programme


@transaction.atomic
def stop(*, programme: Programme, reason: str) -> bool:
    """Stop a running programme today, saying why; False where it was not running any more."""
    running = Programme.objects.select_for_update().running().filter(pk=programme.pk).first()
    if running is None:
        return False
    _finish(running, state=Programme.State.STOPPED, on=programme.athlete.club.today(), reason=reason)
    return True


def _finish(programme: Programme, *, state: str, on: dt.date, reason: str = "") -> None:
    programme.state = state
    programme.ended_on = on
    programme.stop_reason = reason
    programme.save(update_fields=["state", "ended_on", "stop_reason"])
