"""Signing up: a name, and for a coach the club that comes with it."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account import forms as allauth_forms
from allauth.core import context
from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from accounts import inviting
from accounts.clubs import start_club
from accounts.fields import NameField
from accounts.forms.signing_in import AccountMixin
from accounts.models import Invitation, User
from accounts.zones import DEFAULT_ZONE, zone_choices


class SignupForm(AccountMixin, allauth_forms.SignupForm):
    """Makes the user and, for a coach, the club they own; through an invitation, the user alone."""

    name = NameField(label=_("Your name"), max_length=120, error_messages={"required": _("Give your name.")})
    club_name = NameField(
        label=_("I coach: the name of my club"),
        max_length=120,
        required=False,
    )
    time_zone = forms.ChoiceField(
        label=_("Where the club is"),
        choices=zone_choices,
        initial=DEFAULT_ZONE,
        required=False,
    )

    field_order = ["name", "email", "password1", "club_name", "time_zone"]
    autocomplete = {"name": "name", "email": "username", "club_name": "organization"}
    labels = AccountMixin.labels | {"password1": _("Password")}
    helps = AccountMixin.helps | {
        "club_name": _("A coach on their own is a club too. Leave it empty if a club has invited you."),
        "time_zone": _("Its time zone: it decides which day “today” is."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation_behind(context.request)
        if self.invitation:
            self.fields["email"].initial = self.invitation.email
            del self.fields["club_name"], self.fields["time_zone"]

    @transaction.atomic
    def save(self, request: HttpRequest) -> User:
        user: User = super().save(request)
        if self.cleaned_data.get("club_name"):
            start_club(
                owner=user,
                name=self.cleaned_data["club_name"],
                time_zone=self.cleaned_data["time_zone"] or DEFAULT_ZONE,
            )
        return user


def invitation_behind(request: HttpRequest) -> Invitation | None:
    """The open invitation that the visitor goes back to afterwards: the link in `next`, if it is one."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    try:
        match = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return None
    if match.url_name != "invitation_accept":
        return None
    try:
        return inviting.find_open(match.kwargs["token"])
    except inviting.Closed:
        return None
