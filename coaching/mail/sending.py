"""Sending what is due, from any number of machines at once, each mail once.

Whoever sends a mail holds a claim on it: a random token and a time, written by an update that only succeeds
on a row that nobody holds. The claim outlasts any one attempt, and ends by itself where a machine dies with
it. A mail is marked as sent when the server has taken it. Between these two nothing can be certain: where
the connection or the machine fails just then, the mail is sent again, with the same Message-ID. At least
once, then, and in fact once unless something breaks in that moment: a pain report lost would be worse than
one that comes twice.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Collection
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any
from uuid import UUID, uuid4

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from coaching.domain.mailing import retry_after
from coaching.mail.words import mail_for
from coaching.models import MailItem

State = MailItem.State
Clock = Callable[[], dt.datetime]
log = logging.getLogger(__name__)

#: Mails that one machine holds at a time, and for how long at most.
BATCH = 20
CLAIM = dt.timedelta(minutes=15)
#: How long it can be seen what became of a mail.
KEPT = dt.timedelta(days=60)
#: After so many faults of the server one after the other it is left alone until the next run.
PATIENCE = 5
#: While somebody waits for a page, the mail server has this many seconds to answer.
AT_ONCE_SECONDS = 4


def send_waiting(clock: Clock = timezone.now) -> Counter[str]:
    """Send all that is due; how many were `sent`, `dropped`, `refused`, `expired`, or `failed` for now."""
    run = _Run(clock, get_connection(), patience=PATIENCE)
    run.tally["expired"] = _expire(clock())
    while not run.given_up and (batch := run.claim()):
        for item in batch:
            run.deliver(item)
    run.end()
    return run.tally


def send_at_once(keys: Collection[str]) -> None:
    """Try these now, without making anybody wait for long; what fails waits for the next run."""
    run = _Run(timezone.now, get_connection(timeout=AT_ONCE_SECONDS), patience=1)
    for item in run.claim(key__in=keys):
        run.deliver(item)
    run.end()


def forget_ended(now: dt.datetime) -> int:
    """Removes mails that came to their end long ago: nothing notices their occasions any more."""
    gone, _each = MailItem.objects.filter(ended_at__lt=now - KEPT).delete()
    return gone


def _expire(now: dt.datetime) -> int:
    late = MailItem.objects.filter(_free(now), state=State.WAITING, expires_at__lte=now)
    return late.update(state=State.EXPIRED, ended_at=now)


def _free(now: dt.datetime) -> Q:
    """Held by nobody, or by somebody who has not come back."""
    return Q(claimed_until=None) | Q(claimed_until__lte=now)


class _Run:
    """One run of one machine: its token, its connection, and what came of it."""

    def __init__(self, clock: Clock, connection: BaseEmailBackend, *, patience: int) -> None:
        self.clock, self.connection, self.patience = clock, connection, patience
        self.token: UUID = uuid4()
        self.tally: Counter[str] = Counter()
        self.faults = 0

    @property
    def given_up(self) -> bool:
        return self.faults >= self.patience

    @transaction.atomic
    def claim(self, **only: Any) -> list[MailItem]:
        """Some mails that are due and that nobody holds: this run's from here on."""
        now = self.clock()
        due = MailItem.objects.filter(
            _free(now), state=State.WAITING, next_try__lte=now, expires_at__gt=now, **only
        )
        # Where rows can be locked, those that another machine is claiming are passed over, not waited for.
        rows = due.select_for_update(skip_locked=True).order_by("next_try", "pk")
        keys = list(rows.values_list("pk", flat=True)[:BATCH])
        due.filter(pk__in=keys).update(claimed_by=self.token, claimed_until=now + CLAIM)
        mine = MailItem.objects.filter(pk__in=keys, claimed_by=self.token)
        return list(mine.select_related("recipient__mail_settings").order_by("next_try", "pk"))

    def deliver(self, item: MailItem) -> None:
        """Send one mail that was claimed, and write down what became of it."""
        if self.given_up:
            self._mark(item, claimed_by=None, claimed_until=None)
            return
        now = self.clock()
        # Anew for this one mail: a slow server must not use up the claim on the last of the batch.
        if not self._mark(item, claimed_until=now + CLAIM, attempts=F("attempts") + 1):
            return
        try:
            mail = mail_for(item, now)
            if mail is None:
                self._end(item, State.DROPPED)
                return
            mail.connection = self.connection
            self.connection.open()
            mail.send()
        except (OSError, SMTPException) as fault:  # what a mail server or the way to it may do
            self._failed(item, fault)
        except Exception as fault:
            # One mail that can't be made must not keep the others back.
            log.exception("Mail %s can't be made", item.pk)
            self._again(item, type(fault).__name__)
        else:
            self.faults = 0
            self._end(item, State.SENT)

    def end(self) -> None:
        """Part from the server."""
        self._hang_up()

    def _failed(self, item: MailItem, fault: Exception) -> None:
        self._hang_up()
        said = _said(fault)
        if _is_final(fault):
            self.faults = 0
            log.warning("Mail %s is refused for good: %s", item.pk, said)
            self._end(item, State.REFUSED, fault=said)
            return
        self.faults += 1
        log.warning("Mail %s failed and is tried again: %s", item.pk, said)
        self._again(item, said)

    def _again(self, item: MailItem, said: str) -> None:
        self.tally["failed"] += 1
        wait = retry_after(item.attempts + 1)
        self._mark(item, next_try=self.clock() + wait, claimed_by=None, claimed_until=None, fault=said)

    def _end(self, item: MailItem, state: State, fault: str = "") -> None:
        if self._mark(item, state=state, ended_at=self.clock(), claimed_until=None, fault=fault):
            self.tally[state] += 1

    def _mark(self, item: MailItem, **values: Any) -> int:
        """Written only while the claim is this run's."""
        mine = MailItem.objects.filter(pk=item.pk, claimed_by=self.token, state=State.WAITING)
        return mine.update(**values)

    def _hang_up(self) -> None:
        try:
            self.connection.close()
        except (OSError, SMTPException):
            # It was gone already; the next mail opens another.
            log.debug("The connection to the mail server was lost")


def _is_final(fault: Exception) -> bool:
    """Does the server refuse this reader or this mail for good (5xx)? A refusal of ourselves isn't that."""
    if isinstance(fault, SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in fault.recipients.values())
    return isinstance(fault, SMTPDataError) and fault.smtp_code >= 500


def _said(fault: Exception) -> str:
    """What went wrong, without anybody's address: the kind of fault, and the server's number."""
    codes = [getattr(fault, "smtp_code", None)]
    if isinstance(fault, SMTPRecipientsRefused):
        codes = [code for code, _words in fault.recipients.values()]
    return " ".join([type(fault).__name__, *(str(code) for code in codes if code)])
