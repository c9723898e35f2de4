"""One day's log of a routine: an outcome per exercise, pain, effort and a note."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from accounts.ids import uuid7
from coaching.models import DoneExercise, PrescribedExercise, Programme, Session
from coaching.models.session import Place, SkipReason
from coaching.session_log import Done

SCALE = [(str(n), str(n)) for n in range(11)]
#: How many days a log may come late, from a device that had no network.
LATE_DAYS = 7
#: The most repetitions of a set that can be said, where no more are prescribed.
MOST_REPS = 30


def _number(text: str) -> int | None:
    return int(text) if text else None


def _scale(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """From 0 to 10 as large buttons; None where nothing was chosen."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=SCALE,
        coerce=_number,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose a whole number from 0 to 10.")},
        **kwargs,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise of the form with its fields."""

    prescribed: PrescribedExercise
    due: bool
    outcome: BoundField
    reason: BoundField
    sets_left: BoundField | None
    sets_right: BoundField | None
    reps: BoundField | None


class SessionForm(forms.Form):
    """What one athlete did of one programme on one day; filled in from `session` where that day is saved.

    `due` are the prescribed exercises that are due that day. The button `all_done` marks these as done,
    whatever was chosen for them before.
    """

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    opened_on = forms.DateField(widget=forms.HiddenInput, required=False)
    pain = _scale(_("Any pain?"))
    pain_where = forms.ChoiceField(
        label=_("Where?"),
        required=False,
        choices=[("", _("Not said")), *Place.choices],
        widget=forms.Select({"class": "form-select"}),
    )
    effort = _scale(_("How hard was it?"))
    note = forms.CharField(
        label=_("Note to your coach"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2, "class": "form-control"}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        programme: Programme,
        due: Collection[PrescribedExercise],
        session: Session | None = None,
        today: dt.date,
    ) -> None:
        self.programme = programme
        self.today = today
        self.prescribed = list(programme.exercises.all())
        self.due = {item.pk for item in due}
        if data is not None and data.get("all_done"):
            data = {**data, **{f"outcome_{pk}": DoneExercise.Outcome.DONE for pk in self.due}}
        super().__init__(data, auto_id=f"log-{programme.pk.hex[-12:]}-%s", initial=_initial(session, today))
        for item in self.prescribed:
            self._add(item)

    def _add(self, item: PrescribedExercise) -> None:
        self.fields[f"outcome_{item.pk}"] = forms.ChoiceField(
            label=item.exercise.title,
            required=False,
            choices=DoneExercise.Outcome.choices,
            widget=forms.RadioSelect,
        )
        self.fields[f"reason_{item.pk}"] = forms.ChoiceField(
            label=_("Why?"), required=False, choices=SkipReason.choices, widget=forms.RadioSelect
        )
        for side, sets in (("left", item.sets_left), ("right", item.sets_right)):
            if sets:
                self.fields[f"sets_{side}_{item.pk}"] = forms.TypedChoiceField(
                    label=_("Sets, left") if side == "left" else _("Sets, right"),
                    required=False,
                    choices=[(str(n), str(n)) for n in range(sets + 1)],
                    coerce=int,
                    empty_value=None,
                    initial=str(sets - 1),
                    widget=forms.Select({"class": "form-select"}),
                )
        if item.reps_high is not None:
            self.fields[f"reps_{item.pk}"] = forms.TypedChoiceField(
                label=_("Repetitions in the shortest set"),
                required=False,
                choices=[
                    ("", _("As prescribed")),
                    *((str(n), str(n)) for n in range(1, max(MOST_REPS, item.reps_high) + 1)),
                ],
                coerce=int,
                empty_value=None,
                widget=forms.Select({"class": "form-select"}),
            )

    def rows(self) -> Iterator[Row]:
        """Every exercise of the programme, in its order."""
        for item in self.prescribed:
            yield Row(
                prescribed=item,
                due=item.pk in self.due,
                outcome=self[f"outcome_{item.pk}"],
                reason=self[f"reason_{item.pk}"],
                sets_left=self[f"sets_left_{item.pk}"] if item.sets_left else None,
                sets_right=self[f"sets_right_{item.pk}"] if item.sets_right else None,
                reps=self[f"reps_{item.pk}"] if item.reps_high is not None else None,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        outcomes = {item.pk: cleaned.get(f"outcome_{item.pk}", "") for item in self.prescribed}
        for pk, outcome in outcomes.items():
            if outcome == DoneExercise.Outcome.SKIPPED and not cleaned.get(f"reason_{pk}"):
                self.add_error(f"reason_{pk}", _("Say why you skipped it: one tap is enough."))
        if not cleaned.get("pain"):
            cleaned["pain_where"] = ""
        # Pain alone is worth telling, before anything is done.
        if not any(outcomes.values()) and cleaned.get("pain") is None:
            self.add_error(
                None, _("Say of an exercise whether it was done, partly or skipped; or say if it hurts.")
            )
        return cleaned

    def done(self) -> list[Done]:
        """What the valid form says of each exercise; those without an answer are left out."""
        values = self.cleaned_data
        return [
            Done(
                prescribed=item,
                outcome=values[f"outcome_{item.pk}"],
                sets_left=values.get(f"sets_left_{item.pk}") or 0,
                sets_right=values.get(f"sets_right_{item.pk}") or 0,
                reason=values[f"reason_{item.pk}"],
                reps=values.get(f"reps_{item.pk}"),
            )
            for item in self.prescribed
            if values[f"outcome_{item.pk}"]
        ]

    @property
    def read_version(self) -> int:
        """The version that the page was made from; 0 where nothing was saved yet."""
        return self.cleaned_data["version"] or 0

    def logged(self) -> dict[str, Any]:
        """What the valid form says of the day, as `log_session` takes it."""
        told = ("pain", "pain_where", "effort", "note")
        return {"done": self.done(), **{name: self.cleaned_data[name] for name in told}}


class DatedSessionForm(SessionForm):
    """The same with the day it was done on, as a device says it: today, or one of the LATE_DAYS before."""

    done_on = forms.DateField(
        error_messages={
            "required": _("Say on which day it was done."),
            "invalid": _("That is not a date: write it such as 2026-09-02."),
        }
    )

    def clean_done_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["done_on"]
        if day > self.today:
            raise ValidationError(_("That day is still to come: log it once it is done."))
        if day < self.today - dt.timedelta(days=LATE_DAYS):
            raise ValidationError(_("That is more than %(days)d days ago.") % {"days": LATE_DAYS})
        return day


def _initial(session: Session | None, today: dt.date) -> dict[str, Any]:
    if session is None:
        return {"id": uuid7(), "version": 0, "opened_on": today}
    initial: dict[str, Any] = {
        "id": session.pk,
        "version": session.version,
        "opened_on": today,
        "pain": session.pain,
        "pain_where": session.pain_where,
        "effort": session.effort,
        "note": session.note,
    }
    for done in session.exercises.all():
        initial[f"outcome_{done.prescribed_id}"] = done.outcome
        initial[f"reason_{done.prescribed_id}"] = done.reason
        initial[f"reps_{done.prescribed_id}"] = done.reps
        if done.outcome == DoneExercise.Outcome.PARTLY:
            initial[f"sets_left_{done.prescribed_id}"] = done.sets_left
            initial[f"sets_right_{done.prescribed_id}"] = done.sets_right
    return initial
