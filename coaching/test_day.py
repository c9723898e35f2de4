"""The test day of a squad: how it is measured, and who is on the sheet."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Club, User
from assessments.forms import TRIALS
from assessments.methods import Instrument, Motion, Position, short_word
from assessments.models import Assessment
from assessments.remembering import asked_for, parse_day, remembered_method
from athletes.models import Athlete

#: As many athletes as a sheet holds: more than one coach tests in a day. A larger squad comes in parts.
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
    part: int = 1

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
        return self.query_of(self.part)

    @property
    def by_phone(self) -> bool:
        return self.instrument == Instrument.PHONE

    @property
    def query_by_phone(self) -> str:
        """The same sheet with the phone as its instrument."""
        return replace(self, instrument=Instrument.PHONE.value).query

    def query_of(self, part: int) -> str:
        """The same sheet's other part."""
        chosen = {"squad": self.squad or "", "tested_on": self.tested_on, **self.method}
        return urlencode({**chosen, "trials": self.trials} | ({"part": part} if part > 1 else {}))


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
        part=int(part) if (part := query.get("part", "")).isdecimal() and len(part) < 5 else 1,
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
    """Who is tested, by name: nobody who withdrew consent."""
    athletes = Athlete.objects.active().not_withdrawn().filter(club=club)
    return athletes.filter(squads=squad) if squad else athletes


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Which athletes of a large squad are on this sheet: from `first` to `last` of `all`, counted by name."""

    setup: DaySetup
    all: int

    @property
    def of(self) -> int:
        return max(1, math.ceil(self.all / MOST_ROWS))

    @property
    def number(self) -> int:
        return min(max(1, self.setup.part), self.of)

    @property
    def first(self) -> int:
        return (self.number - 1) * MOST_ROWS + 1

    @property
    def last(self) -> int:
        return min(self.number * MOST_ROWS, self.all)

    @property
    def size(self) -> int:
        return MOST_ROWS

    @property
    def before(self) -> str:
        return self.setup.query_of(self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        return self.setup.query_of(self.number + 1) if self.number < self.of else ""


def part_of(club: Club, setup: DaySetup) -> SheetPart:
    """The part that is asked for; where there is no such part, the last one."""
    return SheetPart(setup, athletes_of(club, setup.squad).count())
