"""What is asked for when the same athletes are tested twice."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.crispy import CrispyMixin
from accounts.models import Club
from assessments.domain.findings import Side
from assessments.domain.trials import mean
from assessments.fields import AngleField
from assessments.forms import DAMAGED, SIDES, TRIALS
from assessments.methods import Instrument, Motion, Position
from assessments.sentences import SIDE_WORDS
from assessments.unusual_form import UnusualForm
from athletes.models import Squad

_NTH = {1: _("first trial"), 2: _("second trial"), 3: _("third trial")}


class StudyForm(CrispyMixin, forms.Form):
    """The method, chosen once, and whom to begin with."""

    position = forms.ChoiceField(label=_("Position"), choices=Position.choices)
    motion = forms.ChoiceField(label=_("Motion"), choices=Motion.choices)
    instrument = forms.ChoiceField(label=_("Instrument"), choices=Instrument.choices)
    trials = forms.TypedChoiceField(
        label=_("Trials a hip"),
        choices=[(n, str(n)) for n in TRIALS],
        coerce=int,
        help_text=_("As many as in your tests: their mean is the reading, in both rounds."),
    )
    squad = forms.ModelChoiceField(
        label=_("Squad"), queryset=Squad.objects.none(), required=False, empty_label=_("Everybody")
    )

    def __init__(self, *args: Any, club: Club, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField, self.fields["squad"]).queryset = club.squads.all()
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = _("Choose from the list.")


class ReadingForm(UnusualForm):
    """The trials of one turn, as many a hip as the study has. The second turn names the `hips` of the first
    one, and asks for each of them.

    An angle under 5° or over 70° is asked about once, at `confirm_unusual`.
    """

    turn = forms.TypedChoiceField(
        choices=[(1, "1"), (2, "2")],
        coerce=int,
        widget=forms.HiddenInput,
        error_messages={"required": DAMAGED["invalid"], "invalid_choice": DAMAGED["invalid"]},
    )

    def __init__(self, *args: Any, trials: int, hips: Collection[Side] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.trials, self.again = trials, bool(hips)
        self.hips = [side for side in SIDES if side in (hips or SIDES)]
        self.questions: list[str] = []
        for side in self.hips:
            for n in range(1, trials + 1):
                label = _("%(side)s, %(nth)s") % {"side": SIDE_WORDS[side], "nth": _NTH[n]}
                self.fields[f"{side}_{n}"] = AngleField(label=label)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        empty = {side: [name for name in self._names(side) if not self._typed(name)] for side in self.hips}
        begun = [side for side in self.hips if len(empty[side]) < self.trials]
        if not begun:
            self.add_error(f"{self.hips[0]}_1", _("Enter the readings of at least one hip."))
        for side in self.hips if self.again and begun else begun:
            for name in empty[side][:1]:
                self.add_error(name, _("Fill this in: both rounds have the same hips and trials."))
        self.ask_about((side, degrees) for side in self.hips for degrees in self._taken(side))
        return data

    @property
    def means(self) -> dict[Side, float]:
        """Each tested hip's mean in degrees. Only for a valid form."""
        taken = {side: self._taken(side) for side in self.hips}
        return {side: mean(trials) for side, trials in taken.items() if trials}

    @property
    def fields_by_hip(self) -> list[tuple[Side, str, list[forms.BoundField]]]:
        return [
            (side, str(SIDE_WORDS[side]), [self[name] for name in self._names(side)]) for side in self.hips
        ]

    def _names(self, side: Side) -> list[str]:
        return [f"{side}_{n}" for n in range(1, self.trials + 1)]

    def _typed(self, name: str) -> bool:
        return bool(str(self.data.get(self.add_prefix(name)) or "").strip())

    def _taken(self, side: Side) -> list[float]:
        values = (self.cleaned_data.get(name) for name in self._names(side))
        return [value for value in values if value is not None]


class LeaveOutForm(forms.Form):
    """Why a pair doesn't count: a difference that is only large is no reason."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
