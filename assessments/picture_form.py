"""The part of a test's form that keeps the marked picture, or keeps none."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from accounts.fields import PictureField
from accounts.pictures import Kept

#: How the picture of a test is kept: large enough to see the marks, small enough for a phone.
KEPT = Kept(longest_side=1600, format="JPEG", max_bytes=400_000)


class TickField(forms.BooleanField):
    """A tick that may be left out."""

    def __init__(self, *, label: Any) -> None:
        tick = forms.CheckboxInput(attrs={"class": "form-check-input"})
        super().__init__(label=label, required=False, widget=tick)


class PictureOfTestForm(forms.Form):
    """A picture is kept only where both are ticked: that it is to be kept, and that the athlete agrees."""

    keep_picture = TickField(label=_("Keep the marked picture with this test"))
    picture_consent = TickField(label=_("The athlete agrees to that"))
    picture = PictureField(kept=KEPT, label=_("Picture"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        keep, agreed, picture = (data.get(name) for name in ("keep_picture", "picture_consent", "picture"))
        if picture and not keep:
            self.add_error("keep_picture", _("Tick this to keep the picture, or take the picture out."))
        if (picture or keep) and not agreed:
            sentence = _("A picture is kept only if the athlete agrees: ask, and tick this, or keep none.")
            self.add_error("picture_consent", sentence)
        if keep and agreed and not picture and "picture" not in self.errors:
            self.add_error("picture", _("Choose the picture that is to be kept."))
        return data

    @property
    def picture_to_keep(self) -> ContentFile[bytes] | None:
        """Written anew, at most 1600 px and 400 kB, without metadata. Only for a valid form."""
        picture: ContentFile[bytes] | None = self.cleaned_data["picture"]
        return picture
