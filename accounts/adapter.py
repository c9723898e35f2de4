"""Where allauth meets Medial: a name for every user, plainer words, and limits on guessing passwords."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.mail_away import MailAwayAdapter
from accounts.models import User

#: The limit that bites first: this account from this address (its rate is in the settings).
HERE = "login_failed_here"


class AccountAdapter(MailAwayAdapter):
    """allauth's adapter in Medial's words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is switched off."),
        "duplicate_email": _("That is your address already."),
        "email_password_mismatch": _("That address and password don’t belong together: check both."),
        "email_taken": _("There is an account with this address: sign in, or ask for a new password."),
        "enter_current_password": _("That is not your present password."),
        "incorrect_password": _("That is not your password."),
        "too_many_login_attempts": _("Too many wrong passwords. Wait five minutes, then try again."),
    }

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        user.name = form.cleaned_data.get("name", "")
        # The page's: mails are written where no browser says which language its reader has.
        user.language = get_language() or ""
        saved: User = super().save_user(request, user, form, commit=commit)
        return saved

    def is_safe_url(self, url: str | None) -> bool:
        try:
            safe: bool = super().is_safe_url(url)
        except ValueError:
            # An address that can't be taken apart leads nowhere.
            return False
        return safe

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raises ValidationError where the account, the address, or the two together were wrong too often."""
        key = self._account_and_address(request, credentials)
        if not ratelimit.consume(request, action=HERE, key=key, dry_run=True):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        ratelimit.consume(request, action=HERE, key=self._account_and_address(request, credentials))

    def _account_and_address(self, request: HttpRequest, credentials: dict[str, Any]) -> str:
        return f"{credentials.get('email', '').lower()} {self.get_client_ip(request)}"
