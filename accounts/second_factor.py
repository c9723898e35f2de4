"""Second factors: how allauth's are named and kept here, and who has one."""

import base64
import hashlib
import logging
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.models import SECOND_FACTORS, User

log = logging.getLogger(__name__)

#: How to show once more that it is you, by allauth's names of the ways.
WAYS = {
    "reauthenticate": _("By your password"),
    "mfa_reauthenticate": _("By a code of your authenticator app"),
    "mfa_reauthenticate:webauthn": _("By a passkey"),
}


class MFAAdapter(DefaultMFAAdapter):
    """allauth's adapter in Medial's words; what codes are made from is encrypted in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _("First set up a passkey or an authenticator app."),
        "incorrect_code": _("That did not fit: try again, with a fresh code where it is one."),
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Logs a code or a passkey that did not fit, whichever form noticed."""
        if code == "incorrect_code":
            told = {"user": _whose_factor()}
            log.warning("A second factor did not fit: user %(user)s", told, extra={"fields": told})
        error: ValidationError = super().validation_error(code, *args)
        return error

    def encrypt(self, text: str) -> str:
        return _ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _ciphers().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, kind: Authenticator.Type) -> str:
        n = Authenticator.objects.filter(user=user, type=kind).count()
        return _g("Passkey %(number)s") % {"number": n + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}


def _whose_factor() -> int | None:
    """Whose password was right just before, or who is signed in; a passkey by itself is nobody's yet."""
    stage = getattr(context.request, "_login_stage", None)
    pk: int | None = stage.login.user.pk if stage else context.request.user.pk
    return pk


def has_second_factor(user: User) -> bool:
    """A passkey or an authenticator app."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()


def _ciphers() -> MultiFernet:
    """By the signing key; by those before it as well, so that a key may be changed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"accounts.second_factor" + force_bytes(key)).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
