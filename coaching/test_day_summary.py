"""What a test day came to: who was tested, who stands out and how, who is missing, and what to assign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.ids import uuid7
from accounts.models import Club, User
from assessments.domain.referral import ReferralReason
from assessments.models import Assessment
from assessments.reading import Reading
from assessments.sentences import Chip
from assessments.wording import squad_chips
from athletes.models import Athlete
from coaching.assigning import AlreadyRunning, NotAgreed, assign
from coaching.domain.prescription import Suggestion
from coaching.models import Programme
from coaching.models.template import PRESCRIBING
from coaching.planning import Plan, Plans
from coaching.suggesting import referral_of, suggest
from coaching.test_day import athletes_of
from coaching.test_day_rows import readings_of_day


@dataclass(frozen=True, slots=True)
class DayLine:
    """One tested athlete: what the day's test says, and what it leads to.

    `plan` is None where nothing may or need be assigned: a referral, nothing to work on, or a later test.
    `key` is the id that a programme assigned from here will have.
    """

    athlete: Athlete
    reading: Reading
    suggestion: Suggestion
    referral: list[ReferralReason]
    plan: Plan | None
    running: Programme | None
    newer: bool
    key: UUID

    @property
    def chips(self) -> list[Chip]:
        return squad_chips(self.reading.verdict, self.reading.targets)

    @property
    def stands_out(self) -> bool:
        return bool(self.referral) or any(chip.tone not in ("ok", "up") for chip in self.chips)

    @property
    def value(self) -> str:
        """What a tick sends: the test, and the id of the programme that it asks for."""
        return f"{self.reading.assessment.pk}.{self.key}"


@dataclass(frozen=True, slots=True)
class DaySummary:
    """A day of a squad, by name. `missing` are those of the squad without a test of that day."""

    day: dt.date
    lines: list[DayLine]
    missing: list[Athlete]

    @property
    def outstanding(self) -> list[DayLine]:
        return [line for line in self.lines if line.stands_out]

    @property
    def quiet(self) -> list[DayLine]:
        return [line for line in self.lines if not line.stands_out]

    @property
    def assignable(self) -> list[DayLine]:
        return [line for line in self.lines if line.plan]


def summary_of(club: Club, squad: UUID | None, day: dt.date, *, reader: User) -> DaySummary:
    """The day as far as consent lets `reader` know, from a fixed number of queries."""
    athletes = list(athletes_of(club, squad))
    of_athlete: dict[UUID, Reading] = {}
    for reading in readings_of_day(club, day, reader=reader):
        # The first is the one that a programme is suggested from: active before the passive that explains it.
        of_athlete.setdefault(reading.assessment.athlete_id, reading)
    tested = [athlete for athlete in athletes if athlete.pk in of_athlete]
    running = _running(tested)
    newer = _tested_after(day, tested, reader)
    plans = Plans.of(club)
    lines = [
        _line(athlete, of_athlete[athlete.pk], plans, running.get(athlete.pk), newer=athlete.pk in newer)
        for athlete in tested
    ]
    return DaySummary(day, lines, [athlete for athlete in athletes if athlete.pk not in of_athlete])


def _line(
    athlete: Athlete, reading: Reading, plans: Plans, running: Programme | None, *, newer: bool
) -> DayLine:
    suggestion = suggest(reading, athlete)
    prescribes = suggestion.emphasis in PRESCRIBING and not newer
    plan = plans.fit(suggestion, emphasis=suggestion.emphasis) if prescribes else None
    return DayLine(athlete, reading, suggestion, referral_of(reading, athlete), plan, running, newer, uuid7())


def _running(athletes: Collection[Athlete]) -> dict[UUID, Programme]:
    programmes = Programme.objects.running().filter(athlete__in=[athlete.pk for athlete in athletes])
    return {programme.athlete_id: programme for programme in programmes}


def _tested_after(day: dt.date, athletes: Collection[Athlete], reader: User) -> set[UUID]:
    shown = Assessment.objects.shown_to(reader)
    later = shown.filter(athlete__in=[athlete.pk for athlete in athletes], tested_on__gt=day)
    return set(later.values_list("athlete", flat=True))


class Assigned(NamedTuple):
    """Whom a programme was assigned to, and the sentences about whom it was not."""

    athletes: list[Athlete]
    left_out: list[str]


@transaction.atomic
def assign_ticked(
    summary: DaySummary, *, ticked: Iterable[str], replacing: Iterable[str], by: User, today: dt.date
) -> Assigned:
    """Assign the suggestions of the ticked lines, all in one transaction; sent twice, it assigns once.

    `replacing` are ticks that end a running programme. A referral is never assigned from here, whatever is
    sent: it has no plan. Where somebody started another programme meanwhile, that one stays, and it is said.
    """
    wanted = {**dict.fromkeys(_ticks(ticked), False), **dict.fromkeys(_ticks(replacing), True)}
    assigned = Assigned([], [])
    for line in summary.assignable:
        chosen = [(key, ends) for (test, key), ends in wanted.items() if test == line.reading.assessment.pk]
        for key, ends in chosen[:1]:
            _assign(line, key, assigned, by=by, today=today, end_running=ends)
    return assigned


def _ticks(values: Iterable[str]) -> list[tuple[UUID, UUID]]:
    """The test and the programme's id of each tick; what was damaged on its way is left out."""
    ticks = []
    for value in values:
        test, _dot, key = value.partition(".")
        try:
            ticks.append((UUID(test), UUID(key)))
        except ValueError:
            continue
    return ticks


def _assign(
    line: DayLine, key: UUID, assigned: Assigned, *, by: User, today: dt.date, end_running: bool
) -> None:
    plan = line.plan
    if plan is None:
        return
    try:
        assign(
            pk=key,
            athlete=line.athlete,
            assessment=line.reading.assessment,
            emphasis=plan.emphasis,
            reasons=line.suggestion.reasons,
            exercises=plan.exercises,
            starts_on=today,
            weeks=plan.weeks,
            retest_on=today + dt.timedelta(weeks=plan.weeks),
            by=by,
            note=plan.note,
            end_running=end_running,
        )
    except AlreadyRunning:
        sentence = _("%(name)s follows a programme already: it goes on.")
        assigned.left_out.append(sentence % {"name": line.athlete.name})
    except NotAgreed:
        sentence = _("%(name)s has not agreed yet: ask for consent on their page first.")
        assigned.left_out.append(sentence % {"name": line.athlete.name})
    else:
        assigned.athletes.append(line.athlete)
