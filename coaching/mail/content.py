"""What a mail says, apart from how it looks; and the mail made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from accounts.letters import Inline, absolute, letter
from assessments.dial_picture import dial_png
from assessments.domain.findings import Targets
from assessments.models import Assessment
from assessments.templatetags.dial import dial_words
from coaching.mail.readers import stop_url
from coaching.models import MailItem

DIAL = "dial"


@dataclass(frozen=True, slots=True)
class Listed:
    """A heading with a few lines under it."""

    title: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Content:
    """The words of one mail, in the reader's language; `path` is the page that it leads to."""

    subject: str
    sentences: Sequence[str]
    path: str
    link: str
    lists: Sequence[Listed] = ()
    test: Assessment | None = None
    targets: Targets | None = None


def mail_of(item: MailItem, content: Content) -> EmailMultiAlternatives:
    """The mail to the item's reader, with the dial inside it where it is about a test.

    The Message-ID stays the same however often it is tried, so that a mail that came twice can be known.
    """
    test, targets = content.test, content.targets
    pictures, dial = [], None
    if test and targets:
        pictures = [Inline(DIAL, dial_png(test.left_degrees, test.right_degrees, targets))]
        dial = dial_words(test.left_degrees, test.right_degrees, targets)
    context = {
        "content": content,
        "url": absolute(content.path),
        "dial": dial,
        "settings_url": absolute(reverse("mail_settings")),
    }
    return letter(
        to=item.recipient.email,
        subject=content.subject,
        template="coaching/mail/letter",
        context=context,
        stop_url="" if item.kind == MailItem.Kind.RETENTION else stop_url(item.recipient, item.kind),
        message_id=f"<{item.pk}@{urlsplit(settings.SITE_URL).hostname}>",
        pictures=pictures,
    )
