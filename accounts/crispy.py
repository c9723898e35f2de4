"""How every form looks: one helper for crispy, one place for what all fields share."""

from collections.abc import Mapping
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

AT_LEAST, AT_MOST = _("Write %(limit_value)s or more."), _("Write %(limit_value)s or less.")


def say_plainly(fields: Mapping[str, forms.Field]) -> None:
    """Django's general words about a field give way to what to do; a field's own words stay."""
    general = forms.Field.default_error_messages["required"]
    for field in fields.values():
        field.error_messages.setdefault("min_value", AT_LEAST)
        field.error_messages.setdefault("max_value", AT_MOST)
        if field.error_messages["required"] == general:
            chosen = isinstance(field, forms.ChoiceField)
            field.error_messages["required"] = _("Choose one.") if chosen else _("Fill this in.")


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
        say_plainly(self.fields)
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
