"""What is due at a given moment: routines that nobody logged, retests that nobody did."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils.translation import ngettext

from accounts.models import Club
from assessments.models import Assessment
from athletes.models import Athlete
from coaching.domain.worklist import retest_overdue
from coaching.models import Programme, Session
from coaching.routines import current_programmes, due_exercises

#: Names that a mail lists; the page has all of them.
NAMES = 8


def day_of(club: Club, now: dt.datetime) -> dt.date:
    """The club's date at that moment."""
    return now.astimezone(zoneinfo.ZoneInfo(club.time_zone)).date()


def unlogged(athletes: Iterable[Athlete], now: dt.datetime) -> list[Athlete]:
    """Those whose running programme has something due today, and who logged nothing today. Three queries.

    `athletes` come with their clubs; each one's day is the club's.
    """
    known = {athlete.pk: athlete for athlete in athletes}
    if not known:
        return []
    days = {pk: day_of(athlete.club, now) for pk, athlete in known.items()}
    logged = _logged(known, days.values())
    return [
        known[programme.athlete_id]
        for programme in current_programmes(known.values())
        if due_exercises(programme, days[programme.athlete_id])
        and (programme.athlete_id, days[programme.athlete_id]) not in logged
    ]


def _logged(athletes: Iterable[UUID], days: Collection[dt.date]) -> set[tuple[UUID, dt.date]]:
    sessions = Session.objects.filter(programme__athlete__in=list(athletes), done_on__in=set(days))
    return set(sessions.values_list("programme__athlete", "done_on"))


def still_due(programmes: QuerySet[Programme], now: dt.datetime) -> list[Programme]:
    """Those of these running programmes whose retest is due and was not done, by the athlete's name."""
    rows = list(programmes.select_related("athlete__club", "athlete__user").order_by("athlete__name", "pk"))
    tests = Assessment.objects.filter(athlete__in=[row.athlete_id for row in rows]).order_by()
    tested = dict(tests.values_list("athlete").annotate(Max("tested_on")))
    return [
        row
        for row in rows
        if retest_overdue(row.retest_on, tested.get(row.athlete_id), day_of(row.athlete.club, now))
        is not None
    ]


def named(names: Sequence[str]) -> list[str]:
    """The first few, and how many more there are."""
    more = len(names) - NAMES
    if more <= 0:
        return list(names)
    return [*names[:NAMES], ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more}]
