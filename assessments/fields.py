"""Form fields of a test: an angle as people type it, and a pain from 0 to 10."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from assessments.domain.trials import AngleError, parse_angle

_REFUSALS = {
    "not_a_number": _("“%(typed)s” is not a number: write degrees such as 34.5."),
    "several_separators": _("“%(typed)s” has more than one point: write degrees such as 34.5."),
    "negative": _("An angle starts at 0°: write “%(typed)s” without the minus sign."),
    "too_large": _("“%(typed)s” is over 90°: check the reading."),
}


class AngleField(forms.CharField):
    """Degrees as a float from 0 to 90, typed with point or comma; None where left empty."""

    def __init__(self, *, label: Any) -> None:
        # Not type="number": browsers drop a comma there without a word.
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "form-control angle"}
        super().__init__(label=label, required=False, widget=forms.TextInput(attrs=attrs))

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_angle(typed)
        except AngleError as refusal:
            raise ValidationError(
                _REFUSALS[refusal.code],
                code=refusal.code,
                params={"typed": Truncator(typed).chars(20)},
            ) from refusal


class PainField(forms.IntegerField):
    """A whole number from 0 to 10; None where it was not asked."""

    def __init__(self, *, label: Any) -> None:
        sentence = _("Pain is a whole number from 0 to 10.")
        super().__init__(
            label=label,
            required=False,
            min_value=0,
            max_value=10,
            widget=forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off", "class": "form-control pain"}
            ),
            error_messages={"invalid": sentence, "min_value": sentence, "max_value": sentence},
        )
