"""What is chosen once for a test day, and an athlete added on the spot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import NameField
from assessments.forms import TRIALS
from assessments.methods import Instrument, Motion, Position
from coaching.test_day import DaySetup


class SetupForm(forms.Form):
    """Squad, day, position, motion, instrument and number of trials: shown, never refused."""

    squad = forms.ChoiceField(label=_("Squad"), required=False)
    tested_on = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    position = forms.ChoiceField(label=_("Position"), choices=Position.choices)
    motion = forms.ChoiceField(
        label=_("Motion"), choices=[(Motion.ACTIVE.value, _("Active")), (Motion.PASSIVE.value, _("Passive"))]
    )
    instrument = forms.ChoiceField(label=_("Instrument"), choices=Instrument.choices)
    trials = forms.ChoiceField(label=_("Trials a hip"), choices=[(str(n), str(n)) for n in TRIALS])

    def __init__(self, setup: DaySetup, *, squads: Mapping[UUID, str]) -> None:
        chosen = {"squad": setup.squad or "", "tested_on": setup.tested_on, "trials": setup.trials}
        super().__init__(initial={**chosen, **setup.method}, label_suffix="")
        names: list[tuple[Any, Any]] = [("", _("Everybody")), *squads.items()]
        cast(forms.ChoiceField, self.fields["squad"]).choices = names
        for field in self.fields.values():
            look = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["class"] = look


class NewAthleteForm(forms.Form):
    """A name, and the id that the device made, so that sending it twice makes one athlete."""

    id = forms.UUIDField(error_messages={"required": _("Open the sheet again, and add the athlete there.")})
    name = NameField(
        label=_("Name"), max_length=120, error_messages={"required": _("Give the athlete’s name.")}
    )
