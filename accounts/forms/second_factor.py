"""allauth's forms of second factors, in Medial's look and words."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import NameField
from accounts.forms.signing_in import AccountMixin
from accounts.models import User

_CODE = {"code": _("Code")}
_NO_CODE = {"code": _("Type the code.")}


class CodeForm(AccountMixin, base.AuthenticateForm):
    """The app's code, or a recovery code, after the password."""

    labels, missing = _CODE, _NO_CODE

    def clean_code(self) -> str:
        _count_try(self.user)
        return str(super().clean_code())


class CodeAgainForm(AccountMixin, base.ReauthenticateForm):
    """The same before something that matters."""

    labels, missing = _CODE, _NO_CODE

    def clean_code(self) -> str:
        _count_try(self.user)
        return str(super().clean_code())


def _count_try(user: User) -> None:
    """Six digits are few: a day's tries are counted besides those that allauth counts."""
    if not ratelimit.consume(context.request, action="codes", key=f"codes of {user.pk}"):
        raise get_adapter().validation_error("rate_limited")


class ActivateAppForm(AccountMixin, totp.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    labels, missing = {"code": _("The code that the app shows")}, _NO_CODE


@contextmanager
def _as_a_passkey_says_it() -> Iterator[None]:
    """What is no passkey's answer does not fit, either: the packages stumble over its shape."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError, struct.error) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class PasskeyForm(webauthn.AuthenticateWebAuthnForm):
    """A passkey after the password. It has a hidden field alone, which a script fills in."""

    def clean_credential(self) -> Any:
        with _as_a_passkey_says_it():
            return super().clean_credential()


class PasskeyAgainForm(PasskeyForm, webauthn.ReauthenticateWebAuthnForm):
    """A passkey before something that matters."""


class PasskeyAloneForm(PasskeyForm, webauthn.LoginWebAuthnForm):
    """A passkey and nothing else."""


class AddPasskeyForm(AccountMixin, webauthn.AddWebAuthnForm):
    """A passkey that signs in by itself: it checks who holds it, by a finger, a face or a PIN."""

    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)

    labels = {"name": _("Its name, such as the device that it is on")}
    missing = {"credential": _("The browser made no passkey. Try again.")}

    def clean_passwordless(self) -> bool:
        return True

    def clean(self) -> Any:
        with _as_a_passkey_says_it():
            return super().clean()


class RenamePasskeyForm(AccountMixin, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    name = NameField(max_length=80)

    labels, missing = {"name": _("Name")}, {"name": _("Give it a name.")}
