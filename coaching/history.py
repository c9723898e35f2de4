"""An athlete's days, latest first: what was logged and what was tested, in all of their clubs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, QuerySet, Value

from assessments.models import Assessment
from athletes.models import Athlete
from coaching.models import Session
from coaching.past_sessions import may_change

PAGE = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: a session or a test. `today` says that its session is today's,
    `changeable` that it is of one of the last days and may still be changed.
    """

    day: dt.date
    athlete: Athlete
    session: Session | None = None
    test: Assessment | None = None
    today: bool = False
    changeable: bool = False


def history_of(athletes: Sequence[Athlete], number: str | None) -> tuple[Page[Any], list[Entry]]:
    """Page `number` (the nearest there is) of the days of these profiles, in at most five queries."""
    page = Paginator(_days(athletes), PAGE).get_page(number)
    rows = list(page.object_list)
    sessions = _sessions([pk for _day, kind, pk in rows if kind == "session"])
    tests = Assessment.objects.in_bulk([pk for _day, kind, pk in rows if kind == "test"])
    by_pk = {athlete.pk: athlete for athlete in athletes}
    entries = []
    for day, kind, pk in rows:
        if kind == "session":
            session = sessions[pk]
            athlete = by_pk[session.programme.athlete_id]
            today = athlete.club.today()
            open_still = may_change(day, today) and athlete.has_agreed and not athlete.archived_on
            is_today = open_still and day == today
            entries.append(Entry(day, athlete, session=session, today=is_today, changeable=open_still))
        else:
            entries.append(Entry(day, by_pk[tests[pk].athlete_id], test=tests[pk]))
    return page, entries


def _days(athletes: Iterable[Athlete]) -> QuerySet[Any, Any]:
    """Day, kind and key of everything, latest first; a test of a day stands above that day's session."""
    known = list(athletes)
    sessions = Session.objects.filter(programme__athlete__in=known).order_by()
    tests = Assessment.objects.filter(athlete__in=[one for one in known if one.has_answered]).order_by()
    return (
        sessions.annotate(day=F("done_on"), what=Value("session", CharField()))
        .values_list("day", "what", "pk")
        .union(
            tests.annotate(day=F("tested_on"), what=Value("test", CharField())).values_list(
                "day", "what", "pk"
            ),
            all=True,
        )
        .order_by("-day", "-what", "-pk")
    )


def _sessions(pks: Iterable[UUID]) -> dict[UUID, Session]:
    rows = Session.objects.filter(pk__in=list(pks)).select_related("programme").with_exercises()
    return {row.pk: row for row in rows}
