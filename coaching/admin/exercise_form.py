"""The form of an exercise in the content pages."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.admin.figure_field import FigureField
from coaching.forms.picture import PictureField
from coaching.models import Exercise


class ExerciseContentForm(forms.ModelForm):
    figure = FigureField(label=_("Figure"), required=False)
    picture = PictureField(
        label=_("Picture instead of the figure"),
        help_text=_(
            "JPEG, PNG or WebP, up to 8 MB. It is made smaller, and what the camera noted is removed."
        ),
    )
    remove_picture = forms.BooleanField(label=_("Remove the picture and show the figure"), required=False)

    class Meta:
        model = Exercise
        exclude: ClassVar[tuple[str, ...]] = ("club",)
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "summary": forms.TextInput({"class": "vLargeTextField"}),
            "steps": forms.Textarea({"class": "vLargeTextField", "rows": 6}),
            "cues": forms.Textarea({"class": "vLargeTextField", "rows": 4}),
            "stop_signs": forms.Textarea({"class": "vLargeTextField", "rows": 4}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("remove_picture") and "picture" not in self.files:
            # False is how Django's file fields are told to let go of their file.
            cleaned["picture"] = False
        return cleaned
