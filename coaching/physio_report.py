"""One page for a physiotherapist: the tests, what they say and how surely, the work done, and the pain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assessments.domain.error import mdc95
from assessments.domain.referral import ReferralReason
from assessments.models import MeasurementError
from coaching.athlete_report import AthleteReport, TestRow
from coaching.charting import Charted
from coaching.models import Session
from coaching.programme_lines import ProgrammeLine

#: What has room on one page; the rest is counted.
TESTS, PROGRAMMES, REASONS = 4, 2, 3


@dataclass(frozen=True)
class PhysioReport:
    """What the page says of one athlete; latest first."""

    report: AthleteReport

    @cached_property
    def chart(self) -> Charted | None:
        """The wide one for paper, and one to be read on a phone."""
        return self.report.charted("paper", "phone")

    @cached_property
    def rows(self) -> list[TestRow]:
        """The last tests, and the very first one where it is older than those."""
        count = len(self.report.tests)
        if count <= TESTS:
            return self.report.rows(0, count)
        return [*self.report.rows(0, TESTS - 1), *self.report.rows(count - 1, count)]

    @property
    def not_listed(self) -> int:
        """Tests between the listed ones and the first."""
        return len(self.report.tests) - len(self.rows)

    @property
    def programmes(self) -> Sequence[ProgrammeLine]:
        return self.report.programmes[:PROGRAMMES]

    @property
    def more_programmes(self) -> int:
        return len(self.report.programmes) - len(self.programmes)

    @property
    def referral(self) -> list[ReferralReason]:
        """The most urgent reasons."""
        return self.report.referral[:REASONS]

    @property
    def more_reasons(self) -> int:
        return len(self.report.referral) - len(self.referral)

    @cached_property
    def pain(self) -> dict[str, Any]:
        """Days logged, days with pain of 4 or more, and the last of them, in all programmes. One query."""
        return Session.objects.filter(programme__athlete=self.report.athlete).pain_summary()

    @property
    def painful(self) -> Session | None:
        """The last day with pain of 4 or more."""
        return next((session for session in self.report.sessions if session.reports_pain), None)

    @property
    def detectable(self) -> float:
        """The smallest change in degrees that two tests by the last test's method show."""
        return mdc95(self.report.reading.sem.degrees) if self.report.reading else 0.0

    @property
    def grade(self) -> str:
        reading = self.report.reading
        return str(MeasurementError.Grade(reading.sem.grade).label) if reading else ""
