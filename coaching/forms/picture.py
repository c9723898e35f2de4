"""The field of a picture: what comes is checked and written anew before anything keeps it."""

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
