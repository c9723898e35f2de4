"""A note to be written, or written anew."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.crispy import CrispyMixin
from accounts.ids import uuid7


class NoteForm(CrispyMixin, forms.Form):
    """It carries the id that the note will have, so that sending it twice makes one."""

    pk = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7, required=False)
    text = forms.CharField(
        label=_("Note"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("Keep it to 4000 characters: this has %(show_value)d."),
        },
    )
    private = forms.BooleanField(
        label=_("Only for coaches: the athlete finds it in a download of their data"), required=False
    )

    def __init__(self, *args: Any, may_be_private: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_be_private:
            del self.fields["private"]
