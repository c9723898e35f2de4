"""Reading a test: the rules applied to it, with its error, the test before it and its passive twin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import Club
from assessments.domain.error import ErrorRow, row_for
from assessments.domain.findings import Result, Sem, Targets, Verdict, assess
from assessments.methods import Motion
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
        return cls._from(MeasurementError.objects.of_club(club))

    @classmethod
    def of_nobody(cls) -> ErrorTable:
        """The defaults, for whoever belongs to no club."""
        return cls._from(MeasurementError.objects.filter(club=None))

    @classmethod
    def _from(cls, stored: QuerySet[MeasurementError]) -> ErrorTable:
        rows = stored.values_list("instrument", "position", "motion", "sem", "grade", "source", "club_id")
        return cls(ErrorRow(*row[:6], own=row[6] is not None) for row in rows)

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


def read(
    assessment: Assessment,
    *,
    tests: Sequence[Assessment],
    targets: Targets,
    errors: ErrorTable,
) -> Reading:
    """The reading of `assessment` among its athlete's `tests` (latest first, in any number)."""
    previous = _previous(assessment, tests)
    passive = _passive(assessment, tests)
    sem = errors.sem(assessment)
    verdict = assess(
        assessment.result,
        targets=targets,
        sem=sem,
        previous=previous.result if previous else None,
        previous_sem=errors.sem(previous) if previous else None,
        passive=passive.result if passive else None,
        passive_sem=errors.sem(passive) if passive else None,
        tester_changed=previous is not None and _tester_changed(assessment, previous),
    )
    return Reading(assessment, verdict, targets, sem, errors.row(assessment), previous, passive)


def neighbours(assessment: Assessment) -> list[Assessment]:
    """The few tests that `read` looks at, the twin of the other motion, and the latest; latest first.

    One query of at most four rows, however many tests the athlete has.
    """
    tests = Assessment.objects.filter(athlete=assessment.athlete_id).latest_first()
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


def _method(assessment: Assessment) -> tuple[str, str, str]:
    return (assessment.position, assessment.motion, assessment.instrument)


def _earlier(assessment: Assessment, tests: Sequence[Assessment]) -> list[Assessment]:
    return [test for test in tests if test.order_key < assessment.order_key]


def _previous(assessment: Assessment, tests: Sequence[Assessment]) -> Assessment | None:
    """The last earlier test of the same method; else the last of an earlier day, which does not compare."""
    earlier = _earlier(assessment, tests)
    same = [test for test in earlier if _method(test) == _method(assessment)]
    other = [test for test in earlier if test.tested_on < assessment.tested_on]
    return next(iter(same or other), None)


def _passive(assessment: Assessment, tests: Sequence[Assessment]) -> Assessment | None:
    """The passive test of the same day and position, for an active one."""
    if assessment.motion != Motion.ACTIVE:
        return None
    day_and_position = (assessment.tested_on, assessment.position)
    return next(
        (t for t in tests if t.motion == Motion.PASSIVE and (t.tested_on, t.position) == day_and_position),
        None,
    )


def _tester_changed(one: Assessment, other: Assessment) -> bool:
    return one.tester_id is not None and other.tester_id is not None and one.tester_id != other.tester_id
