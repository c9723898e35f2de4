"""Telling somebody at once that they are to be erased, in case it was not they who asked."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.letters import absolute, letter
from accounts.models import User


def tell_of_erasure(user: User) -> bool:
    """In the language of the page. False where it could not be handed over: the page says the day too."""
    mail = letter(
        to=user.email,
        subject=_("Your data will be erased"),
        template="coaching/mail/erasure",
        context={"user": user, "link": absolute(reverse("my_data"))},
    )
    try:
        mail.send()
    except OSError:  # smtplib's errors are OSErrors too
        return False
    return True
