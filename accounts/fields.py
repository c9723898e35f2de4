"""Fields of more than one app: a name as it is typed, and a picture that is written anew."""

import unicodedata
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.pictures import Kept, written_anew

#: What turns the text around it: it would spill from a name over the words beside it.
_TURNING = {ord(sign): None for sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


class NameField(forms.CharField):
    """One line with single spaces between its words, and at least one sign that can be seen."""

    def to_python(self, value: Any) -> str:
        name = " ".join(str(super().to_python(value)).translate(_TURNING).split())
        return name if any(unicodedata.category(sign)[0] not in "CZ" for sign in name) else ""


class PictureField(forms.FileField):
    """A new upload becomes a small file without metadata, as `kept` says; no upload leaves what is there."""

    widget = forms.FileInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "empty": _("This file is empty: choose a JPEG, PNG or WebP file."),
    }

    def __init__(self, *, kept: Kept, **kwargs: Any) -> None:
        # A model form passes on the length of a file's name; ours is written anew.
        kwargs.pop("max_length", None)
        super().__init__(**{"required": False, **kwargs})
        self.kept = kept
        self.widget.attrs["accept"] = "image/jpeg,image/png,image/webp"

    def clean(self, data: Any, initial: Any = None) -> Any:
        value = super().clean(data, initial)
        return written_anew(value, self.kept) if isinstance(value, UploadedFile) else value
