"""How far programmes are, and how much of what was due was done: from rows, by the pure rules."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from coaching.domain.adherence import Work, adherence
from coaching.domain.schedule import last_day, week_of
from coaching.models import DoneExercise, PrescribedExercise, Programme


@dataclass(frozen=True, slots=True)
class Progress:
    """One programme on one day: its week (None before it starts), and its adherence from 0 to 1.

    `adherence` is None while nothing is due yet. `over` says that the last week is behind us, so that the
    retest is what comes next.
    """

    week: int | None
    weeks: int
    adherence: float | None
    last_day: dt.date
    over: bool

    @property
    def percent(self) -> int | None:
        """The adherence as a whole per cent, for a page."""
        return None if self.adherence is None else round(100 * self.adherence)


def progress_of(programmes: Iterable[Programme], *, today: dt.date) -> dict[UUID, Progress]:
    """The progress of any number of programmes by their ids, in one query. `today` is the club's date."""
    known = list(programmes)
    work = _work([programme.pk for programme in known], today)
    return {programme.pk: progress_on(today, programme, work[programme.pk]) for programme in known}


class Dated(Protocol):
    """A programme, as far as its dates go."""

    @property
    def starts_on(self) -> dt.date: ...
    @property
    def weeks(self) -> int: ...
    @property
    def ended_on(self) -> dt.date | None: ...


def progress_on(today: dt.date, programme: Dated, work: list[Work]) -> Progress:
    """The progress of one programme, from what became of its exercises."""
    last = last_day(programme.starts_on, programme.weeks)
    ended_on = min(last, programme.ended_on) if programme.ended_on else last
    return Progress(
        week=week_of(programme.starts_on, min(today, ended_on), programme.weeks),
        weeks=programme.weeks,
        adherence=adherence(work, starts_on=programme.starts_on, today=today, ended_on=ended_on),
        last_day=last,
        over=today > last,
    )


def _work(programmes: list[UUID], today: dt.date) -> dict[UUID, list[Work]]:
    """What became of each prescribed exercise, by programme."""
    work: dict[UUID, list[Work]] = defaultdict(list)
    if programmes:
        for programme, *counts in work_counts(programmes, today):
            work[programme].append(work_from(*counts))
    return work


def work_counts(programmes: Sequence[UUID], today: dt.date) -> QuerySet[PrescribedExercise, Any]:
    """A row for each prescribed exercise: its programme's id, and what `work_from` takes."""
    return (
        PrescribedExercise.objects.filter(programme__in=programmes)
        .order_by()
        .values_list("programme_id", "days_per_week", "pk")
        .annotate(**work_done(today))
    )


def work_done(today: dt.date) -> dict[str, Count]:
    """What a query of prescribed exercises counts, in the order that `work_from` takes it."""
    outcome = DoneExercise.Outcome
    return {
        "done_days": Count("done", filter=Q(done__outcome=outcome.DONE)),
        "partly_days": Count("done", filter=Q(done__outcome=outcome.PARTLY)),
        "today_rows": Count("done", filter=Q(done__session__done_on=today)),
    }


def work_from(days_per_week: int, _exercise: int, done: int, partly: int, logged: int) -> Work:
    return Work(days_per_week, done, partly, logged_today=bool(logged))
