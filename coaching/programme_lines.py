"""An athlete's programmes with their exercises and their progress, in one query."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from athletes.models import Athlete
from coaching.domain.adherence import Work
from coaching.models import PrescribedExercise, Programme
from coaching.progress import Progress, progress_on, work_aggregates, work_from
from coaching.progressing import with_latest


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A programme with its exercises and its progress today."""

    programme: Programme
    exercises: list[PrescribedExercise]
    progress: Progress


def programme_lines(athlete: Athlete, today: dt.date) -> list[ProgrammeLine]:
    """Every programme of the athlete, latest first, however many there are."""
    prescribed: dict[UUID, list[PrescribedExercise]] = {}
    work: dict[UUID, list[Work]] = {}
    # The annotations are the database's own: no model declares them.
    rows: Any = with_latest(PrescribedExercise.objects.filter(programme__athlete=athlete)).annotate(
        **work_aggregates(today)
    )
    for one in rows.select_related("programme", "exercise").order_by("order", "pk"):
        prescribed.setdefault(one.programme_id, []).append(one)
        counts = (one.done_days, one.partly_days, one.today_rows)
        work.setdefault(one.programme_id, []).append(work_from(one.days_per_week, one.pk, *counts))
    programmes = sorted(
        (exercises[0].programme for exercises in prescribed.values()),
        key=lambda one: (one.starts_on, one.created_at),
        reverse=True,
    )
    return [
        ProgrammeLine(one, prescribed[one.pk], progress_on(today, one, work[one.pk])) for one in programmes
    ]
