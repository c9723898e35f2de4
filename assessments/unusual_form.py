"""The part of a form that asks about unusual readings, and never refuses them."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from assessments.domain.findings import Side
from assessments.domain.trials import is_unusual
from assessments.formats import degrees_text
from assessments.sentences import SIDE_WORDS


class UnusualForm(forms.Form):
    """An angle under 5° or over 70° is asked about once, at `confirm_unusual`."""

    confirm_unusual = forms.BooleanField(label=_("Yes, that is what was measured"), required=False)
    #: What is asked about the readings, in words.
    questions: list[str]

    def ask_about(self, readings: Iterable[tuple[Side, float]]) -> None:
        """Asks about the unusual ones among `readings`, in degrees, unless they are confirmed."""
        self.questions = [
            _g("%(side)s %(degrees)s is unusual: is that right?")
            % {"side": SIDE_WORDS[side], "degrees": degrees_text(degrees)}
            for side, degrees in dict.fromkeys(readings)
            if is_unusual(degrees)
        ]
        if self.questions and not self.cleaned_data.get("confirm_unusual"):
            self.add_error("confirm_unusual", self.questions)

    @property
    def only_questions(self) -> bool:
        """Is there nothing to mend, only something to confirm?"""
        return set(self.errors) == {"confirm_unusual"}
