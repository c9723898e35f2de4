"""Assigning a programme: its dates and words, its exercises with their doses; and stopping one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.crispy import CrispyMixin, say_plainly
from coaching.models import Exercise, PrescribedExercise, Programme
from coaching.models.dose import DOSE_FIELDS

#: The rows that a page without JavaScript offers for further exercises, and the most that a programme holds.
SPARE_ROWS = 3
MOST_EXERCISES = 12
#: A programme may be planned this many days ahead.
PLANNED_AHEAD = 365
SIDE_FIELDS = ("sides", "extra_sets_left", "extra_sets_right")
#: A row is narrow: units stand with the name.
SHORT_LABELS = {
    "sets": _("Sets"),
    "hold_seconds": _("Hold, s"),
    "reps_low": _("Reps from"),
    "reps_high": _("Reps to"),
    "rest_seconds": _("Rest, s"),
    "days_per_week": _("Days a week"),
    "extra_sets_left": _("Extra left"),
    "extra_sets_right": _("Extra right"),
}


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ProgrammeForm(CrispyMixin, forms.ModelForm):
    """The programme itself. `running` is the one that it would end; `cleared`: a referral stood before it."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    retest_on = forms.DateField(
        label=_("Retest on"),
        required=False,
        widget=DateInput(),
        help_text=_("Empty: when the weeks are over."),
    )
    cleared_by = forms.CharField(
        label=_("Cleared by"), max_length=120, help_text=_("The doctor or physiotherapist who said so.")
    )
    cleared_on = forms.DateField(label=_("Cleared on"), widget=DateInput())
    end_running = forms.BooleanField(
        error_messages={"required": _("Tick this to go on: an athlete follows one programme at a time.")}
    )

    class Meta:
        model = Programme
        fields: ClassVar = ["starts_on", "weeks", "note"]
        widgets: ClassVar = {"starts_on": DateInput(), "note": forms.Textarea({"rows": 3})}

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: dt.date,
        running: Programme | None = None,
        cleared: bool = False,
        initial: Mapping[str, Any],
        auto_id: str = "id_%s",
    ) -> None:
        super().__init__(data, initial=dict(initial), auto_id=auto_id)
        self.today = today
        if running:
            self.fields["end_running"].label = _("End the running programme and start this one")
        else:
            del self.fields["end_running"]
        if not cleared:
            del self.fields["cleared_by"], self.fields["cleared_on"]

    def clean_starts_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["starts_on"]
        if day < self.today:
            raise forms.ValidationError(_("Choose today or a later day."))
        if day > self.today + dt.timedelta(days=PLANNED_AHEAD):
            raise forms.ValidationError(_("Choose a day within a year."))
        return day

    def clean_cleared_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["cleared_on"]
        if day > self.today:
            raise forms.ValidationError(_("Choose today or an earlier day."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts_on, weeks = cleaned.get("starts_on"), cleaned.get("weeks")
        if starts_on and weeks and not cleaned.get("retest_on") and "retest_on" not in self.errors:
            cleaned["retest_on"] = starts_on + dt.timedelta(weeks=weeks)
        if starts_on and cleaned.get("retest_on") and cleaned["retest_on"] <= starts_on:
            self.add_error("retest_on", _("Choose a day after the programme starts."))
        return cleaned


class ExerciseForm(forms.Form):
    """One exercise of a programme, chosen from `library`. An empty dose is the exercise's own.

    A row without an exercise is left out: emptying it is one way to remove an exercise. `prescribed` is what
    a valid row stands for, unsaved and held against the model's own rules.
    """

    def __init__(self, *args: Any, library: Sequence[Exercise], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prescribed: PrescribedExercise | None = None
        self.fields["exercise"] = forms.TypedChoiceField(
            label=_("Exercise"),
            required=False,
            choices=_choices(library),
            coerce={str(exercise.pk): exercise for exercise in library}.get,
            empty_value=None,
            error_messages={"invalid_choice": _("This exercise left the library: choose another.")},
        )
        self.fields.update(forms.fields_for_model(PrescribedExercise, [*DOSE_FIELDS, *SIDE_FIELDS]))
        for name, label in SHORT_LABELS.items():
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].required = False
        say_plainly(self.fields)
        for name in DOSE_FIELDS:
            # A spare row starts empty, not with the model's defaults.
            self.fields[name].initial = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        exercise = cleaned.get("exercise")
        if exercise is not None:
            values = self._filled(cleaned, exercise)
            self.prescribed = PrescribedExercise(**values)
            self._hold_against_rules(self.prescribed)
        elif not self.initial.get("exercise") and "exercise" not in self.errors:
            self.add_error("exercise", _("Choose an exercise, or empty the row."))
        return cleaned

    def _filled(self, cleaned: Mapping[str, Any], exercise: Exercise) -> dict[str, Any]:
        """What was typed, with the exercise's own dose where nothing was."""
        values: dict[str, Any] = {"exercise": exercise, "sides": cleaned.get("sides")}
        for name in ("sets", "rest_seconds", "days_per_week"):
            typed = cleaned.get(name)
            values[name] = getattr(exercise, name) if typed is None else typed
        for name in ("extra_sets_left", "extra_sets_right"):
            values[name] = cleaned.get(name) or 0
        asked = {name: cleaned.get(name) for name in ("hold_seconds", "reps_low", "reps_high")}
        if not any(asked.values()):
            asked = {name: getattr(exercise, name) for name in asked}
        asked["reps_high"] = asked["reps_high"] or asked["reps_low"]
        return values | asked

    def _hold_against_rules(self, prescribed: PrescribedExercise) -> None:
        for side, other in (("left", "right"), ("right", "left")):
            if prescribed.sides == side and getattr(prescribed, f"extra_sets_{other}"):
                self.add_error(f"extra_sets_{other}", _("That side is not worked: write 0."))
        try:
            prescribed.clean_fields(exclude={"programme", "exercise", *self.errors})
            prescribed.clean()
        except forms.ValidationError as wrong:
            for name, errors in wrong.error_dict.items():
                for error in errors:  # in the field's words, as Django's model forms do it
                    error.message = self.fields[name].error_messages.get(error.code or "", error.message)
            self.add_error(None, wrong)


def _choices(library: Sequence[Exercise]) -> list[tuple[Any, Any]]:
    kinds = [
        (kind.label, [(str(one.pk), one.name) for one in library if one.kind == kind])
        for kind in Exercise.Kind
    ]
    return [("", _("No exercise")), *kinds]


class BaseExerciseFormSet(forms.BaseFormSet):
    """The exercises of a programme, with spare rows to add some."""

    def clean(self) -> None:
        if not any(self.errors) and not self.kept():
            raise forms.ValidationError(_("Keep at least one exercise."))

    def add_fields(self, form: ExerciseForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove")
        look = {"exercise": "form-select", "sides": "form-select", "DELETE": "form-check-input"}
        for name, field in form.fields.items():
            wrong = " is-invalid" if form.is_bound and name in form.errors else ""
            field.widget.attrs["class"] = look.get(name, "form-control") + wrong

    def kept(self) -> list[PrescribedExercise]:
        """The rows to assign, unsaved, in their order."""
        kept = [form for form in self.forms if form not in self.deleted_forms]
        return [form.prescribed for form in kept if form.prescribed is not None]


ExerciseFormSet = cast(
    "type[BaseExerciseFormSet]",
    forms.formset_factory(
        ExerciseForm,
        formset=BaseExerciseFormSet,
        extra=SPARE_ROWS,
        max_num=MOST_EXERCISES,
        validate_max=True,
        can_delete=True,
    ),
)


def exercise_initial(item: PrescribedExercise) -> dict[str, Any]:
    """What a row shows for an exercise of a plan."""
    fields = {name: getattr(item, name) for name in (*DOSE_FIELDS, *SIDE_FIELDS)}
    return {"exercise": str(item.exercise_id), **fields}


class StopForm(CrispyMixin, forms.Form):
    """Why a programme is stopped: the athlete reads it."""

    reason = forms.CharField(
        label=_("Why does it stop?"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The athlete reads this."),
        error_messages={"required": _("Say why, in a few words: the athlete reads it.")},
    )
