"""Noticing what the clock brings: reminders at each athlete's hour, retests, the coaches' Monday.

Looking twice, or from two machines, makes nothing twice: an occasion has one key.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import cast
from uuid import UUID

from accounts.models import COACHING_ROLES, Club, User
from athletes.models import Athlete
from coaching.domain.mailing import Window, digest_window, reminder_window, retest_window
from coaching.mail.queueing import queue
from coaching.mail.readers import coaches_of, settings_of, zone_of
from coaching.mail.standing import still_due, unlogged
from coaching.models import MailItem, Programme

Kind = MailItem.Kind
DAY = dt.timedelta(days=1)
#: A reminder is about nobody but its reader.
READER = UUID(int=0)


def queue_due(now: dt.datetime) -> None:
    """Put into the outbox what is due at that moment."""
    _reminders(now)
    _retests(now)
    _digests(now)


def _reminders(now: dt.datetime) -> None:
    """One mail a person and day, however many clubs they train in."""
    athletes = Athlete.objects.active().filter(
        user__is_active=True, club__archived_on=None, programmes__state=Programme.State.RUNNING
    )
    recent = MailItem.objects.filter(kind=Kind.REMINDER, due_at__gt=now - DAY)
    told = set(recent.values_list("recipient", "day"))
    windows: dict[Athlete, Window] = {}
    for athlete in athletes.select_related("club", "user__mail_settings").order_by("created_at"):
        settings = settings_of(cast(User, athlete.user))
        window = reminder_window(now, at=settings.hour, zone=zone_of(settings, athlete))
        if settings.reminder and window.holds(now) and (athlete.user_id, window.day) not in told:
            windows[athlete] = window
    for athlete in unlogged(windows, now):
        user, window = cast(User, athlete.user), windows[athlete]
        queue([user], Kind.REMINDER, about=READER, window=window, occasion=window.day.isoformat())


def _retests(now: dt.datetime) -> None:
    """The athlete is told, and the coaches in one mail a club and day."""
    agreed = Athlete.objects.active().agreed().filter(club__archived_on=None)
    rows = Programme.objects.running().filter(athlete__in=agreed)
    near = rows.filter(retest_on__range=(now.date() - 3 * DAY, now.date() + DAY))
    mornings: dict[tuple[Club, dt.date], Window] = {}
    for programme in still_due(near, now):
        club = programme.athlete.club
        window = retest_window(programme.retest_on, zone=zoneinfo.ZoneInfo(club.time_zone))
        if not window.holds(now):
            continue
        mornings[club, programme.retest_on] = window
        if programme.athlete.user:
            told = [programme.athlete.user]
            queue(told, Kind.RETEST, about=programme.pk, window=window, occasion=window.day.isoformat())
    for (club, day), window in mornings.items():
        queue(coaches_of(club.pk), Kind.RETESTS, about=club.pk, window=window, occasion=day.isoformat())


def _digests(now: dt.datetime) -> None:
    for club in Club.objects.filter(archived_on=None, memberships__role__in=COACHING_ROLES).distinct():
        window = digest_window(now, zone=zoneinfo.ZoneInfo(club.time_zone))
        if window.holds(now):
            readers = coaches_of(club.pk)
            queue(readers, Kind.DIGEST, about=club.pk, window=window, occasion=window.day.isoformat())
