"""Mails about an account while the mail server is away: what they belong to stays whole."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)

#: Mails that are all that was asked for: without one, nothing was done.
_ASKED_FOR = ("account/email/password_reset_key", "account/email/unknown_account")
_CONFIRMATION = "account/email/email_confirmation"
_UNCONFIRMED = "confirmation_was_not_sent"
_SENT = "account/messages/email_confirmation_sent.txt"


class MailAway(Exception):
    """The mail that somebody asked for could not be handed over."""


class MailAwayAdapter(DefaultAccountAdapter):
    """allauth's adapter, with a mail server that may be away.

    A sign-up stands without its mail of confirmation, which can be asked for again, and a changed password
    without the mail that tells of it.
    """

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Raises MailAway where the mail is all that was asked for."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # smtplib's errors are OSErrors too
            log.warning("A mail about an account was not sent: %s", type(error).__name__)
            if template_prefix in _ASKED_FOR:
                raise MailAway from error
            if template_prefix.startswith(_CONFIRMATION):
                # allauth makes an adapter for each step of a request.
                setattr(self.request, _UNCONFIRMED, True)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """What allauth tells; but not that a mail was sent which was not."""
        if message_template == _SENT and hasattr(request, _UNCONFIRMED):
            messages.warning(
                request, _("The mail that confirms your address could not be sent: ask for it again later.")
            )
            return
        super().add_message(request, level, message_template, *args, **kwargs)
