"""allauth's forms of passkeys, in Medial's look and words, for nothing but what a browser sends."""

import struct
from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from accounts.fields import NameField
from accounts.forms.signing_in import AccountMixin

#: What `fido2` makes bytes of: of a text what it stands for, of a number as many as it says.
_BYTES = (
    "id",
    "rawId",
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
)
#: What it raises for other shapes.
_MISSHAPEN = (AttributeError, LookupError, TypeError, ValueError, struct.error)


class CredentialField(forms.JSONField):
    """What a browser says for a passkey: refused like a wrong code where `parse` can't read it."""

    widget = forms.HiddenInput

    def __init__(self, *, parse: Callable[[Any], object]) -> None:
        super().__init__()
        self.parse = parse

    def clean(self, value: Any) -> Any:
        credential = super().clean(value)
        try:
            parts = {**credential["response"], **credential}
            if not all(isinstance(parts.get(name), str | None) for name in _BYTES):
                raise TypeError
            self.parse(credential)
        except _MISSHAPEN:
            raise get_adapter().validation_error("incorrect_code") from None
        return credential


class SignInByPasskeyForm(AccountMixin, webauthn.LoginWebAuthnForm):
    """A passkey by itself, without an address or a password."""

    credential = CredentialField(parse=AuthenticationResponse.from_dict)


class PasskeyForm(AccountMixin, webauthn.AuthenticateWebAuthnForm):
    """A passkey after the password."""

    credential = CredentialField(parse=AuthenticationResponse.from_dict)


class PasskeyAgainForm(AccountMixin, webauthn.ReauthenticateWebAuthnForm):
    """A passkey before something that matters."""

    credential = CredentialField(parse=AuthenticationResponse.from_dict)


class AddPasskeyForm(AccountMixin, webauthn.AddWebAuthnForm):
    """A passkey that signs in by itself: it checks who holds it, by a finger, a face or a PIN."""

    credential = CredentialField(parse=RegistrationResponse.from_dict)
    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)

    labels = {"name": _("Its name, such as the device that it is on")}
    missing = {"credential": _("The browser made no passkey. Try again.")}

    def clean_passwordless(self) -> bool:
        return True


class RenamePasskeyForm(AccountMixin, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    name = NameField(max_length=80)

    labels, missing = {"name": _("Name")}, {"name": _("Give it a name.")}
