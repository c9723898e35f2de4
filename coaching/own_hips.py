"""What athletes see of their own hips: the last test in plain words, and everything over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from assessments.domain.referral import ReferralReason
from assessments.models import Assessment
from assessments.plain_wording import plain_sentences
from assessments.reading import ErrorTable, Reading, read, targets_of
from assessments.sentences import Sentence
from athletes.models import Athlete
from coaching.chart_words import error_text
from coaching.charting import Charted, charted
from coaching.domain.adherence import PAIN_STOP
from coaching.models import Session
from coaching.programme_lines import programme_lines
from coaching.suggesting import referral_of

#: Tests that the page lists; older ones are in the history.
LISTED = 10


@dataclass(frozen=True)
class Hips:
    """One profile's tests, latest first, and its days of pain."""

    athlete: Athlete
    tests: Sequence[Assessment]
    pains: Sequence[tuple[dt.date, int]]

    @cached_property
    def reading(self) -> Reading | None:
        """The last test, read; None where there is none."""
        if not self.tests:
            return None
        return read(
            self.tests[0], tests=self.tests, targets=targets_of(self.athlete.club), errors=self.errors
        )

    @cached_property
    def errors(self) -> ErrorTable:
        return ErrorTable.of(self.athlete.club)

    @cached_property
    def chart(self) -> Charted | None:
        today = self.athlete.club.today()
        return charted(
            self.tests,
            programmes=[(line.programme, line.progress) for line in programme_lines(self.athlete, today)],
            pains=self.pains,
            targets=targets_of(self.athlete.club),
            errors=self.errors,
            today=today,
            sizes=["phone"],
        )

    @property
    def listed(self) -> list[tuple[Assessment, str]]:
        """The last tests, each with its error in words."""
        return [(test, error_text(self.errors.sem(test))) for test in self.tests[:LISTED]]

    @property
    def sentences(self) -> list[Sentence]:
        if self.reading is None:
            return []
        previous = self.reading.previous
        return plain_sentences(
            self.reading.verdict,
            result=self.reading.assessment.result,
            targets=self.reading.targets,
            previous=previous.result if previous else None,
        )

    @property
    def referral(self) -> list[ReferralReason]:
        return referral_of(self.reading, self.athlete) if self.reading else []


def own_hips(athletes: Sequence[Athlete]) -> list[Hips]:
    """The hips of these profiles: two queries for all, and two more for each that was tested.

    Until somebody was asked for consent and answered, their tests are shown to nobody but the tester.
    """
    tests: dict[UUID, list[Assessment]] = {one.pk: [] for one in athletes}
    pains: dict[UUID, list[tuple[dt.date, int]]] = {one.pk: [] for one in athletes}
    answered = [one for one in athletes if one.has_answered]
    for test in Assessment.objects.filter(athlete__in=answered).latest_first():
        tests[test.athlete_id].append(test)
    painful = Session.objects.filter(programme__athlete__in=athletes, pain__gte=PAIN_STOP).order_by()
    for athlete, day, pain in painful.values_list("programme__athlete", "done_on", "pain"):
        pains[athlete].append((day, pain or 0))
    return [Hips(one, tests[one.pk], pains[one.pk]) for one in athletes]
