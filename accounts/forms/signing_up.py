"""Signing up: a name, and for a coach the club that comes with it."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import context, ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.clubs import start_club
from accounts.fields import NameField
from accounts.forms.signing_in import AccountMixin
from accounts.ids import uuid7
from accounts.invited import invitation_behind
from accounts.models import User
from accounts.passwords import refuse_around
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

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        club = self.invitation.club.name if self.invitation else data.get("club_name", "")
        if "password1" in data:
            try:
                refuse_around(data["password1"], [data.get("name", ""), club])
            except forms.ValidationError as refusal:
                self.add_error("password1", refusal)
        return data

    def try_save(self, request: HttpRequest) -> Any:
        """Makes the account, or, for an address that has one, takes as long and answers the same."""
        key = self.cleaned_data["email"].lower()
        if not ratelimit.consume(request, action="signup_account", key=key):
            raise ImmediateHttpResponse(ratelimit.respond_429(request))
        if self.account_already_exists:
            self._make_and_forget(request)
        return super().try_save(request)

    def _make_and_forget(self, request: HttpRequest) -> None:
        """All that an account costs, under an address that nobody has, and none of it stays."""
        typed = self.cleaned_data
        self.cleaned_data = typed | {"email": f"{uuid7()}@example.invalid"}
        self.account_already_exists = False
        with transaction.atomic():
            self.save(request)
            transaction.set_rollback(True)
        self.cleaned_data, self.account_already_exists = typed, True

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
