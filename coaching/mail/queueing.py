"""Putting mail into the outbox: in the transaction of what it tells of, once for each occasion and reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from coaching.domain.mailing import (
    NOTE_LATE,
    NOTE_WAITS,
    PAIN_LATE,
    PROGRAMME_LATE,
    Window,
)
from coaching.mail.readers import coaches_of
from coaching.models import MailItem, Note, Programme, Session

Kind = MailItem.Kind


def queue(
    readers: Iterable[User], kind: Kind, *, about: UUID, window: Window, occasion: str = ""
) -> list[str]:
    """A mail for each reader, unless it was made before; the keys of all of them.

    What makes an occasion one is the kind, what it is `about`, the reader, and `occasion` where there may be
    several.
    """
    items = [
        MailItem(
            recipient=user,
            kind=kind,
            key=f"{kind}:{about}:{user.pk}:{occasion}",
            about=about,
            day=window.day,
            due_at=window.due_at,
            expires_at=window.expires_at,
            next_try=window.due_at,
        )
        for user in readers
    ]
    MailItem.objects.bulk_create(items, ignore_conflicts=True)
    return [item.key for item in items]


def tell_of_programme(programme: Programme) -> None:
    """To the athlete, where they sign in and didn't assign it to themselves."""
    user = programme.athlete.user
    if user and user.pk != programme.assigned_by_id:
        queue([user], Kind.PROGRAMME, about=programme.pk, window=_from_now(PROGRAMME_LATE))


def tell_of_note(note: Note) -> None:
    """To the other side: the athlete, or the coaches. A private note is told to nobody.

    Several notes in a few minutes make one mail: it says how many are new when it is sent.
    """
    if note.private:
        return
    athlete = note.athlete
    if note.by_athlete:
        readers = [user for user in coaches_of(athlete.club_id) if user.pk != note.author_id]
    else:
        readers = [athlete.user] if athlete.user and athlete.user_id != note.author_id else []
    window = _from_now(NOTE_LATE, after=NOTE_WAITS)
    waiting = MailItem.objects.filter(
        kind=Kind.NOTE, about=athlete.pk, state=MailItem.State.WAITING, due_at__gt=timezone.now()
    )
    told = set(waiting.values_list("recipient", flat=True))
    new = [user for user in readers if user.pk not in told]
    queue(new, Kind.NOTE, about=athlete.pk, window=window, occasion=str(note.pk))


def tell_of_pain(session: Session) -> None:
    """To the coaches, at once where the mail server answers, else by the next scheduled run.

    Part of the transaction that saves the session: what fails afterwards never loses a log.
    """
    if not session.reports_pain:
        return
    athlete = session.programme.athlete
    readers = [user for user in coaches_of(athlete.club_id) if user.pk != athlete.user_id]
    keys = queue(readers, Kind.PAIN, about=session.pk, window=_from_now(PAIN_LATE))
    # Where it was taken back and is there again, before anybody was told.
    dropped = MailItem.objects.filter(key__in=keys, state=MailItem.State.DROPPED)
    dropped.update(state=MailItem.State.WAITING, next_try=timezone.now(), claimed_by=None, claimed_until=None)
    if keys:
        transaction.on_commit(partial(_send_at_once, keys), robust=True)


def _send_at_once(keys: list[str]) -> None:
    # Only here: a mail's words read the programmes and logs that this module is told about.
    from coaching.mail.sending import send_at_once

    send_at_once(keys)


def _from_now(late: dt.timedelta, *, after: dt.timedelta = dt.timedelta(0)) -> Window:
    due = timezone.now() + after
    return Window(due.date(), due, due + late)
