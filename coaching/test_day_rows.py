"""The rows of a test day's sheet: who is on it, last time's results, and what the day's tests say so far."""

from __future__ import annotations

import datetime as dt
import json
import zoneinfo
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accounts.models import Club, User
from assessments.domain.error import TESTER_FACTOR, difference_limit
from assessments.domain.findings import Sem
from assessments.formats import limit_text
from assessments.methods import Motion
from assessments.models import Assessment
from assessments.reading import ErrorTable, Reading, read, targets_of
from assessments.saving import Entry
from assessments.wording import squad_chips
from athletes.models import Athlete
from coaching.test_day import DaySetup, SheetPart, athletes_of


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One athlete of the sheet: last time's result by the same method, and what the script starts from."""

    athlete: Athlete
    previous: Assessment | None
    data: dict[str, Any]

    @property
    def json(self) -> str:
        return json.dumps(self.data)

    @property
    def last_left(self) -> str:
        return _last(self.previous.left_degrees if self.previous else None)

    @property
    def last_right(self) -> str:
        return _last(self.previous.right_degrees if self.previous else None)


def _last(degrees: float | None) -> str:
    """Last time's result without its sign, as a sheet of paper has it; a dash where there is none."""
    return "–" if degrees is None else limit_text(degrees).removesuffix("°")


def rows_of(club: Club, part: SheetPart, *, coach: User, errors: ErrorTable) -> list[SheetRow]:
    """The rows of a sheet by name: three queries, four with tests of that day, however many athletes."""
    setup = part.setup
    athletes = list(athletes_of(club, setup.squad)[part.first - 1 : part.last])
    stored: dict[UUID, Reading] = {}
    passive: dict[UUID, Assessment] = {}
    for reading in readings_of_day(club, setup.tested_on, reader=coach):
        test = reading.assessment
        if (test.position, test.motion) == (setup.position, Motion.PASSIVE):
            passive.setdefault(test.athlete_id, test)
        if all(getattr(test, name) == value for name, value in setup.method.items()):
            # Latest first: the coach's own test goes before another's.
            known = stored.get(test.athlete_id)
            if known is None or (known.assessment.tester_id != coach.pk and test.tester_id == coach.pk):
                stored[test.athlete_id] = reading
    previous = _previous_by(setup, athletes, coach)
    sem = errors.sem(Assessment(**setup.method))
    return [
        SheetRow(
            athlete,
            previous.get(athlete.pk),
            {
                **row_data(athlete),
                "previous": _previous_data(previous.get(athlete.pk), sem),
                "passive": _passive_data(passive.get(athlete.pk)) if setup.motion == Motion.ACTIVE else None,
                "test": stored_data(stored[athlete.pk], coach=coach) if athlete.pk in stored else None,
            },
        )
        for athlete in athletes
    ]


def row_data(athlete: Athlete) -> dict[str, Any]:
    """What the script knows of an athlete who was never tested."""
    known = {"athlete": str(athlete.pk), "name": athlete.name, "askAge": athlete.born_on is None}
    return {**known, "previous": None, "passive": None, "test": None}


def _previous_data(test: Assessment | None, sem: Sem) -> dict[str, Any] | None:
    """Last time: by whom, and the least real change since then, in the same hands and in others."""
    if test is None:
        return None
    limit = difference_limit(sem.degrees, sem.degrees)
    limits = {"limit": limit, "limitOthers": TESTER_FACTOR * limit}
    return {"left": test.left_degrees, "right": test.right_degrees, "by": _key(test.tester_id), **limits}


def _passive_data(test: Assessment | None) -> dict[str, Any] | None:
    if test is None:
        return None
    return {"left": test.left_degrees, "right": test.right_degrees, "instrument": test.instrument}


def _key(user: int | None) -> str | None:
    return None if user is None else str(user)


def _previous_by(setup: DaySetup, athletes: Collection[Athlete], coach: User) -> dict[UUID, Assessment]:
    """Each athlete's last test of an earlier day by the sheet's method, that consent shows to this coach."""
    shown = Assessment.objects.shown_to(coach)
    earlier = shown.filter(athlete=OuterRef("pk"), tested_on__lt=setup.tested_on, **setup.method).order_by(
        "-tested_on", "-created_at", "-pk"
    )
    asked = Athlete.objects.filter(pk__in=[athlete.pk for athlete in athletes])
    last = asked.annotate(last=Subquery(earlier.values("pk")[:1])).values("last")
    return {test.athlete_id: test for test in Assessment.objects.filter(pk__in=last)}


def readings_of_day(club: Club, day: dt.date, *, reader: User) -> list[Reading]:
    """The day's tests of the club's athletes with what they say, latest first, as far as consent lets
    `reader` know. At most three queries."""
    shown = Assessment.objects.shown_to(reader)
    tests = shown.filter(athlete__club=club, athlete__archived_on=None, tested_on=day)
    todays = list(tests.select_related("athlete__club", "tester").latest_first())
    if not todays:
        return []
    earlier = shown.filter(
        athlete=OuterRef("athlete"),
        position=OuterRef("position"),
        motion=OuterRef("motion"),
        instrument=OuterRef("instrument"),
        tested_on__lt=day,
    ).order_by("-tested_on", "-created_at", "-pk")
    last = tests.annotate(last=Subquery(earlier.values("pk")[:1])).values("last")
    by_athlete: dict[UUID, list[Assessment]] = {}
    for test in [*todays, *Assessment.objects.filter(pk__in=last)]:
        by_athlete.setdefault(test.athlete_id, []).append(test)
    targets, errors = targets_of(club), ErrorTable.of(club)
    return [read(test, tests=by_athlete[test.athlete_id], targets=targets, errors=errors) for test in todays]


def stored_data(reading: Reading, *, coach: User) -> dict[str, Any]:
    """A stored test as the sheet's script reads it: the API's fields, who saved it and when in the club."""
    test = reading.assessment
    saved = timezone.localtime(test.created_at, zoneinfo.ZoneInfo(test.athlete.club.time_zone))
    content = {**Entry.of(test).columns(), "tested_on": test.tested_on.isoformat()}
    chips = squad_chips(reading.verdict, reading.targets)
    return {
        **content,
        "id": str(test.pk),
        "athlete": str(test.athlete_id),
        "version": test.version,
        "chips": [{"chip": chip.chip, "tone": chip.tone} for chip in chips],
        "tester": str(test.tester or ""),
        "by": _key(test.tester_id),
        "own": test.tester_id == coach.pk,
        "at": f"{saved:%H:%M}",
    }
