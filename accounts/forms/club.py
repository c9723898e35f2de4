"""A club's name, place and targets."""

from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.crispy import CrispyMixin
from accounts.fields import NameField
from accounts.ids import uuid7
from accounts.models import Club, User
from accounts.second_factor import has_second_factor
from accounts.zones import DEFAULT_ZONE, zone_choices

_ZONE_LABEL = _("Where the club is")
_ZONE_HELP = _("Its time zone: it decides which day “today” is.")


class NewClubForm(CrispyMixin, forms.Form):
    """Another club. It carries the id that the club will have, so that sending it twice makes one."""

    pk = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7, required=False)
    name = NameField(
        label=_("Name of the club"), max_length=120, error_messages={"required": _("Give the club a name.")}
    )
    time_zone = forms.ChoiceField(
        label=_ZONE_LABEL, choices=zone_choices, initial=DEFAULT_ZONE, help_text=_ZONE_HELP
    )

    autocomplete = {"name": "organization"}


class ClubForm(CrispyMixin, forms.ModelForm):
    """What owners may change about their club."""

    time_zone = forms.ChoiceField(label=_ZONE_LABEL, choices=zone_choices, help_text=_ZONE_HELP)

    autocomplete = {"name": "organization"}
    layout = Layout(
        "name",
        "time_zone",
        Fieldset(
            _("Targets"),
            Div("sufficient_degrees", "optimal_degrees", "asymmetry_degrees", css_class="targets"),
        ),
        Fieldset(_("Signing in"), "second_factor_required"),
    )

    class Meta:
        model = Club
        fields = [
            "name",
            "time_zone",
            "sufficient_degrees",
            "optimal_degrees",
            "asymmetry_degrees",
            "second_factor_required",
        ]
        field_classes = {"name": NameField}
        error_messages = {"name": {"required": _("Give the club a name.")}}

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        self.owner = owner
        super().__init__(*args, **kwargs)

    def clean_second_factor_required(self) -> bool:
        required = bool(self.cleaned_data["second_factor_required"])
        if required and not has_second_factor(self.owner):
            raise forms.ValidationError(
                _("First set up your own second factor, under Security: this would lock you out.")
            )
        return required

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        sufficient, optimal = data.get("sufficient_degrees"), data.get("optimal_degrees")
        if sufficient is not None and optimal is not None and sufficient >= optimal:
            self.add_error(
                "optimal_degrees",
                _("“Optimal from” must be above “sufficient from”: make this more, or that less."),
            )
        return data


class KeepingForm(CrispyMixin, forms.ModelForm):
    """From which age athletes agree for themselves, and how long archived ones are kept."""

    class Meta:
        model = Club
        fields = ["consent_age", "erase_after_months"]
        help_texts = {
            "erase_after_months": _(
                "The club’s owners are told by mail 30 days before. From then on a longer time changes "
                "nothing: bringing an athlete back keeps everything."
            )
        }
