"""What an athlete's page shows the coaches: the current test read, the programme, its days, every test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.domain.findings import HipVerdict, Targets
from assessments.domain.referral import ReferralReason
from assessments.domain.rounding import decimals_beside
from assessments.formats import degrees_text, signed_text
from assessments.models import Assessment
from assessments.reading import ErrorTable, Reading, read, targets_of
from assessments.sentences import Sentence
from assessments.wording import finding_sentences
from athletes.models import Athlete
from coaching.chart_words import error_text
from coaching.charting import Charted, charted
from coaching.deciding import time_to_decide
from coaching.domain.adherence import PAIN_STOP
from coaching.domain.prescription import STOP_CHASING, Suggestion
from coaching.domain.worklist import retest_overdue
from coaching.models import Decision, Session
from coaching.models.template import Emphasis
from coaching.programme_lines import ProgrammeLine, programme_lines
from coaching.progressing import Offer, offers_for
from coaching.suggesting import referral_of, suggest

#: Sessions read whatever they say, and how many of them are listed so; of those, the painful ones all are.
SESSIONS = 28
LISTED = 5
#: How far a row of the table looks back for the test it is compared with, in tests.
LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class HipCell:
    """One hip of one test in words; `change` is against the test before it by the same method, or empty."""

    degrees: str
    band: str = ""
    change: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class TestRow:
    """One test of the table; `error` is what the bars of the chart show."""

    test: Assessment
    left: HipCell
    right: HipCell
    error: str


@dataclass(frozen=True)
class AthleteReport:
    """One athlete today; `tests`, `programmes` and `sessions` are latest first.

    The sessions are the last SESSIONS, and all with so much pain that the stop rule holds; `decision` is the
    last that a coach took.
    """

    athlete: Athlete
    today: dt.date
    targets: Targets
    errors: ErrorTable
    tests: Sequence[Assessment]
    programmes: Sequence[ProgrammeLine]
    sessions: Sequence[Session]
    decision: Decision | None

    @cached_property
    def reading(self) -> Reading | None:
        return self._read(0) if self.tests else None

    @property
    def sentences(self) -> list[Sentence]:
        """The findings of the current test, with their reasons and certainty."""
        return _sentences(self.reading) if self.reading else []

    @cached_property
    def referral(self) -> list[ReferralReason]:
        return referral_of(self.reading, self.athlete) if self.reading else []

    @cached_property
    def suggestion(self) -> Suggestion | None:
        return suggest(self.reading, self.athlete) if self.reading else None

    @property
    def emphasis(self) -> str:
        return str(Emphasis(self.suggestion.emphasis).label) if self.suggestion else ""

    @cached_property
    def question(self) -> str:
        """What twelve weeks without a change lead to, in words; empty where there is nothing to decide."""
        if self.reading is None or self.suggestion is None:
            return ""
        asks = time_to_decide(
            self.reading,
            self.suggestion,
            tests=self.tests,
            programmes=self.programmes,
            errors=self.errors,
            answer=self.decision,
        )
        return _(STOP_CHASING) if asks else ""

    @cached_property
    def running(self) -> ProgrammeLine | None:
        return next((one for one in self.programmes if one.programme.state == "running"), None)

    @property
    def past(self) -> list[ProgrammeLine]:
        return [one for one in self.programmes if one is not self.running]

    @property
    def overdue(self) -> int | None:
        """Days since the retest fell due; None where it isn't."""
        retest_on = self.running.programme.retest_on if self.running else None
        return retest_overdue(retest_on, self.tests[0].tested_on if self.tests else None, self.today)

    @property
    def tested_since(self) -> bool:
        """Is there a test since the running programme was assigned? Then there may be another suggestion."""
        programme = self.running.programme if self.running else None
        latest = self.tests[0] if self.tests else None
        if programme is None or latest is None or latest.pk == programme.assessment_id:
            return False
        return latest.tested_on >= programme.starts_on

    @property
    def listed_sessions(self) -> list[Session]:
        """The last few days, and some time before them those with pain."""
        recent = self.sessions[:SESSIONS]
        return [one for n, one in enumerate(recent) if n < LISTED or one.reports_pain]

    @cached_property
    def steps(self) -> list[Offer]:
        """The next steps that the running programme has earned."""
        return offers_for(self.running.programme, self.running.exercises) if self.running else []

    @cached_property
    def chart(self) -> Charted | None:
        return self.charted("desk", "phone")

    def charted(self, *sizes: str) -> Charted | None:
        """The chart in these sizes."""
        return charted(
            self.tests,
            programmes=[(line.programme, line.progress) for line in self.programmes],
            pains=[(one.done_on, one.pain) for one in self.sessions if one.pain and one.reports_pain],
            targets=self.targets,
            errors=self.errors,
            today=self.today,
            sizes=sizes,
        )

    def rows(self, start: int, stop: int) -> list[TestRow]:
        """The lines of the table of tests, from one place in `tests` to before another."""
        return [self._row(self._read(place)) for place in range(start, min(stop, len(self.tests)))]

    def _read(self, place: int) -> Reading:
        near = self.tests[max(place - 1, 0) : place + LOOKED_AT]
        return read(self.tests[place], tests=near, targets=self.targets, errors=self.errors)

    def _row(self, reading: Reading) -> TestRow:
        verdict = reading.verdict
        hips = self._cell(verdict.left), self._cell(verdict.right)
        return TestRow(reading.assessment, *hips, error=error_text(reading.sem))

    def _cell(self, hip: HipVerdict | None) -> HipCell:
        if hip is None:
            return HipCell("–")
        degrees = degrees_text(hip.degrees, decimals_beside(hip.degrees, self.targets.sufficient))
        if hip.change_degrees is None:
            return HipCell(degrees, hip.band)
        change = signed_text(hip.change_degrees)
        if hip.change == "improved":
            return HipCell(degrees, hip.band, _("%(change)s improved") % {"change": change}, "up")
        if hip.change == "declined":
            return HipCell(degrees, hip.band, _("%(change)s declined") % {"change": change}, "down")
        return HipCell(degrees, hip.band, change, "same")


def _sentences(reading: Reading) -> list[Sentence]:
    previous = reading.previous
    return finding_sentences(
        reading.verdict,
        result=reading.assessment.result,
        targets=reading.targets,
        sem=reading.sem,
        previous=previous.result if previous else None,
    )


def athlete_report(athlete: Athlete, reader: User) -> AthleteReport:
    """The report of one athlete, whose club is at hand, as far as consent lets `reader` know. Five queries,
    however much there is.
    """
    today = athlete.club.today()
    agreed = athlete.has_agreed or athlete.user_id == reader.pk
    sessions = Session.objects.filter(programme__athlete=athlete).order_by("-done_on", "-pk")
    recent = Q(pk__in=sessions.values("pk")[:SESSIONS])
    return AthleteReport(
        athlete=athlete,
        today=today,
        targets=targets_of(athlete.club),
        errors=ErrorTable.of(athlete.club),
        tests=list(athlete.assessments.shown_to(reader).latest_first()),
        programmes=programme_lines(athlete, today) if agreed else [],
        sessions=list(sessions.with_hurting().filter(recent | Q(pain__gte=PAIN_STOP))) if agreed else [],
        decision=Decision.objects.filter(athlete=athlete).first() if agreed else None,
    )
