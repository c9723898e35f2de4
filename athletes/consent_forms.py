"""Agreeing, writing down that somebody agreed, and asking by mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.crispy import CrispyMixin
from accounts.fields import NameField
from athletes.models import Athlete


class _Consenting(CrispyMixin, forms.Form):
    """Knows the athlete. Where no date of birth tells, `old_enough` asks for the age."""

    agrees = forms.BooleanField(label="")
    old_enough = forms.BooleanField(label="")

    def __init__(self, *args: Any, athlete: Athlete, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.athlete = athlete
        if athlete.born_on:
            del self.fields["old_enough"]


class AgreeForm(_Consenting):
    """An athlete's own agreement."""

    def __init__(self, *args: Any, athlete: Athlete, **kwargs: Any) -> None:
        super().__init__(*args, athlete=athlete, **kwargs)
        agrees = self.fields["agrees"]
        agrees.label = _g("I have read this, and agree.")
        agrees.error_messages["required"] = _g("Tick this if you agree; otherwise leave the page.")
        if "old_enough" in self.fields:
            age = {"age": athlete.club.consent_age}
            self.fields["old_enough"].label = _g("I am %(age)d or older.") % age
            self.fields["old_enough"].error_messages["required"] = (
                _g("Under %(age)d a parent or guardian agrees: tell your coach your date of birth.") % age
            )


class LinkForm(AgreeForm):
    """The agreement of whoever holds the link of a mail: with their name."""

    giver = NameField(label=_("Your name"), max_length=120, error_messages={"required": _("Give your name.")})

    field_order = ["giver", "agrees", "old_enough"]
    autocomplete = {"giver": "name"}

    def __init__(self, *args: Any, athlete: Athlete, guardian: bool, **kwargs: Any) -> None:
        super().__init__(*args, athlete=athlete, **kwargs)
        if guardian:
            self.fields.pop("old_enough", None)
            words = _g("I am %(name)s’s parent or guardian, have read this, and agree.")
            self.fields["agrees"].label = words % {"name": athlete.name}


class RecordForm(_Consenting):
    """A coach writes down that the athlete agreed elsewhere, such as on the club's paper form."""

    giver = NameField(
        label=_("How you know"),
        max_length=120,
        help_text=_("Such as: signed form in the club’s folder, or told me on the track."),
        error_messages={"required": _("Say how you know, such as: signed form in the club’s folder.")},
    )

    field_order = ["giver", "agrees", "old_enough"]
    autocomplete = {"giver": "off"}

    def __init__(self, *args: Any, athlete: Athlete, **kwargs: Any) -> None:
        super().__init__(*args, athlete=athlete, **kwargs)
        agrees = self.fields["agrees"]
        agrees.label = _g("%(name)s has read the words above and agreed.") % {"name": athlete.name}
        agrees.error_messages["required"] = _g("Tick this if it is so.")
        if "old_enough" in self.fields:
            age = {"age": athlete.club.consent_age}
            self.fields["old_enough"].label = _g("They are %(age)d or older.") % age
            self.fields["old_enough"].error_messages["required"] = (
                _g("Under %(age)d a parent or guardian agrees by mail: enter the date of birth first.") % age
            )


class AskForm(CrispyMixin, forms.Form):
    """Where the question is mailed to."""

    email = forms.EmailField(
        label=_("E-mail address"),
        error_messages={"required": _("Give the address that the question goes to.")},
    )

    autocomplete = {"email": "off"}

    def __init__(self, *args: Any, athlete: Athlete, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if athlete.needs_guardian:
            self.fields["email"].label = _g("E-mail address of a parent or guardian")
