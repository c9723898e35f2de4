"""`manage.py encrypt_anew`: what is encrypted by an earlier SECRET_KEY is encrypted by the present one."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

#: What authenticator apps and recovery codes are made from, by its name in `Authenticator.data`.
_ENCRYPTED = ("secret", "seed")


class Command(BaseCommand):
    help = "Encrypt second factors by the present SECRET_KEY, so that those before it are needed no longer."

    def handle(self, *args: Any, **options: Any) -> None:
        done, lost = 0, 0
        for pk in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).values_list(
            "pk", flat=True
        ):
            try:
                done += _encrypt(pk)
            except InvalidToken:
                lost += 1
        self.stdout.write(f"{done} encrypted by the present key.")
        if lost:
            raise CommandError(
                f"{lost} can't be read: add the key that they were encrypted by to SECRET_KEY_FALLBACKS."
            )


@transaction.atomic
def _encrypt(pk: int) -> bool:
    """A row at a time, held meanwhile: using a recovery code writes to it too."""
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        return False
    adapter = get_adapter()
    row.data |= {
        name: adapter.encrypt(adapter.decrypt(row.data[name])) for name in _ENCRYPTED if name in row.data
    }
    row.save(update_fields=["data"])
    return True
