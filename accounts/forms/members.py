"""Who belongs to a club, and as what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.crispy import CrispyMixin
from accounts.models import Club, Membership, Role

_ROLE_CHOICES = [
    (Role.COACH, _("Coach: tests, assigns, follows")),
    (Role.VIEWER, _("Viewer: looks, changes nothing")),
    (Role.OWNER, _("Owner: a coach who also looks after the club")),
]


class InviteMemberForm(CrispyMixin, forms.Form):
    """An invitation to help run a club."""

    email = forms.EmailField(
        label=_("E-mail address"),
        error_messages={"required": _("Give the address that the invitation goes to.")},
    )
    role = forms.ChoiceField(label=_("Invited as"), choices=_ROLE_CHOICES, initial=Role.COACH)

    autocomplete = {"email": "off"}

    def __init__(self, *args: Any, club: Club, **kwargs: Any) -> None:
        self.club = club
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if Membership.objects.filter(club=self.club, user__email=email).exists():
            raise forms.ValidationError(_("This person belongs to the club already."))
        return email


class RoleForm(forms.Form):
    """A member's new role, from the row of the table."""

    role = forms.ChoiceField(choices=Role.choices)
