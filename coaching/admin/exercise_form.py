"""The form of an exercise in the content pages."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.admin.figure_field import FigureField
from coaching.admin.translations import TranslationsForm, in_languages
from coaching.forms.picture import PictureForm
from coaching.models import Exercise


@in_languages
class ExerciseContentForm(TranslationsForm, PictureForm):
    figure = FigureField(label=_("Figure"), required=False)

    class Meta:
        model = Exercise
        exclude: ClassVar[tuple[str, ...]] = ("club",)
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "summary": forms.TextInput({"class": "vLargeTextField"}),
            "steps": forms.Textarea({"class": "vLargeTextField", "rows": 6}),
            "cues": forms.Textarea({"class": "vLargeTextField", "rows": 4}),
            "stop_signs": forms.Textarea({"class": "vLargeTextField", "rows": 4}),
        }
