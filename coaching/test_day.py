"""The test day of a squad: how it is measured, who is on the sheet, and what the day's tests say so far."""

from __future__ import annotations

import datetime as dt
import json
import zoneinfo
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Club, User
from assessments.domain.error import TESTER_FACTOR, difference_limit
from assessments.domain.findings import Sem
from assessments.formats import limit_text
from assessments.forms import TRIALS
from assessments.methods import Instrument, Motion, Position, short_word
from assessments.models import Assessment
from assessments.reading import ErrorTable, Reading, read, targets_of
from assessments.remembering import asked_for, parse_day, remembered_method
from assessments.saving import Entry
from assessments.wording import squad_chips
from athletes.models import Athlete

#: As many athletes as a sheet holds: more than any club tests in a day.
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class DaySetup:
    """What is chosen once for a sheet; `squad` None is everybody."""

    squad: UUID | None
    tested_on: dt.date
    position: str
    motion: str
    instrument: str
    trials: int

    @property
    def method(self) -> dict[str, str]:
        return {"position": self.position, "motion": self.motion, "instrument": self.instrument}

    @property
    def sheet(self) -> dict[str, Any]:
        """The same as the script needs it."""
        return {**self.method, "tested_on": self.tested_on.isoformat(), "trials": self.trials}

    @property
    def position_words(self) -> str:
        return short_word(Position(self.position))

    @property
    def motion_words(self) -> str:
        return short_word(Motion(self.motion))

    @property
    def instrument_words(self) -> str:
        return short_word(Instrument(self.instrument))

    @property
    def query(self) -> str:
        """The same as the address of a page asks for it."""
        chosen = {"squad": self.squad or "", "tested_on": self.tested_on, **self.method}
        return urlencode({**chosen, "trials": self.trials})


def setup_of(
    query: Mapping[str, str], *, club: Club, coach: User, squads: Collection[UUID], today: dt.date
) -> DaySetup:
    """What an address asks for; the rest as in this coach's last test in the club. Nothing is an error."""
    tests = Assessment.objects.filter(tester=coach, athlete__club=club)
    last = tests.select_related("athlete").order_by("-created_at", "-pk").first()
    method = remembered_method(athlete=last.athlete, coach=coach) if last else _first_method()
    method |= asked_for(query)
    day = parse_day(query.get("tested_on", "")) or today
    trials = query.get("trials", "")
    remembered = max(len(last.left_trials), len(last.right_trials)) if last else len(TRIALS)
    return DaySetup(
        squad=_squad_of(query, last, squads),
        tested_on=min(day, today),
        position=method["position"],
        motion=method["motion"],
        instrument=method["instrument"],
        trials=int(trials) if trials in {str(n) for n in TRIALS} else remembered,
    )


def _first_method() -> dict[str, str]:
    blank = Assessment()
    return {"position": blank.position, "motion": blank.motion, "instrument": blank.instrument}


def _squad_of(query: Mapping[str, str], last: Assessment | None, squads: Collection[UUID]) -> UUID | None:
    """The squad that is asked for; where nothing is asked, the only squad of who was tested last."""
    if "squad" in query:
        return next((pk for pk in squads if str(pk) == query["squad"]), None)
    own = list(last.athlete.squads.values_list("pk", flat=True)[:2]) if last else []
    return own[0] if len(own) == 1 else None


def athletes_of(club: Club, squad: UUID | None) -> QuerySet[Athlete]:
    """Who is tested, by name."""
    athletes = Athlete.objects.active().filter(club=club)
    return athletes.filter(squads=squad) if squad else athletes


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


def rows_of(club: Club, setup: DaySetup, *, coach: User) -> list[SheetRow]:
    """The rows of a sheet by name: three queries, four with tests of that day, however many athletes."""
    athletes = list(athletes_of(club, setup.squad)[:MOST_ROWS])
    readings = readings_of_day(club, setup.tested_on)
    stored: dict[UUID, Reading] = {}
    for reading in readings:
        test = reading.assessment
        if all(getattr(test, name) == value for name, value in setup.method.items()):
            # Latest first: the coach's own test goes before another's.
            known = stored.get(test.athlete_id)
            if known is None or (known.assessment.tester_id != coach.pk and test.tester_id == coach.pk):
                stored[test.athlete_id] = reading
    previous = _previous_by(setup, athletes)
    sem = ErrorTable.of(club).sem(Assessment(**setup.method))
    return [
        SheetRow(
            athlete,
            previous.get(athlete.pk),
            row_data(athlete, previous.get(athlete.pk), stored.get(athlete.pk), sem=sem, coach=coach),
        )
        for athlete in athletes
    ]


def row_data(
    athlete: Athlete, previous: Assessment | None, stored: Reading | None, *, sem: Sem, coach: User
) -> dict[str, Any]:
    """What the script knows of an athlete: last time with the least real change, and the day's test."""
    before = None
    if previous is not None:
        others = previous.tester_id is not None and previous.tester_id != coach.pk
        limit = difference_limit(sem.degrees, sem.degrees) * (TESTER_FACTOR if others else 1)
        before = {"left": previous.left_degrees, "right": previous.right_degrees, "limit": limit}
    return {
        "athlete": str(athlete.pk),
        "name": athlete.name,
        "askAge": athlete.born_on is None,
        "previous": before,
        "test": stored_data(stored, coach=coach) if stored else None,
    }


def _previous_by(setup: DaySetup, athletes: Collection[Athlete]) -> dict[UUID, Assessment]:
    """Each athlete's last test of an earlier day by the sheet's method."""
    earlier = Assessment.objects.filter(
        athlete=OuterRef("pk"), tested_on__lt=setup.tested_on, **setup.method
    ).order_by("-tested_on", "-created_at", "-pk")
    asked = Athlete.objects.filter(pk__in=[athlete.pk for athlete in athletes])
    last = asked.annotate(last=Subquery(earlier.values("pk")[:1])).values("last")
    return {test.athlete_id: test for test in Assessment.objects.filter(pk__in=last)}


def readings_of_day(club: Club, day: dt.date) -> list[Reading]:
    """The day's tests of the club's athletes with what they say, latest first. At most three queries."""
    tests = Assessment.objects.filter(athlete__club=club, athlete__archived_on=None, tested_on=day)
    todays = list(tests.select_related("athlete__club", "tester").latest_first())
    if not todays:
        return []
    earlier = Assessment.objects.filter(
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
        "own": test.tester_id == coach.pk,
        "at": f"{saved:%H:%M}",
    }
