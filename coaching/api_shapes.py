"""A day's session as the JSON API takes and gives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import ConfigDict, Field, StrictInt

from accounts.api import Difference, Faults
from coaching.domain.adherence import STOP_RULE
from coaching.forms.session import DatedSessionForm
from coaching.models import DoneExercise, Programme, Session
from coaching.models.session import Place, SkipReason

Outcome = DoneExercise.Outcome
_REASONS: list[Any] = ["", *SkipReason.values]
_PLACES: list[Any] = ["", *Place.values]
#: What is told of an exercise, in the order of `Done.row`.
DONE = ("prescribed", "outcome", "sets_left", "sets_right", "reason", "reps")


class DoneIn(Schema):
    """What became of one exercise. Sets count where it was done partly, a reason where it was not done."""

    model_config = ConfigDict(extra="forbid")

    prescribed: StrictInt = Field(description="Its number in the programme.")
    outcome: str = Field(json_schema_extra={"enum": [*Outcome.values]})
    sets_left: StrictInt | None = None
    sets_right: StrictInt | None = None
    reason: str = Field("", json_schema_extra={"enum": _REASONS})
    reps: StrictInt | None = Field(None, description="Of the shortest set, where they were counted.")


class SessionIn(Schema):
    """A whole day's log as it is to be stored. The form's rules say what is taken (`DatedSessionForm`)."""

    model_config = ConfigDict(extra="forbid")

    programme: UUID
    done_on: str = Field(json_schema_extra={"format": "date"})
    exercises: Annotated[list[DoneIn], Field(max_length=100)] = []
    pain: StrictInt | None = None
    pain_where: str = Field("", json_schema_extra={"enum": _PLACES})
    effort: StrictInt | None = None
    note: str = Field("", json_schema_extra={"maxLength": 1000})
    version: StrictInt | None = Field(None, description="The version that was read; none or 0 for a new day.")

    def as_form(self) -> dict[str, Any]:
        """The same as the form of a page would send it."""
        data: dict[str, Any] = {"done_on": self.done_on, "note": self.note}
        data["pain_where"] = self.pain_where
        data |= {"pain": _text(self.pain), "effort": _text(self.effort)}
        for one in self.exercises:
            data[f"outcome_{one.prescribed}"] = one.outcome
            data[f"reason_{one.prescribed}"] = one.reason
            data[f"sets_left_{one.prescribed}"] = _text(one.sets_left)
            data[f"sets_right_{one.prescribed}"] = _text(one.sets_right)
            data[f"reps_{one.prescribed}"] = _text(one.reps)
        return data

    def faults(self, programme: Programme) -> Faults:
        """Exercises that can't be told apart, or that are none of that programme's."""
        numbers = [one.prescribed for one in self.exercises]
        strange = set(numbers) - {item.pk for item in programme.exercises.all()}
        said = [_("Exercise %d is not one of this programme.") % number for number in sorted(strange)]
        if len(set(numbers)) < len(numbers):
            said.append(_("Name each exercise once."))
        return {"exercises": said} if said else {}


class DoneOut(Schema):
    """What became of one exercise, with the sets done on each side."""

    prescribed: int
    outcome: str
    sets_left: int
    sets_right: int
    reason: str
    reps: int | None


class SessionContent(Schema):
    """What a day's log says."""

    done_on: dt.date
    exercises: list[DoneOut]
    pain: int | None
    pain_where: str
    effort: int | None
    note: str


class StoredSession(SessionContent):
    """A stored session. `version` goes with the next change of it; `stop_rule` has words where the pain asks
    to stop.
    """

    id: UUID
    programme: UUID
    version: int
    stop_rule: str

    @classmethod
    def of(cls, session: Session) -> StoredSession:
        rows = session.exercises.order_by("prescribed__order", "prescribed_id").values(*DONE)
        return cls(
            id=session.pk,
            programme=session.programme_id,
            version=session.version,
            done_on=session.done_on,
            exercises=[DoneOut(**row) for row in rows],
            pain=session.pain,
            pain_where=session.pain_where,
            effort=session.effort,
            note=session.note,
            stop_rule=_(STOP_RULE) if session.reports_pain else "",
        )


class SessionClash(Schema):
    """That day was saved from somewhere else since it was read."""

    detail: str
    yours: SessionContent
    stored: StoredSession
    differences: list[Difference]

    @classmethod
    def between(cls, form: DatedSessionForm, session: Session) -> SessionClash:
        mine, stored = log_of(form), StoredSession.of(session)
        return cls(
            detail=_("That day was saved from somewhere else. Choose, and send it with the stored version."),
            yours=mine,
            stored=stored,
            differences=list(_differences(form.programme, mine, stored)),
        )


def log_of(form: DatedSessionForm) -> SessionContent:
    """What a valid form says, as it would be stored."""
    values = form.cleaned_data
    rows: list[dict[str, Any]] = [dict(zip(DONE, one.row, strict=True)) for one in form.done()]
    return SessionContent(
        exercises=[DoneOut(**row) for row in rows],
        **{name: values[name] for name in ("done_on", "pain", "pain_where", "effort", "note")},
    )


def _differences(programme: Programme, mine: SessionContent, stored: SessionContent) -> Iterator[Difference]:
    labels = {"pain": _("Pain"), "pain_where": _("Where it hurts"), "effort": _("Effort"), "note": _("Note")}
    for name, label in labels.items():
        one, other = (_shown(name, getattr(content, name)) for content in (mine, stored))
        if one != other:
            yield Difference(field=name, label=label, yours=one or "–", stored=other or "–")
    ours, theirs = _by_exercise(mine.exercises), _by_exercise(stored.exercises)
    for item in programme.exercises.all():
        if ours.get(item.pk) != theirs.get(item.pk):
            yield Difference(
                field="exercises",
                label=item.exercise.title,
                yours=_in_words(ours.get(item.pk)),
                stored=_in_words(theirs.get(item.pk)),
            )


def _by_exercise(done: Iterable[DoneOut]) -> dict[int, DoneOut]:
    return {one.prescribed: one for one in done}


def _in_words(done: DoneOut | None) -> str:
    """Such as "Partly: left 1, right 2" or "Skipped: No time"."""
    if done is None:
        return "–"
    words = str(Outcome(done.outcome).label)
    if done.outcome == Outcome.PARTLY:
        sets = {"left": done.sets_left, "right": done.sets_right}
        words = f"{words}: " + _("left %(left)d, right %(right)d") % sets
    if done.reps is not None:
        words = f"{words}, " + _("%d repetitions") % done.reps
    if done.reason:
        words = f"{words}: {dict(SkipReason.choices).get(done.reason, done.reason)}"
    return words


def _shown(name: str, value: int | str | None) -> str:
    return str(dict(Place.choices).get(_text(value), "")) if name == "pain_where" else _text(value)


def _text(value: int | str | None) -> str:
    return "" if value is None else str(value)
