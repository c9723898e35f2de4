"""Tests as plain values: what the rules and the trends need of the tests of a whole club."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast

from assessments.domain.choosing import passive_of, same_method
from assessments.domain.findings import Result, Targets, Verdict
from assessments.models import Assessment
from assessments.reading import ErrorTable, judge
from coaching.prepared import Prepared, as_date

#: Tests of this many days are read for everybody; older ones only of who has nothing to compare in that time.
RECENT_DAYS = 365


class PastTest(NamedTuple):
    """What the rules and the trend need of one test. The first six are those of `Result`."""

    left: float | None
    right: float | None
    position: str
    motion: str
    instrument: str
    tested_on: dt.date
    tester_id: int | None
    pain_left: int | None
    pain_right: int | None
    symptoms_json: str

    @property
    def result(self) -> Result:
        return Result(*self[:6])

    @property
    def method(self) -> tuple[str, str, str]:
        return self[2:5]


def verdict_of(tests: Sequence[PastTest], *, targets: Targets, errors: ErrorTable) -> Verdict:
    """The verdict of the latest test, the first of `tests`, as `assessments.reading.read` gives it."""
    now, earlier = tests[0], tests[1:]
    return judge(
        now,
        previous=same_method(now, earlier),
        passive=passive_of(now, earlier),
        targets=targets,
        errors=errors,
    )


def tests_of_club(
    club: UUID, athletes: Iterable[Any], *, today: dt.date, reader: int
) -> dict[Any, list[PastTest]]:
    """The tests of these active athletes of a club, latest first, by the driver's key; nobody who has none,
    or none that consent shows to `reader`, the key of a user.

    The last RECENT_DAYS days of everybody, however long their history; further back only of those athletes
    whose latest test has nothing to be compared with in that time. One query, or two.
    """
    since = today - dt.timedelta(days=RECENT_DAYS)
    values: dict[str, UUID | dt.date | int] = {"club": club, "since": since, "reader": reader}
    tests = _by_athlete(_RECENT_TESTS.rows(**values))
    short = [
        key for key in athletes if key not in tests or same_method(tests[key][0], tests[key][1:]) is None
    ]
    if short:
        older = _by_athlete(_OLDER_TESTS.rows(**values))
        tests |= {key: tests.get(key, []) + older[key] for key in short if key in older}
    return tests


def _by_athlete(rows: Iterable[tuple[Any, ...]]) -> dict[Any, list[PastTest]]:
    found: dict[Any, list[PastTest]] = {}
    for key, left, right, position, motion, instrument, day, *rest in rows:
        test = PastTest(left, right, position, motion, instrument, as_date(day), *rest)
        found.setdefault(key, []).append(test)
    return found


def _shown_tests(club: UUID, reader: int) -> Any:
    return Assessment.objects.filter(athlete__club=club, athlete__archived_on=None).shown_to(reader)


def _recent_tests(club: UUID, since: dt.date, reader: int) -> Any:
    return _shown_tests(club, reader).filter(tested_on__gte=since).latest_first()


def _older_tests(club: UUID, since: dt.date, reader: int) -> Any:
    """Older tests of athletes who have none since `since`, or one that stands alone in its method."""
    recent = _recent_tests(club, since, reader).order_by()
    alone = recent.values("athlete", "position", "motion", "instrument").annotate(n=Count("pk")).filter(n=1)
    wanted = ~Q(athlete__in=recent.values("athlete")) | Q(athlete__in=alone.values("athlete"))
    return _shown_tests(club, reader).filter(wanted, tested_on__lt=since).latest_first()


def _values(tests: Any) -> Any:
    return tests.values_list(
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


_CLUB, _DAY = UUID(int=0), dt.date.min
_LIKE: dict[str, UUID | dt.date | int] = {"club": _CLUB, "since": _DAY, "reader": 0}
_RECENT_TESTS = Prepared(lambda **values: _values(_recent_tests(**values)), **_LIKE)
_OLDER_TESTS = Prepared(lambda **values: _values(_older_tests(**values)), **_LIKE)
