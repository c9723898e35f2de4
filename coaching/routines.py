"""What an athlete's page of today shows: each profile's routine, what is due of it, and what is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Case, OuterRef, Prefetch, Q, Subquery, When
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from athletes.models import Athlete
from coaching.domain.schedule import WEEK, due_on, last_day, week_of
from coaching.forms.session import Row, SessionForm
from coaching.models import PrescribedExercise, Programme, Progression, Session

State = Literal["none", "stopped", "ended", "not_started", "due", "rest", "over"]


@dataclass(slots=True)
class Routine:
    """One profile's routine on its club's day. `programme` is the running one, else the last one, else None.

    `form` is there where something may be logged; `saved` is what is stored for today. `next_on` is the next
    day that something is due, with `next_up`. `elsewhere` holds what another device saved meanwhile. `past`
    says that it is the log of an earlier day, being changed. `guide` is what `guide_of` tells a phone.
    """

    athlete: Athlete
    today: dt.date
    programme: Programme | None = None
    state: State = "none"
    week: int | None = None
    form: SessionForm | None = None
    saved: Session | None = None
    next_on: dt.date | None = None
    next_up: tuple[PrescribedExercise, ...] = ()
    elsewhere: Session | None = None
    past: bool = False
    guide: str = ""

    @property
    def action(self) -> str:
        """Where the form goes."""
        if self.past and self.saved:
            return reverse("session_edit", args=[self.saved.pk])
        return reverse("session_log", args=[self.programme.pk]) if self.programme else ""

    @property
    def elsewhere_url(self) -> str:
        """The same page without what was typed."""
        return self.action if self.past else reverse("today")

    @property
    def due(self) -> list[Row]:
        return [row for row in self.form.rows() if row.due] if self.form else []

    @property
    def extra(self) -> list[Row]:
        """What isn't due today, and may be done all the same."""
        return [row for row in self.form.rows() if not row.due] if self.form else []

    @property
    def wrong(self) -> list[Row]:
        """The exercises whose answers can't be saved as they are."""
        rows = [*self.due, *self.extra]
        return [row for row in rows if row.outcome.errors or row.reason.errors]

    @property
    def answered(self) -> int:
        """How many of the due exercises have an outcome."""
        return sum(bool(row.outcome.value()) for row in self.due)

    @property
    def extra_answered(self) -> bool:
        return any(row.outcome.value() for row in self.extra)

    @property
    def stop(self) -> bool:
        """Does the pain that was saved ask to stop?"""
        return self.saved is not None and self.saved.reports_pain

    @property
    def retest_due(self) -> bool:
        running = self.programme if self.state in ("due", "rest", "over") else None
        return running is not None and running.retest_on <= self.today


def routines_of(
    user: User, *, bound: SessionForm | None = None, elsewhere: Session | None = None
) -> list[Routine]:
    """Today's routine of each of the user's own profiles, in at most six queries.

    `bound` is a form that was sent and not saved: it takes its programme's place, with what was typed;
    `elsewhere` is what another device saved for it meanwhile.
    """
    athletes = list(Athlete.objects.linked_to(user))
    programmes = {programme.athlete_id: programme for programme in current_programmes(athletes)}
    days = {athlete.pk: athlete.club.today() for athlete in athletes}
    saved = _saved(programmes.values(), days.values())
    routines = [_routine(one, programmes.get(one.pk), days[one.pk], saved) for one in athletes]
    for routine in routines:
        if bound and routine.programme and routine.programme.pk == bound.programme.pk:
            routine.form, routine.elsewhere = bound, elsewhere
    return routines


def own_programme(user: User, pk: UUID) -> Programme:
    """404 for what the user can't see, 403 for somebody else's routine, or without consent: nobody logs for
    an athlete.
    """
    programmes = Programme.objects.visible_to(user).select_related("athlete__club")
    programme = get_object_or_404(programmes.prefetch_related(_exercises()), pk=pk)
    athlete = programme.athlete
    if athlete.user_id != user.pk or athlete.archived_on:
        raise PermissionDenied
    if not athlete.has_agreed:
        raise PermissionDenied(_("Nothing is logged without your consent: see “My data”."))
    return programme


def current_programmes(athletes: Iterable[Athlete]) -> list[Programme]:
    """Each athlete's running programme, else the latest one, with its exercises in their order.

    Where consent was given and turns out to be a guardian's to give, a programme waits until they have.
    """
    running_first = Case(When(state=Programme.State.RUNNING, then=0), default=1)
    latest = (
        Programme.objects.filter(athlete=OuterRef("athlete"))
        .order_by(running_first, "-created_at")
        .values("pk")[:1]
    )
    known = {athlete.pk: athlete for athlete in athletes}
    waits = Q(state=Programme.State.RUNNING, athlete__consent=Athlete.ConsentState.NONE)
    programmes = Programme.objects.filter(~waits, athlete__in=known, pk=Subquery(latest))
    found = list(programmes.select_related("assessment").prefetch_related(_exercises()))
    for programme in found:
        programme.athlete = known[programme.athlete_id]
    return found


def _exercises() -> Prefetch[str]:
    """Each exercise of a programme with what its page says of it."""
    agreed = Progression.objects.filter(decision=Progression.Decision.ACCEPTED)
    rows = PrescribedExercise.objects.select_related("exercise")
    return Prefetch("exercises", rows.prefetch_related(Prefetch("progressions", agreed)))


def due_exercises(programme: Programme, day: dt.date) -> list[PrescribedExercise]:
    """What is due on that day: nothing before the first day, after the last one or once it has ended."""
    over = day > last_day(programme.starts_on, programme.weeks)
    if over or programme.state != Programme.State.RUNNING:
        return []
    return [
        item for item in programme.exercises.all() if due_on(day, programme.starts_on, item.days_per_week)
    ]


def _saved(programmes: Iterable[Programme], days: Iterable[dt.date]) -> dict[tuple[UUID, dt.date], Session]:
    sessions = Session.objects.filter(programme__in=list(programmes), done_on__in=set(days)).with_exercises()
    return {(session.programme_id, session.done_on): session for session in sessions}


def _routine(
    athlete: Athlete,
    programme: Programme | None,
    today: dt.date,
    saved: dict[tuple[UUID, dt.date], Session],
) -> Routine:
    if programme is None:
        return Routine(athlete, today)
    due = due_exercises(programme, today)
    state = _state(programme, today, due)
    routine = Routine(athlete, today, programme, state, saved=saved.get((programme.pk, today)))
    if state in ("due", "rest", "over"):
        routine.week = week_of(programme.starts_on, today, programme.weeks)
        routine.form = SessionForm(programme=programme, due=due, session=routine.saved, today=today)
    if state in ("not_started", "due", "rest"):
        routine.next_on, routine.next_up = _next(programme, today)
    return routine


def _state(programme: Programme, today: dt.date, due: list[PrescribedExercise]) -> State:
    if programme.state != Programme.State.RUNNING:
        return "stopped" if programme.state == Programme.State.STOPPED else "ended"
    if today < programme.starts_on:
        return "not_started"
    if today > last_day(programme.starts_on, programme.weeks):
        return "over"
    return "due" if due else "rest"


def _next(programme: Programme, today: dt.date) -> tuple[dt.date | None, tuple[PrescribedExercise, ...]]:
    first = max(today + dt.timedelta(days=1), programme.starts_on)
    for day in (first + dt.timedelta(days=n) for n in range(WEEK)):
        if due := due_exercises(programme, day):
            return day, tuple(due)
    return None, ()
