"""The routine days and the retest as a calendar: its private link, and what is in it.

What is in it may lie about on a screen or with whoever runs the calendar: a day and “Hip routine”. No name,
no exercise, no angle, no pain.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accounts.inviting import hash_of
from accounts.models import User
from athletes.models import Athlete
from coaching.domain.schedule import WEEK
from coaching.models import CalendarFeed, Programme
from coaching.routines import current_programmes, due_exercises

#: How often a calendar should look for what has changed.
REFRESH = dt.timedelta(hours=6)


def make_link(*, user: User) -> str:
    """A new token for that user's calendar, known only to whoever shows it now; the one before is dead."""
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        user=user, defaults={"token_hash": hash_of(token), "made_at": timezone.now()}
    )
    return token


def revoke_link(*, user: User) -> None:
    CalendarFeed.objects.filter(user=user).delete()


def owner_of(token: str) -> User | None:
    """Whose calendar that token opens; None for one that nobody has, or whose owner may not sign in."""
    feeds = CalendarFeed.objects.select_related("user").filter(token_hash=hash_of(token))
    feed = feeds.filter(user__is_active=True).first()
    return feed.user if feed else None


def calendar_of(user: User, *, routine_url: str) -> bytes:
    """The iCalendar (RFC 5545) of the user's running programmes: every routine day, and the retest.

    Whole days without a zone: a routine belongs to a day wherever the phone is. The same programme gives the
    same bytes and the same UIDs, so that a calendar changes what it has instead of doubling it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Medial//Routine//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Hip routine"))
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for programme in current_programmes(Athlete.objects.linked_to(user)):
        if programme.state == Programme.State.RUNNING:
            for event in _events(programme, routine_url):
                calendar.add_component(event)
    return calendar.to_ical()


def _events(programme: Programme, routine_url: str) -> Iterator[Event]:
    for n in range(programme.weeks * WEEK):
        day = programme.starts_on + dt.timedelta(days=n)
        if due_exercises(programme, day):
            yield _event(programme, day, f"{day:%Y%m%d}", _("Hip routine"), routine_url)
    yield _event(programme, programme.retest_on, "retest", _("Hip retest"), "")


def _event(programme: Programme, day: dt.date, key: str, words: str, url: str) -> Event:
    event = Event()
    event.add("uid", f"{programme.pk}-{key}@medial")
    event.add("dtstamp", programme.created_at)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", words)
    event.add("class", "PRIVATE")
    # It takes up no time: nobody is busy all day because of it.
    event.add("transp", "TRANSPARENT")
    if url:
        event.add("url", url)
        event.add("description", url)
    return event
