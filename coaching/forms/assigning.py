"""The forms of one page: a plan to assign as it is with one press, or to change first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format

from accounts.ids import uuid7
from coaching.forms.programme import ExerciseFormSet, ProgrammeForm, exercise_initial
from coaching.models import Exercise, Programme
from coaching.offer import Offer
from coaching.planning import Plan

PREFIX = "exercises"


class AssignForms:
    """What is sent to assign an offer's plan. `as_suggested` in `data` stands for the plan as it is.

    `quick` is the one press, `form` and `exercises` the changes; what was typed stays in them.
    """

    def __init__(self, offer: Offer, plan: Plan, data: Mapping[str, Any] | None = None) -> None:
        self.offer, self.plan = offer, plan
        self.today = offer.athlete.club.today()
        self.quickly = data is not None and bool(data.get("as_suggested"))
        if data is not None and self.quickly:
            data = self._as_suggested(data)
        shared: dict[str, Any] = {"today": self.today, "running": offer.running, "cleared": offer.cleared}
        start = {"id": uuid7(), "weeks": plan.weeks, "note": plan.note, "starts_on": self.today}
        self.form = ProgrammeForm(data, initial=start, **shared)
        self.quick = ProgrammeForm(data if self.quickly else None, initial=start, auto_id="as_%s", **shared)
        self.exercises = ExerciseFormSet(
            data,
            initial=[exercise_initial(item) for item in plan.exercises],
            prefix=PREFIX,
            form_kwargs={"library": self._library()},
        )

    def _library(self) -> list[Exercise]:
        club = self.offer.athlete.club
        return list(Exercise.objects.for_club(club).without_originals())

    def _as_suggested(self, data: Mapping[str, Any]) -> dict[str, Any]:
        sent = {
            "id": data.get("id", ""),
            "end_running": data.get("end_running", ""),
            "starts_on": self.today.isoformat(),
            "weeks": self.plan.weeks,
            "note": self.plan.note,
            f"{PREFIX}-TOTAL_FORMS": len(self.plan.exercises),
            f"{PREFIX}-INITIAL_FORMS": len(self.plan.exercises),
        }
        for n, item in enumerate(self.plan.exercises):
            row = exercise_initial(item)
            sent |= {f"{PREFIX}-{n}-{name}": "" if value is None else value for name, value in row.items()}
        return sent

    @property
    def changing(self) -> bool:
        """Were changes sent that can't be assigned as they are?"""
        return self.form.is_bound and not self.quickly

    @property
    def retest_on(self) -> dt.date:
        """When the retest is if nothing is changed."""
        return self.today + dt.timedelta(weeks=self.plan.weeks)

    def is_valid(self) -> bool:
        valid = all([self.form.is_valid(), self.exercises.is_valid()])
        if not valid:
            self._open_at_first_error()
        return valid

    def _open_at_first_error(self) -> None:
        shown = [self.quick] if self.quickly else [*self.exercises.forms, self.form]
        for form in shown:
            for name in form.errors:
                if name in form.fields:
                    form.fields[name].widget.attrs["autofocus"] = True
                    return

    def already_made(self) -> Programme | None:
        """The programme that the same page made when it was sent before."""
        self.form.is_valid()
        pk = self.form.cleaned_data.get("id")
        return Programme.objects.filter(pk=pk, athlete=self.offer.athlete).first() if pk else None

    def assignment(self) -> dict[str, Any]:
        """The valid forms as arguments of `assigning.assign`."""
        values = self.form.cleaned_data
        cleared_on = values.get("cleared_on")
        return {
            "pk": values["id"] or uuid7(),
            "assessment": self.offer.reading.assessment,
            "emphasis": self.plan.emphasis,
            "reasons": self.offer.reasons(
                cleared_by=values.get("cleared_by", ""),
                cleared_on=date_format(cleared_on, "DATE_FORMAT") if cleared_on else "",
            ),
            "exercises": self.exercises.kept(),
            "note": values["note"],
            "starts_on": values["starts_on"],
            "weeks": values["weeks"],
            "retest_on": values["retest_on"],
            "end_running": values.get("end_running", False),
        }
