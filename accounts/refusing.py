"""Ending invitations by mail to an address, by the link in each of them; it needs no account."""

import hashlib

from django.core import signing
from django.urls import reverse

from accounts.models import MailRefusal

_SALT = "accounts.no-invitations"


def refuse(address: str) -> None:
    """No more invitations by mail to that address, from any club."""
    MailRefusal.objects.get_or_create(address_hash=_hash_of(address))


def allow(address: str) -> None:
    """Invitations may come by mail again."""
    MailRefusal.objects.filter(address_hash=_hash_of(address)).delete()


def is_refused(address: str) -> bool:
    return MailRefusal.objects.filter(address_hash=_hash_of(address)).exists()


def stop_path(address: str) -> str:
    """The path of the page that ends invitations to that address."""
    return reverse("invitation_mail_stop", args=[signing.dumps(address, salt=_SALT)])


def address_in(token: str) -> str:
    """The address that a link was made for. Raises signing.BadSignature for any other text."""
    return str(signing.loads(token, salt=_SALT))


def _hash_of(address: str) -> str:
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()
