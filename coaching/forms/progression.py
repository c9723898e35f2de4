"""The answer to an exercise's next step."""

from __future__ import annotations

from django import forms


class StepForm(forms.Form):
    """Which exercise, which step as it was shown, and whether the coach agrees."""

    prescribed = forms.IntegerField()
    token = forms.CharField(max_length=20)
    accept = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=lambda said: said == "yes")
