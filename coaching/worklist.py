"""The worklist of a club: how every athlete stands today, from a fixed number of queries.

One lean pass over the whole club gives each athlete's need by the domain's rules, and what the rows of a page
say (`coaching/squad_rows.py`). Plain values, not models: a page shows fifty of what may be two thousand.
Nothing found here is stored, so that a changed target or error counts at once.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import FilteredRelation, Q

from accounts.models import Club, User
from assessments.domain.findings import Targets, Verdict
from assessments.domain.referral import Urgency, referral_reasons
from assessments.models import MeasurementError
from assessments.reading import ErrorTable, targets_of
from athletes.models import Athlete
from coaching.domain.adherence import PAIN_STOP
from coaching.domain.worklist import PAIN_DAYS, Consent, Pain, Standing
from coaching.models import Programme, Session
from coaching.past_tests import PastTest, tests_of_club, verdict_of
from coaching.prepared import Prepared, as_date, as_uuid


class Running(NamedTuple):
    """What a row says of a running programme; `key` is its id as the database's driver gives it."""

    key: Any
    starts_on: dt.date
    weeks: int
    retest_on: dt.date

    @property
    def ended_on(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Worklist:
    """Everybody in the club today. `tests`, latest first, and `programmes` are by athlete's id."""

    standings: list[Standing]
    tests: Mapping[UUID, Sequence[PastTest]]
    programmes: Mapping[UUID, Running]
    squads: Mapping[UUID, str]
    targets: Targets
    errors: ErrorTable


class _Known(NamedTuple):
    """An athlete who isn't archived; `running` is None, or the running programme."""

    id: UUID
    name: str
    event: str
    born_on: dt.date | None
    consent: Consent
    running: Running | None
    squads: list[UUID]


def worklist_of(club: Club, *, today: dt.date, reader: User) -> Worklist:
    """How every athlete of the club who isn't archived stands today, as far as consent lets `reader` know.
    Four queries, five where somebody has fewer than two tests to compare in the last year."""
    targets, errors = targets_of(club), ErrorTable.from_rows(_ERRORS.rows(club=club.pk))
    squads, athletes = _athletes(club)
    tests = tests_of_club(club.pk, athletes, today=today, reader=reader.pk)
    pains = _recent_pains(club, today)
    standings = []
    for key, one in athletes.items():
        latest = tests[key][0] if key in tests else None
        verdict = verdict_of(tests[key], targets=targets, errors=errors) if latest else None
        standings.append(
            Standing(
                id=one.id,
                name=one.name,
                today=today,
                event=one.event,
                consent=one.consent,
                squads=frozenset(one.squads),
                verdict=verdict,
                tested_on=latest.tested_on if latest else None,
                referral=_referral(latest, verdict, one.born_on) if latest and verdict else None,
                pain=pains.get(key),
                retest_on=one.running.retest_on if one.running else None,
            )
        )
    return Worklist(
        standings,
        {athletes[key].id: past for key, past in tests.items()},
        {one.id: one.running for one in athletes.values() if one.running},
        squads,
        targets,
        errors,
    )


def _athletes(club: Club) -> tuple[dict[UUID, str], dict[Any, _Known]]:
    """Everybody who isn't archived, by the driver's key; and the squads they train in, in order."""
    squads: dict[UUID, str] = {}
    athletes: dict[Any, _Known] = {}
    for (
        key,
        name,
        event,
        born_on,
        consent,
        squad,
        squad_name,
        programme,
        starts_on,
        weeks,
        retest_on,
    ) in _ATHLETES.rows(club=club.pk):
        if key not in athletes:
            follows = programme and consent == Athlete.ConsentState.GIVEN
            running = Running(programme, as_date(starts_on), weeks, as_date(retest_on)) if follows else None
            birth = born_on and as_date(born_on)
            athletes[key] = _Known(as_uuid(key), name, event, birth, consent, running, [])
        if squad:
            squads[as_uuid(squad)] = squad_name
            athletes[key].squads.append(as_uuid(squad))
    return squads, athletes


def _recent_pains(club: Club, today: dt.date) -> dict[Any, Pain]:
    """Each athlete's last session of the last PAIN_DAYS days that hurt as much as the stop rule says."""
    rows = _PAINS.rows(club=club.pk, since=today - dt.timedelta(days=PAIN_DAYS))
    return {athlete: Pain(as_date(day), pain) for athlete, day, pain in rows}


def _referral(test: PastTest, verdict: Verdict, born_on: dt.date | None) -> Urgency | None:
    """How urgent the most urgent reason to refer is, by the age on the day of the test."""
    # Ages count beside answers only, which few tests have.
    symptoms = json.loads(test.symptoms_json) if test.symptoms_json != "[]" else []
    asked = symptoms or test.pain_left or test.pain_right
    reasons = referral_reasons(
        symptoms,
        pain_left=test.pain_left,
        pain_right=test.pain_right,
        age=Athlete(born_on=born_on).age_on(test.tested_on) if asked else None,
        verdict=verdict,
        position=test.position,
    )
    return reasons[0].urgency if reasons else None


def _active_athletes(club: UUID) -> Any:
    running = FilteredRelation("programmes", condition=Q(programmes__state=Programme.State.RUNNING))
    return (
        Athlete.objects.active()
        .filter(club=club)
        .order_by("squads__name")
        .annotate(running=running)
        .values_list(
            "id",
            "name",
            "event",
            "born_on",
            "consent",
            "squads",
            "squads__name",
            "running__id",
            "running__starts_on",
            "running__weeks",
            "running__retest_on",
        )
    )


def _errors(club: UUID) -> Any:
    return ErrorTable.rows_of(MeasurementError.objects.of_club(club))


def _pains(club: UUID, since: dt.date) -> Any:
    return (
        Session.objects.filter(
            programme__athlete__club=club,
            programme__athlete__consent=Athlete.ConsentState.GIVEN,
            done_on__gt=since,
            pain__gte=PAIN_STOP,
        )
        .order_by("done_on", "pain")
        .values_list("programme__athlete", "done_on", "pain")
    )


_CLUB, _DAY = UUID(int=0), dt.date.min
_ERRORS = Prepared(_errors, club=_CLUB)
_ATHLETES = Prepared(_active_athletes, club=_CLUB)
_PAINS = Prepared(_pains, club=_CLUB, since=_DAY)
