"""`manage.py content_editor someone@example.org`: let a person look after the library, or no longer."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from coaching.library.seeding import EDITORS


class Command(BaseCommand):
    help = "Make the owner of an e-mail address a content editor; with --remove, no longer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--remove", action="store_true", help="take the right away again")

    def handle(self, *args: Any, email: str, remove: bool, **options: Any) -> None:
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {email}: let them sign up first.")
        group = Group.objects.get(name=EDITORS)
        if remove:
            user.groups.remove(group)
        else:
            user.groups.add(group)
        user.is_staff = user.is_superuser or not remove
        user.save(update_fields=["is_staff"])
        self.stdout.write(f"{user.email} is {'no longer' if remove else 'now'} a content editor.")
