"""allauth's forms of signing in and of keeping an account, in Medial's look and words."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.address_change import ask_present_address
from accounts.crispy import CrispyMixin
from accounts.models import User


class AccountMixin(CrispyMixin):
    """Labels stand above the fields, so no placeholders; one sentence about passwords in place of a list."""

    helps = {
        "password1": _("At least 10 characters. Several words that don’t belong together are hard to guess.")
    }
    missing = {
        "email": _("Give your e-mail address."),
        "login": _("Give your e-mail address."),
        "oldpassword": _("Give your present password."),
        "password": _("Give your password."),
        "password1": _("Choose a password."),
        "password2": _("Give the new password once more."),
    }
    labels = {
        "email": _("E-mail address"),
        "login": _("E-mail address"),
        "oldpassword": _("Present password"),
        "password": _("Password"),
        "password1": _("New password"),
        "password2": _("New password once more"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            # allauth's help is a link under one password, a list under another: the pages say it themselves.
            field.help_text = self.helps.get(name, "")
            field.error_messages["required"] = self.missing.get(name, field.error_messages["required"])


class LoginForm(AccountMixin, allauth_forms.LoginForm):
    """E-mail address and password."""

    autocomplete = {"login": "username"}


class ReauthenticateForm(AccountMixin, allauth_forms.ReauthenticateForm):
    """The password once more, before something that matters."""


class ResetPasswordForm(AccountMixin, allauth_forms.ResetPasswordForm):
    """The address that a link for a new password is sent to."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        if not self.users:
            # What costs most of a link: else an address with an account would take a millisecond longer.
            allauth_forms.default_token_generator.make_token(User(pk=0))
        return str(super().save(request, **kwargs))


class NewPasswordForm(AccountMixin, allauth_forms.ResetPasswordKeyForm):
    """A new password, by the link in the mail."""


class ChangePasswordForm(AccountMixin, allauth_forms.ChangePasswordForm):
    """A new password, knowing the present one."""


class SetPasswordForm(AccountMixin, allauth_forms.SetPasswordForm):
    """A first password, for an account without one."""


class ChangeEmailForm(AccountMixin, allauth_forms.AddEmailForm):
    """Another address, which takes over once both ends have agreed."""

    labels = AccountMixin.labels | {"email": _("New e-mail address")}

    def save(self, request: HttpRequest) -> EmailAddress:
        return ask_present_address(request, user=self.user, address=self.cleaned_data["email"])
