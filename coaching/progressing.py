"""Offering a coach the next step of an exercise that an athlete has outgrown, and carrying out the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass

from django.db import transaction
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext as _

from accounts.models import User
from coaching.domain.progression import IN_A_ROW, MOST_PAIN, Load, Logged, step_earned
from coaching.models import DoneExercise, Exercise, PrescribedExercise, Programme, Progression

Decision = Progression.Decision


class NoLongerOffered(Exception):
    """Somebody decided already, or a session since then says otherwise."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One exercise's next step. `token` names the step, so that an old page can't decide about a new one."""

    prescribed: PrescribedExercise
    step: Load

    @property
    def token(self) -> str:
        return f"{self.step.low}-{self.step.high}-{self.step.band}"

    @property
    def before(self) -> str:
        return self.prescribed.dose

    @property
    def after(self) -> str:
        return _stepped(self.prescribed, self.step).dose

    @property
    def is_band(self) -> bool:
        """Is the step a stronger band, rather than more repetitions?"""
        return self.step.band > _band(self.prescribed)

    @property
    def reason(self) -> str:
        return _(
            "%(reps)d repetitions in every set, %(times)d sessions in a row, with pain of at most %(pain)d."
        ) % {"reps": self.prescribed.reps_high, "times": IN_A_ROW, "pain": MOST_PAIN}


def offers_for(programme: Programme, exercises: Iterable[PrescribedExercise]) -> list[Offer]:
    """The steps that are earned in a running programme and not decided on yet, in its order. No query.

    `exercises` are the programme's, as `with_latest` gives them.
    """
    if programme.state != Programme.State.RUNNING:
        return []
    steps = ((one, step_earned(_load(one), _latest(one))) for one in exercises if _counts(one))
    return [Offer(one, step) for one, step in steps if step]


def with_latest(exercises: QuerySet[PrescribedExercise]) -> QuerySet[PrescribedExercise]:
    """These, with their exercise, and what the last two sessions since the last decision say of them.

    In the same query, as texts such as "done|15|2", since a page of an athlete has none to spare.
    """
    decided = Progression.objects.filter(prescribed=OuterRef("prescribed")).order_by("-decided_on")
    since = Coalesce(Subquery(decided.values("decided_on")[:1]), Value(dt.date.min))
    told = (_text("outcome"), _text("reps"), _text("session__pain"))
    logged = (
        DoneExercise.objects.filter(prescribed=OuterRef("pk"), session__done_on__gt=since)
        .order_by("-session__done_on")
        .annotate(told=Concat(told[0], Value("|"), told[1], Value("|"), told[2], output_field=CharField()))
        .values("told")
    )
    latest = {f"latest_{n}": Subquery(logged[n : n + 1]) for n in range(IN_A_ROW)}
    return exercises.select_related("exercise").annotate(**latest)


def _text(field: str) -> Coalesce:
    return Coalesce(Cast(field, CharField()), Value(""))


def _latest(item: PrescribedExercise) -> list[Logged]:
    told = [getattr(item, f"latest_{n}") for n in range(IN_A_ROW)]
    return [_logged(*text.split("|")) for text in told if text]


def _logged(outcome: str, reps: str, pain: str) -> Logged:
    done = outcome == DoneExercise.Outcome.DONE
    return Logged(done, int(reps) if reps else None, int(pain) if pain else None)


@transaction.atomic
def decide(*, programme: Programme, prescribed: int, token: str, accept: bool, by: User) -> Progression:
    """Agree to the step that `token` names, which changes the dose from now on, or decline it.

    Raises NoLongerOffered where that step isn't open any more; two coaches who press at once decide once.
    """
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    earned = offers_for(locked, with_latest(locked.exercises.all()))
    open_offers = {(one.prescribed.pk, one.token): one for one in earned}
    offer = open_offers.get((prescribed, token))
    if offer is None:
        raise NoLongerOffered
    decided = Progression.objects.create(
        prescribed=offer.prescribed,
        decision=Decision.ACCEPTED if accept else Decision.DECLINED,
        decided_on=programme.athlete.club.today(),
        decided_by=by,
        before=offer.before,
        after=offer.after,
        reason=offer.reason,
    )
    if accept:
        _stepped(offer.prescribed, offer.step).save(update_fields=["reps_low", "reps_high", "band"])
    return decided


def _counts(item: PrescribedExercise) -> bool:
    return item.exercise.kind == Exercise.Kind.STRENGTH and item.reps_high is not None


def _load(item: PrescribedExercise) -> Load:
    return Load(item.reps_low or 0, item.reps_high or 0, _band(item))


def _band(item: PrescribedExercise) -> int:
    """What it works against: an exercise that is drawn with a band has the lightest from the beginning."""
    drawn = item.exercise.figure.get("props", [])
    has_band = any(one.get("kind") == "band" for one in drawn)
    return item.band or (PrescribedExercise.Band.LIGHT if has_band else PrescribedExercise.Band.AS_DESCRIBED)


def _stepped(item: PrescribedExercise, step: Load) -> PrescribedExercise:
    """The same row with the step taken, not saved."""
    changed = copy(item)
    changed.reps_low, changed.reps_high = step.low, step.high
    changed.band = step.band if step.band > _band(item) else item.band
    return changed
