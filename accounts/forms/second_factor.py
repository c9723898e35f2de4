"""allauth's forms of codes, in Medial's look and words."""

from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

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
