"""A picture in a form: what comes is checked and written anew before anything keeps it."""

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from coaching.pictures import written_anew


class PictureField(forms.FileField):
    """A new upload becomes a WebP file without metadata; no upload leaves what is there."""

    widget = forms.FileInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "empty": _("This file is empty: choose a JPEG, PNG or WebP file."),
    }

    def __init__(self, **kwargs: Any) -> None:
        # A model form passes on the length of a file's name; ours is written anew.
        kwargs.pop("max_length", None)
        super().__init__(**{"required": False, **kwargs})
        self.widget.attrs["accept"] = "image/jpeg,image/png,image/webp"

    def clean(self, data: Any, initial: Any = None) -> Any:
        value = super().clean(data, initial)
        return written_anew(value) if isinstance(value, UploadedFile) else value


class PictureForm(forms.ModelForm):
    """Base of an exercise's forms: a picture in the figure's place, and a tick that removes it."""

    picture = PictureField(
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
