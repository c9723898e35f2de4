"""Where allauth meets Medial: a name for every user, plainer words, and limits on guessing passwords."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context, ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.client_address import client_address
from accounts.invited import is_confirmed_by_invitation
from accounts.limits import forget_earlier_counts
from accounts.mail_away import MailAwayAdapter
from accounts.models import ApiToken, User
from accounts.second_factor import WAYS

log = logging.getLogger(__name__)

#: The limit that bites first: this account from this address (its rate is in the settings).
HERE = "login_failed_here"
#: What allauth says where a limit is reached.
TOO_OFTEN = frozenset({"rate_limited", "too_many_login_attempts"})


class AccountAdapter(MailAwayAdapter):
    """allauth's adapter in Medial's words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is switched off."),
        "duplicate_email": _("That is your address already."),
        "email_password_mismatch": _("That address and password don’t belong together: check both."),
        "email_taken": _("There is an account with this address: sign in, or ask for a new password."),
        "enter_current_password": _("That is not your present password."),
        "incorrect_password": _("That is not your password."),
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Raises the answer of who came too often where that is the code, whichever form noticed."""
        if code in TOO_OFTEN:
            raise ImmediateHttpResponse(ratelimit.respond_429(context.request))
        error: ValidationError = super().validation_error(code, *args)
        return error

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(
            remote=request.META.get("REMOTE_ADDR", ""),
            forwarded=request.headers.get("X-Forwarded-For", ""),
            trusted=settings.TRUSTED_PROXIES,
        )

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        ways = super().get_reauthentication_methods(user)
        return [way | {"description": WAYS.get(way["id"], way["description"])} for way in ways]

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        user.name = form.cleaned_data.get("name", "")
        # The page's: mails are written where no browser says which language its reader has.
        user.language = get_language() or ""
        saved: User = super().save_user(request, user, form, commit=commit)
        return saved

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        return is_confirmed_by_invitation(request, email)

    def is_safe_url(self, url: str | None) -> bool:
        try:
            safe: bool = super().is_safe_url(url)
        except ValueError:
            # An address that can't be taken apart leads nowhere.
            return False
        return safe

    def login(self, request: HttpRequest, user: User) -> None:
        forget_earlier_counts()
        super().login(request, user)
        ways = [way.get("type", way["method"]) for way in get_authentication_records(request, user)]
        told = {"user": user.pk, "by": ways}
        log.info("Signed in: user %(user)s by %(by)s", told, extra={"fields": told})

    def set_password(self, user: User, password: str) -> None:
        """A new password, by whichever way, ends tokens of the API, as it ends other sign-ins."""
        super().set_password(user, password)
        ApiToken.objects.filter(user=user).delete()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Answers 429 where the account, the address, or the two together were wrong too often."""
        key = self._account_and_address(request, credentials)
        if not ratelimit.consume(request, action=HERE, key=key, dry_run=True):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        ratelimit.consume(request, action=HERE, key=self._account_and_address(request, credentials))
        # Asked for a stranger's address as well: neither takes longer.
        email = credentials.get("email", "").lower()
        told = {"user": User.objects.filter(email=email).values_list("pk", flat=True).first()}
        log.warning("A password did not fit: user %(user)s", told, extra={"fields": told})

    def _account_and_address(self, request: HttpRequest, credentials: dict[str, Any]) -> str:
        return f"{credentials.get('email', '').lower()} {self.get_client_ip(request)}"
