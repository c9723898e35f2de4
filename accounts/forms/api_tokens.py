"""A new token of the API."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.crispy import CrispyMixin
from accounts.fields import NameField
from accounts.models import Club, User

_DAYS = [(30, _("30 days")), (90, _("90 days")), (365, _("a year"))]
_MAY = [
    ("read", _("Read: tests and their findings")),
    ("write", _("Read and write: store tests and sessions too")),
]


class NewTokenForm(CrispyMixin, forms.Form):
    """What a program may, and how long."""

    name = NameField(
        label=_("What it is for"),
        max_length=80,
        error_messages={"required": _("Say what it is for, so that you know it again.")},
    )
    club = forms.ModelChoiceField(Club.objects.none(), label=_("Club"), empty_label=None)
    may_write = forms.TypedChoiceField(label=_("It may"), choices=_MAY, coerce=lambda may: may == "write")
    days = forms.TypedChoiceField(label=_("It works for"), choices=_DAYS, coerce=int, initial=90)

    autocomplete = {"name": "off"}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["club"]).queryset = Club.objects.visible_to(user).order_by(
            "name"
        )
