"""The worklist of a club: how every athlete stands today, from a fixed number of queries.

One lean pass over the whole club gives each athlete's need by the domain's rules, and what the rows of a page
say (`coaching/squad_rows.py`). Plain values, not models: a page shows fifty of what may be two thousand.
Nothing found here is stored, so that a changed target or error counts at once.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import FilteredRelation, Q, TextField
from django.db.models.functions import Cast

from accounts.models import Club
from assessments.domain.findings import Result, Targets, Verdict, assess
from assessments.domain.referral import Urgency, referral_reasons
from assessments.methods import Motion
from assessments.models import Assessment, AssessmentQuerySet
from assessments.reading import ErrorTable, targets_of
from athletes.models import Athlete
from coaching.domain.adherence import PAIN_STOP
from coaching.domain.worklist import PAIN_DAYS, Pain, Standing
from coaching.models import Programme, Session

#: Tests of this many days are read for everybody; older ones only of who has none in that time.
RECENT_DAYS = 365


class PastTest(NamedTuple):
    """What the rules and the trend need of one test. The first seven are in the order of `Result`."""

    left: float | None
    right: float | None
    position: str
    motion: str
    instrument: str
    tested_on: dt.date
    tester: int | None
    pain_left: int | None
    pain_right: int | None
    symptoms_json: str

    @property
    def result(self) -> Result:
        return Result(*self[:6])

    @property
    def method(self) -> tuple[str, str, str]:
        return self[2:5]


def past_test(test: Assessment) -> PastTest:
    """The same of a row."""
    hips = (test.left_degrees, test.right_degrees)
    method = (test.position, test.motion, test.instrument)
    pains = (test.pain_left, test.pain_right)
    return PastTest(*hips, *method, test.tested_on, test.tester_id, *pains, json.dumps(test.symptoms))


class Running(NamedTuple):
    """What a row says of a running programme."""

    id: UUID
    starts_on: dt.date
    weeks: int
    retest_on: dt.date


@dataclass(frozen=True, slots=True)
class Worklist:
    """Everybody in the club today. `tests`, latest first, and `programmes` are by athlete's id."""

    standings: list[Standing]
    tests: Mapping[UUID, Sequence[PastTest]]
    programmes: Mapping[UUID, Running]
    squads: Mapping[UUID, str]
    targets: Targets
    errors: ErrorTable

    def programme(self, athlete: UUID) -> Programme:
        """The running programme as an instance with its dates only. Raises KeyError where none is running."""
        return Programme(**self.programmes[athlete]._asdict())


def worklist_of(club: Club, *, today: dt.date) -> Worklist:
    """How every athlete of the club who isn't archived stands today. Four queries, five where somebody has
    fewer than two tests to compare in the last year."""
    targets, errors = targets_of(club), ErrorTable.of(club)
    squads, members, athletes = _athletes(club)
    tests = _tests(club, athletes, today)
    pains = _recent_pains(club, today)
    programmes: dict[UUID, Running] = {}
    standings = []
    for pk, (name, event, born_on, *running) in athletes.items():
        if running[0]:
            programmes[pk] = Running(*running)
        latest = tests[pk][0] if pk in tests else None
        verdict = latest and verdict_of(tests[pk], targets=targets, errors=errors)
        standings.append(
            Standing(
                id=pk,
                name=name,
                today=today,
                event=event,
                squads=frozenset(members[pk]),
                verdict=verdict,
                tested_on=latest.tested_on if latest else None,
                referral=_referral(latest, verdict, born_on) if latest and verdict else None,
                pain=pains.get(pk),
                retest_on=running[-1],
            )
        )
    return Worklist(standings, tests, programmes, squads, targets, errors)


def verdict_of(tests: Sequence[PastTest], *, targets: Targets, errors: ErrorTable) -> Verdict:
    """The verdict of an athlete's latest test, the first of `tests`: what `assessments.reading.read` says of
    rows, for plain values."""
    now = tests[0]
    previous = previous_of(tests)
    passive = next((one for one in tests[1:] if _is_passive_twin(one, now)), None)
    result, passive_result = now.result, passive and passive.result
    return assess(
        result,
        targets=targets,
        sem=errors.sem(result),
        previous=previous.result if previous else None,
        passive=passive_result,
        passive_sem=errors.sem(passive_result) if passive_result else None,
        tester_changed=previous is not None
        and None not in (previous.tester, now.tester)
        and previous.tester != now.tester,
    )


def previous_of(tests: Sequence[PastTest]) -> PastTest | None:
    """The test that the latest, the first of `tests`, is compared with: the last before it of its method."""
    method = tests[0].method
    return next((one for one in tests[1:] if one.method == method), None)


def _is_passive_twin(one: PastTest, now: PastTest) -> bool:
    return (
        one.motion == Motion.PASSIVE
        and now.motion == Motion.ACTIVE
        and one.tested_on == now.tested_on
        and one.position == now.position
    )


def _tests(club: Club, athletes: Iterable[UUID], today: dt.date) -> dict[UUID, list[PastTest]]:
    """Each athlete's tests, latest first; nobody who was never tested.

    The last RECENT_DAYS days of everybody, however long their history; further back only of those athletes
    whose latest test has nothing to be compared with in that time.
    """
    since = today - dt.timedelta(days=RECENT_DAYS)
    of_club = Q(athlete__club=club.pk, athlete__archived_on=None)
    tests = _by_athlete(Assessment.objects.filter(of_club, tested_on__gte=since))
    short = [pk for pk in athletes if pk not in tests or previous_of(tests[pk]) is None]
    return tests | _by_athlete(Assessment.objects.filter(athlete__in=short)) if short else tests


def _by_athlete(tests: AssessmentQuerySet) -> dict[UUID, list[PastTest]]:
    rows = tests.latest_first().values_list(
        "athlete_id",
        "left_degrees",
        "right_degrees",
        "position",
        "motion",
        "instrument",
        "tested_on",
        "tester_id",
        "pain_left",
        "pain_right",
        # As text: most are empty, and only the latest test's are ever read.
        Cast("symptoms", TextField()),
    )
    found: dict[UUID, list[PastTest]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(PastTest._make(row[1:]))
    return found


def _athletes(club: Club) -> tuple[dict[UUID, str], dict[UUID, list[UUID]], dict[UUID, list[Any]]]:
    """Everybody who isn't archived: the squads they train in, in order; who is in which; and what is known
    of each, with their running programme or nothing in its place."""
    running = FilteredRelation("programmes", condition=Q(programmes__state=Programme.State.RUNNING))
    rows = (
        Athlete.objects.active()
        .filter(club=club.pk)
        .order_by("squads__name")
        .annotate(running=running)
        .values_list(
            "squads",
            "squads__name",
            "id",
            "name",
            "event",
            "born_on",
            "running__id",
            "running__starts_on",
            "running__weeks",
            "running__retest_on",
        )
    )
    squads: dict[UUID, str] = {}
    members: dict[UUID, list[UUID]] = defaultdict(list)
    athletes: dict[UUID, list[Any]] = {}
    for squad, squad_name, athlete, *known in rows:
        athletes[athlete] = known
        if squad:
            squads[squad] = squad_name
            members[athlete].append(squad)
    return squads, members, athletes


def _recent_pains(club: Club, today: dt.date) -> dict[UUID, Pain]:
    """Each athlete's last session of the last PAIN_DAYS days that hurt as much as the stop rule says."""
    since = today - dt.timedelta(days=PAIN_DAYS)
    rows = (
        Session.objects.filter(programme__athlete__club=club.pk, done_on__gt=since, pain__gte=PAIN_STOP)
        .order_by("done_on", "pain")
        .values_list("programme__athlete", "done_on", "pain")
    )
    return {athlete: Pain(day, pain) for athlete, day, pain in rows if pain is not None}


def _referral(test: PastTest, verdict: Verdict, born_on: dt.date | None) -> Urgency | None:
    """How urgent the most urgent reason to refer is, by the age on the day of the test."""
    # Ages count beside answers only, which few tests have.
    symptoms = json.loads(test.symptoms_json)
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
