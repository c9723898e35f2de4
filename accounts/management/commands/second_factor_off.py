"""`manage.py second_factor_off someone@example.org`: for somebody who lost their factors and their codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.letters import letter, user_language
from accounts.models import User


class Command(BaseCommand):
    help = "Take passkeys, authenticator app and recovery codes off an account, and tell its address."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {email}.")
        Authenticator.objects.filter(user=user).delete()
        with translation.override(user_language(user)):
            subject = _("Your second factor at Medial is off")
            letter(to=user.email, subject=subject, template="accounts/mail/factor_off", context={}).send()
        self.stdout.write(f"{user.email} signs in by the password alone now.")
