"""The form of one test. Its field names are a contract with the device and with other programs."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.domain.findings import Side
from assessments.domain.referral import SYMPTOMS
from assessments.domain.trials import mean
from assessments.fields import AngleField, PainField
from assessments.formats import as_typed
from assessments.methods import Compensation, Instrument, Motion, Position
from assessments.models import Assessment
from assessments.picture_form import PictureOfTestForm
from assessments.questions import AGE_KEYS
from assessments.saving import NAMES, Entry
from assessments.unusual_form import UnusualForm
from athletes.models import Athlete

#: Three trials a hip: the protocol's number.
TRIALS = (1, 2, 3)
SIDES: tuple[Side, ...] = ("left", "right")
#: A test before this day is a typing error.
EARLIEST = dt.date(1970, 1, 1)
DAMAGED = {"invalid": _("This form was damaged on its way: open it again.")}


class AssessmentForm(UnusualForm, PictureOfTestForm):
    """One test of `athlete`; `stored` is the test being changed.

    An angle under 5° or over 70° is asked about once, at `confirm_unusual`, unless `stored` holds it already.
    """

    id = forms.UUIDField(required=False, widget=forms.HiddenInput, error_messages=DAMAGED)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, error_messages=DAMAGED)
    #: After a conflict: the id under which to keep both.
    separate = forms.UUIDField(required=False, widget=forms.HiddenInput, error_messages=DAMAGED)
    symptoms = forms.MultipleChoiceField(
        label=_("Symptoms and history"),
        required=False,
        choices=[(key, key) for key in SYMPTOMS],
        error_messages={"invalid_choice": _("Choose from the questions on the page.")},
    )
    tested_on = forms.DateField(
        label=_("Tested on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Say on which day the test was."),
            "invalid": _("That is not a date: write it such as 2026-09-02."),
        },
    )
    position = forms.ChoiceField(label=_("Position"), choices=Position.choices)
    motion = forms.ChoiceField(
        label=_("Motion"), choices=[(Motion.ACTIVE.value, _("Active")), (Motion.PASSIVE.value, _("Passive"))]
    )
    instrument = forms.ChoiceField(label=_("Instrument"), choices=Instrument.choices)
    warm_up = forms.CharField(
        label=_("Warm-up"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("The same each time, such as none, or 10 minutes of jogging."),
    )
    left_1 = AngleField(label=_("Left, first trial"))
    left_2 = AngleField(label=_("Left, second trial"))
    left_3 = AngleField(label=_("Left, third trial"))
    pain_left = PainField(label=_("Pain, left hip"))
    right_1 = AngleField(label=_("Right, first trial"))
    right_2 = AngleField(label=_("Right, second trial"))
    right_3 = AngleField(label=_("Right, third trial"))
    pain_right = PainField(label=_("Pain, right hip"))
    compensations = forms.MultipleChoiceField(
        label=_("Seen when running or walking"),
        required=False,
        choices=Compensation.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list on the page.")},
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the club: the athlete finds it only in a download of their data."),
    )

    METHOD: ClassVar[tuple[str, ...]] = ("position", "motion", "instrument")

    def __init__(
        self, *args: Any, athlete: Athlete, stored: Assessment | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.athlete = athlete
        self.stored = stored
        self.today = athlete.club.today()
        self.questions: list[str] = []
        self.fields["tested_on"].widget.attrs["max"] = self.today.isoformat()
        for name in self.METHOD:
            sentence = _("Choose from the list.")
            self.fields[name].error_messages |= {"required": sentence, "invalid_choice": sentence}

    def clean_tested_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["tested_on"]
        if day > self.today:
            raise ValidationError(_("That day is still to come: give the day of the test."))
        if self.athlete.born_on and day < self.athlete.born_on:
            raise ValidationError(_("That is before the athlete’s date of birth: check the year."))
        if day < EARLIEST:
            raise ValidationError(_("That is long ago: check the year."))
        return day

    def clean_symptoms(self) -> tuple[str, ...]:
        """Each once, in the order of the questions; ticks on age only where no birth date answers them."""
        ticked = set(self.cleaned_data["symptoms"])
        if self.athlete.born_on:
            ticked -= AGE_KEYS
        return tuple(key for key in SYMPTOMS if key in ticked)

    def clean_compensations(self) -> tuple[str, ...]:
        ticked = set(self.cleaned_data["compensations"])
        return tuple(key for key in Compensation.values if key in ticked)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.athlete.has_withdrawn:
            self.add_error(None, withdrawn_words(self.athlete))
        typed = [name for side in SIDES for name in names_of(side) if self.data.get(self.add_prefix(name))]
        if not any(str(self.data[self.add_prefix(name)]).strip() for name in typed):
            self.add_error("left_1", _("Enter at least one reading, of the left or the right hip."))
        self.ask_about(
            (side, degrees)
            for side in SIDES
            for degrees in self.trials(side)
            if degrees not in self._stored_trials(side)
        )
        return data

    def trials(self, side: Side) -> list[float]:
        """The readings of that hip that could be taken, in degrees; gaps between them don't matter."""
        values = (self.cleaned_data.get(name) for name in names_of(side))
        return [value for value in values if value is not None]

    def mean(self, side: Side) -> float | None:
        """The mean of what was typed for that hip, in degrees; None on an empty form."""
        trials = self.trials(side) if self.is_bound else self._stored_trials(side)
        return mean(trials) if trials else None

    def entry(self) -> Entry:
        """The checked values. Only for a valid form."""
        values = {name: self.cleaned_data[name] for name in NAMES if name in self.cleaned_data}
        return Entry(
            **values, left_trials=tuple(self.trials("left")), right_trials=tuple(self.trials("right"))
        )

    def _stored_trials(self, side: Side) -> list[float]:
        return list(getattr(self.stored, f"{side}_trials")) if self.stored else []


def withdrawn_words(athlete: Athlete) -> str:
    """Why nothing more is entered."""
    return gettext("%(name)s has withdrawn consent: nothing more is entered about them.") % {
        "name": athlete.name
    }


def names_of(side: Side) -> list[str]:
    """The names of that hip's trial fields."""
    return [f"{side}_{n}" for n in TRIALS]


def initial_of(assessment: Assessment) -> dict[str, Any]:
    """What the form shows of a stored test."""
    initial = {name: getattr(assessment, name) for name in NAMES if not name.endswith("_trials")}
    for side in SIDES:
        trials = getattr(assessment, f"{side}_trials")
        initial |= {f"{side}_{n}": as_typed(degrees) for n, degrees in enumerate(trials, start=1)}
    return initial | {"version": assessment.version}
