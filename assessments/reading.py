"""Reading a test: the rules applied to it, with its error, the test before it and its passive twin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.db.models import Q, QuerySet

from accounts.models import Club
from assessments.domain.choosing import Dated, passive_of, previous_of
from assessments.domain.error import ErrorRow, row_for
from assessments.domain.findings import Result, Sem, Targets, Verdict, assess
from assessments.models import Assessment, MeasurementError


def targets_of(club: Club) -> Targets:
    """The club's own three targets, in degrees."""
    return Targets(
        sufficient=club.sufficient_degrees,
        optimal=club.optimal_degrees,
        asymmetry=club.asymmetry_degrees,
    )


class ErrorTable:
    """The error of every method as one club sees it: one query, then look-ups."""

    def __init__(self, rows: Iterable[ErrorRow]) -> None:
        self.rows = tuple(rows)
        self._found: dict[tuple[str, str, str], tuple[ErrorRow, Sem]] = {}

    @classmethod
    def of(cls, club: Club) -> ErrorTable:
        return cls.from_rows(cls.rows_of(MeasurementError.objects.of_club(club)))

    @classmethod
    def of_nobody(cls) -> ErrorTable:
        """The defaults, for whoever belongs to no club."""
        return cls.from_rows(cls.rows_of(MeasurementError.objects.filter(club=None)))

    @staticmethod
    def rows_of(stored: QuerySet[MeasurementError]) -> QuerySet[MeasurementError, tuple[Any, ...]]:
        """The query of what `from_rows` takes."""
        return stored.values_list("instrument", "position", "motion", "sem", "grade", "source", "club_id")

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[Any, ...]]) -> ErrorTable:
        return cls(
            ErrorRow(instrument, position, motion, sem, grade, source, own=club is not None)
            for instrument, position, motion, sem, grade, source, club in rows
        )

    def row(self, assessment: Assessment | Result) -> ErrorRow:
        """The line of the table that goes with that test's method: the error, its grade and its source."""
        return self._look_up(assessment)[0]

    def sem(self, assessment: Assessment | Result) -> Sem:
        """The standard error of that test's method, in degrees, with its grade."""
        return self._look_up(assessment)[1]

    def _look_up(self, assessment: Assessment | Result) -> tuple[ErrorRow, Sem]:
        method = (assessment.instrument, assessment.position, assessment.motion)
        if method not in self._found:
            instrument, position, motion = method
            row = row_for(self.rows, instrument=instrument, position=position, motion=motion)
            self._found[method] = (row, Sem(row.sem, row.grade, row.own))
        return self._found[method]


@dataclass(frozen=True, slots=True)
class Reading:
    """One test with everything the rules say about it."""

    assessment: Assessment
    verdict: Verdict
    targets: Targets
    sem: Sem
    error: ErrorRow
    previous: Assessment | None = None
    passive: Assessment | None = None


class Tested(Dated, Protocol):
    """A test, as far as reading it goes: a row, or its plain values."""

    @property
    def tester_id(self) -> int | None: ...
    @property
    def result(self) -> Result: ...


Test = TypeVar("Test", bound=Tested)


def judge(
    test: Test, *, previous: Test | None, passive: Test | None, targets: Targets, errors: ErrorTable
) -> Verdict:
    """The rules' verdict on a test, held against the one before it and the passive one of its day."""
    result = test.result
    return assess(
        result,
        targets=targets,
        sem=errors.sem(result),
        previous=previous.result if previous else None,
        previous_sem=errors.sem(previous.result) if previous else None,
        passive=passive.result if passive else None,
        passive_sem=errors.sem(passive.result) if passive else None,
        tester_changed=previous is not None and _tester_changed(test.tester_id, previous.tester_id),
    )


def read(
    assessment: Assessment,
    *,
    tests: Sequence[Assessment],
    targets: Targets,
    errors: ErrorTable,
) -> Reading:
    """The reading of `assessment` among its athlete's `tests` (latest first, in any number)."""
    previous = previous_of(assessment, [test for test in tests if test.order_key < assessment.order_key])
    passive = passive_of(assessment, tests)
    verdict = judge(assessment, previous=previous, passive=passive, targets=targets, errors=errors)
    sem, error = errors.sem(assessment), errors.row(assessment)
    return Reading(assessment, verdict, targets, sem, error, previous, passive)


def neighbours(assessment: Assessment) -> list[Assessment]:
    """The few tests that `read` looks at, the twin of the other motion, and the latest; latest first.

    One query of at most four rows, however many tests the athlete has. Until the athlete has agreed, a test
    is read among those of its tester alone.
    """
    tests = Assessment.objects.filter(athlete=assessment.athlete_id).latest_first()
    if not assessment.athlete.has_agreed:
        tests = tests.filter(tester=assessment.tester_id)
    same_day = Q(tested_on=assessment.tested_on)
    earlier_day = Q(tested_on__lt=assessment.tested_on)
    earlier = earlier_day | same_day & (
        Q(created_at__lt=assessment.created_at) | Q(created_at=assessment.created_at, pk__lt=assessment.pk)
    )
    here = tests.filter(position=assessment.position)
    same_method = here.filter(earlier, motion=assessment.motion, instrument=assessment.instrument)
    twins = here.filter(same_day).exclude(motion=assessment.motion)
    wanted = Q()
    for found in (same_method, tests.filter(earlier_day), twins, tests):
        wanted |= Q(pk__in=found.values("pk")[:1])
    return list(tests.filter(wanted))


def _tester_changed(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other
