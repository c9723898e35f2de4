"""A picture in an exercise's form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import PictureField
from accounts.pictures import Kept

#: How the picture of an exercise is kept.
KEPT = Kept(longest_side=1200, format="WEBP")


class PictureForm(forms.ModelForm):
    """Base of an exercise's forms: a picture in the figure's place, and a tick that removes it."""

    picture = PictureField(
        kept=KEPT,
        label=_("Picture instead of the figure"),
        help_text=_(
            "JPEG, PNG or WebP, up to 8 MB. It is made smaller, and what the camera noted is removed."
        ),
    )
    remove_picture = forms.BooleanField(label=_("Remove the picture and show the figure"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("remove_picture") and "picture" not in self.files:
            # False is how Django's file fields are told to let go of their file.
            cleaned["picture"] = False
        return cleaned
