"""Changing one's e-mail address: first who reads the present one agrees, then who reads the new one.

Whoever only has an open browser of somebody else's gets no further than a mail to its owner. The agreement is
a signed link, so nothing is stored until then.
"""

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.letters import absolute
from accounts.models import User

_SALT = "accounts.address-change"
#: As long as the link to the new address works, in seconds.
_VALID_FOR = 3 * 24 * 3600


class NotYours(Exception):
    """The link was made for somebody else, or too long ago, or the address has changed since."""


def ask_present_address(request: HttpRequest, *, user: User, address: str) -> EmailAddress:
    """Mails the present address, if it was ever confirmed, and nothing else yet; else the new one at once.

    What comes back is unsaved where it is the present address that was asked.
    """
    present = EmailAddress.objects.filter(user=user, verified=True, primary=True).first()
    if present is None:
        added: EmailAddress = EmailAddress.objects.add_new_email(request, user, address)
        return added
    token = signing.dumps([user.pk, present.email, address], salt=_SALT)
    words = {"address": address, "link": absolute(reverse("email_change", args=[token]))}
    messages.success(
        request, _("A mail is on its way to your present address: open the link in it to go on.")
    )
    get_adapter().send_notification_mail("account/email/email_change_asked", user, words, email=present.email)
    return EmailAddress(user=user, email=address)


def address_asked_for(token: str, *, user: User) -> str:
    """The new address that the link is about. Raises NotYours."""
    try:
        asker, present, address = signing.loads(token, salt=_SALT, max_age=_VALID_FOR)
    except signing.BadSignature:
        raise NotYours from None
    if asker != user.pk or present.lower() != user.email.lower():
        raise NotYours
    return str(address)
