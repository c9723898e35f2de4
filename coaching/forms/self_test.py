"""The fields of the self-test. They are never sent: the visitor's own device reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from assessments.domain.findings import Side
from assessments.fields import AngleField
from assessments.forms import SIDES, TRIALS, names_of
from assessments.sentences import SIDE_WORDS
from coaching.self_testing import Method


@dataclass(frozen=True, slots=True)
class OwnHip:
    """One hip of the form: its name and its trials."""

    side: Side
    label: str
    trials: list[BoundField]


class SelfTestForm(forms.Form):
    """Three trials a hip, under the names that a test's own form has for them, and how they were measured."""

    def __init__(self, *, methods: Sequence[Method], **options: Any) -> None:
        super().__init__(**options)
        choices = [(method.instrument.value, method.instrument.label) for method in methods]
        self.fields["instrument"] = forms.ChoiceField(
            label=_("Measured with"),
            choices=choices,
            widget=forms.Select(attrs={"class": "form-select", "autocomplete": "off"}),
        )
        for side in SIDES:
            for n, name in zip(TRIALS, names_of(side), strict=True):
                self.fields[name] = AngleField(label=_("Trial %(n)d") % {"n": n})

    @property
    def hips(self) -> list[OwnHip]:
        return [
            OwnHip(side, str(SIDE_WORDS[side]), [self[name] for name in names_of(side)]) for side in SIDES
        ]
