"""Archived athletes are kept for as long as their club chose: announcing to its owners who goes, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from accounts.models import Club, Role, User
from athletes.models import Athlete
from coaching.domain.mailing import Window
from coaching.domain.retention import NOTICE, erased_on
from coaching.mail.queueing import queue
from coaching.models import MailItem


def announce_due(now: dt.datetime) -> int:
    """Set the day for every archived athlete whose time is near, and tell the owners; how many there were.

    In an archived club everybody counts as archived with it. Who has a day already is not announced again.
    """
    announced = 0
    for club in Club.objects.all():
        count = _announce(club)
        if count:
            window = Window(club.today(), now, now + NOTICE)
            occasion = club.today().isoformat()
            queue(owners_of(club), MailItem.Kind.RETENTION, about=club.pk, window=window, occasion=occasion)
        announced += count
    return announced


def owners_of(club: Club) -> Iterable[User]:
    """Also of an archived club: it is they who may bring it back."""
    owned = User.objects.filter(is_active=True, memberships__club=club, memberships__role=Role.OWNER)
    return owned.order_by("pk")


def going(club: Club) -> list[Athlete]:
    """Whoever has a day without having asked for it themselves, the nearest first."""
    asked = Q(user__isnull=False, user__erase_on__isnull=False)
    rows = Athlete.objects.filter(~asked, club=club, erase_on__isnull=False, erased_on=None)
    return list(rows.order_by("erase_on", "name"))


def _announce(club: Club) -> int:
    rows = Athlete.objects.filter(club=club, erase_on=None, erased_on=None)
    if not club.archived_on:
        rows = rows.archived()
    today, count = club.today(), 0
    for athlete in rows.only("pk", "archived_on"):
        since = athlete.archived_on or club.archived_on
        day = erased_on(since, club.erase_after_months, today) if since else None
        if day:
            count += Athlete.objects.filter(pk=athlete.pk, erase_on=None).update(erase_on=day)
    return count
