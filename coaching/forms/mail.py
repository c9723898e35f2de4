"""Which mails a person wants, and when."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.crispy import CrispyMixin
from accounts.zones import zone_choices
from coaching.mail.readers import FOR_ATHLETES, FOR_COACHES
from coaching.models import MailSettings

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


def _zones() -> list[Any]:
    return [("", _("As my club’s")), *zone_choices()]


class MailSettingsForm(CrispyMixin, forms.ModelForm):
    """The kinds that a person can get, as an athlete, a coach or both; `invitations` are for everybody."""

    reminder_hour = forms.TypedChoiceField(
        label=_("Remind me at"),
        choices=HOURS,
        coerce=int,
        help_text=_("Only on days when something is due and nothing is logged."),
    )
    time_zone = forms.ChoiceField(label=_("In the time zone"), choices=_zones, required=False)
    invitations = forms.BooleanField(label=_("Invitations from clubs"), required=False)

    class Meta:
        model = MailSettings
        fields = [*dict.fromkeys((*FOR_ATHLETES, *FOR_COACHES)), "reminder_hour", "time_zone"]
        help_texts = {
            "pain": _("At once, when an athlete logs pain of 4 or more."),
            "digest": _("Who is due, who stands out, pain and how programmes go. Nothing to say, no mail."),
            "note": _("One mail for several notes; the words stay on the page."),
        }

    def __init__(self, *args: Any, is_athlete: bool, is_coach: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {"invitations"}
        if is_athlete:
            kept |= {*FOR_ATHLETES, "reminder_hour", "time_zone"}
        if is_coach:
            kept |= set(FOR_COACHES)
        for name in set(self.fields) - kept:
            del self.fields[name]

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        timing = [name for name in ("reminder_hour", "time_zone") if name in self.fields]
        kinds = [name for name in self.fields if name not in timing]
        parts = [Fieldset(_("Send me"), *kinds)]
        if timing:
            parts.append(Fieldset(_("When"), *timing))
        helper.layout = Layout(*parts)
        return helper
