"""How every form looks: one helper for crispy, one place for what all fields share."""

from collections.abc import Mapping
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms


class CrispyMixin(forms.BaseForm):
    """First base of every form that a page shows: `class AthleteForm(CrispyMixin, forms.ModelForm)`.

    A page shows it with `{% include "components/_form.html" with submit=… %}`, which writes the form tag
    (`novalidate`, so that the server's sentences are what people read), the fields and the button.
    """

    #: Field → the HTML `autocomplete` token, so that browsers and password managers fill in the right thing.
    autocomplete: ClassVar[Mapping[str, str]] = {}
    #: A crispy layout, where the order of the fields is not enough.
    layout: ClassVar[Layout | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, token in self.autocomplete.items():
            if name in self.fields:
                self.fields[name].widget.attrs["autocomplete"] = token

    @property
    def helper(self) -> FormHelper:
        """The fields with labels, help and errors; the template writes the form tag and the buttons."""
        for name in self.errors:
            if name in self.fields:
                # The page opens at what needs mending.
                self.fields[name].widget.attrs["autofocus"] = True
                break
        helper = FormHelper()
        helper.form_tag = False
        helper.include_media = False
        helper.layout = self.layout
        return helper
