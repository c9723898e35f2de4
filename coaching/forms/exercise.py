"""A club's own exercise: words, dose and picture."""

from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.crispy import CrispyMixin
from coaching.forms.picture import PictureForm
from coaching.models import Exercise
from coaching.models.dose import DOSE_FIELDS


class ExerciseForm(CrispyMixin, PictureForm):
    """The figure stays as it is; a picture takes its place where there is one."""

    class Meta:
        model = Exercise
        fields = (
            "name",
            "summary",
            "kind",
            "side_specific",
            "steps",
            "cues",
            "stop_signs",
            *DOSE_FIELDS,
            "picture",
        )
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "steps": forms.Textarea({"rows": 6}),
            "cues": forms.Textarea({"rows": 4}),
            "stop_signs": forms.Textarea({"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.picture:
            del self.fields["remove_picture"]

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.layout = Layout(
            "name",
            "summary",
            Div("kind", "side_specific", css_class="form-pair"),
            "steps",
            "cues",
            "stop_signs",
            Fieldset(_("The dose it starts from"), Div(*DOSE_FIELDS, css_class="form-dose")),
            Fieldset(_("Picture"), *(name for name in ("picture", "remove_picture") if name in self.fields)),
        )
        return helper
