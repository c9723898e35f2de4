"""Mails that people read: HTML and plain text from one pair of templates, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.mime.image import MIMEImage
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from accounts.models import User

#: What mail programs call the one press that ends a kind of mail (RFC 8058).
ONE_CLICK = "List-Unsubscribe=One-Click"


@dataclass(frozen=True, slots=True)
class Inline:
    """A PNG that goes along with the mail; its HTML shows it as `cid:<name>`."""

    name: str
    png: bytes


def user_language(user: User) -> str:
    """The language of mails and calendars, for which no browser asks."""
    return user.language or settings.LANGUAGE_CODE


def absolute(path: str) -> str:
    """The address of a page as a mail has to give it, where no request says how Medial is reached."""
    return f"{settings.SITE_URL}{path}"


class _Letter(EmailMultiAlternatives):
    # What is attached belongs to the HTML, which shows it.
    mixed_subtype = "related"


def letter(
    *,
    to: str,
    subject: str,
    template: str,
    context: Mapping[str, Any],
    stop_url: str = "",
    message_id: str = "",
    pictures: Sequence[Inline] = (),
) -> EmailMultiAlternatives:
    """A mail from `template`.txt and `template`.html, whose pictures travel inside it.

    `stop_url` is where one press, signed in or not, ends mails of this kind.
    """
    headers = {"Auto-Submitted": "auto-generated"}
    if stop_url:
        headers |= {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": ONE_CLICK}
    if message_id:
        headers["Message-ID"] = message_id
    words = {**context, "stop_url": stop_url}
    # A name that somebody typed must not break the line of a header.
    one_line = " ".join(subject.split())
    text = render_to_string(f"{template}.txt", words).strip() + "\n"
    mail = _Letter(one_line, text, to=[to], headers=headers)
    mail.attach_alternative(render_to_string(f"{template}.html", {**words, "subject": one_line}), "text/html")
    for picture in pictures:
        image = MIMEImage(picture.png, "png")
        image.add_header("Content-ID", f"<{picture.name}>")
        image.add_header("Content-Disposition", "inline", filename=f"{picture.name}.png")
        mail.attach(image)
    return mail
