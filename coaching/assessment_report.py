"""What the page of one test shows a coach: findings in words, the trials, and what follows from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _g

from assessments.domain.error import mdc95
from assessments.domain.referral import SYMPTOMS, ReferralReason
from assessments.methods import Compensation, Motion
from assessments.models import Assessment, MeasurementError
from assessments.reading import Reading
from assessments.sentences import Sentence
from assessments.wording import finding_sentences
from coaching.domain.prescription import Suggestion
from coaching.models.template import PRESCRIBING, Emphasis
from coaching.planning import Plan, plan_for
from coaching.suggesting import referral_of, suggest


@dataclass(frozen=True, slots=True)
class HipRow:
    """One tested hip in the table: its trials and mean in degrees, and the pain it gave, 0–10 or None."""

    label: str
    trials: list[float]
    mean: float
    pain: int | None


@dataclass(frozen=True)
class AssessmentReport:
    """One test read among its neighbours (latest first)."""

    reading: Reading
    neighbours: Sequence[Assessment]

    @property
    def _test(self) -> Assessment:
        return self.reading.assessment

    @cached_property
    def today(self) -> dt.date:
        return self._test.athlete.club.today()

    @property
    def sentences(self) -> list[Sentence]:
        """Every finding with its reason and certainty."""
        reading = self.reading
        return finding_sentences(
            reading.verdict,
            result=self._test.result,
            targets=reading.targets,
            sem=reading.sem,
            previous=reading.previous.result if reading.previous else None,
        )

    @cached_property
    def suggestion(self) -> Suggestion:
        return suggest(self.reading, self._test.athlete)

    @property
    def referral(self) -> list[ReferralReason]:
        """Who to see before any programme, most urgent first; often empty."""
        return referral_of(self.reading, self._test.athlete)

    @property
    def emphasis(self) -> str:
        return str(Emphasis(self.suggestion.emphasis).label)

    @cached_property
    def plan(self) -> Plan | None:
        """The exercises that the suggestion starts from; None where it prescribes nothing."""
        emphasis = self.suggestion.emphasis
        if emphasis not in PRESCRIBING:
            return None
        return plan_for(self.suggestion, emphasis=emphasis, club=self._test.athlete.club)

    @property
    def hips(self) -> list[HipRow]:
        test = self._test
        rows = [
            (_g("Left"), test.left_trials, test.left_degrees, test.pain_left),
            (_g("Right"), test.right_trials, test.right_degrees, test.pain_right),
        ]
        return [HipRow(label, trials, mean, pain) for label, trials, mean, pain in rows if mean is not None]

    @property
    def any_pain(self) -> bool:
        return any(hip.pain is not None for hip in self.hips)

    @property
    def answers(self) -> list[str]:
        """What was ticked before the test, in words."""
        return [_g(SYMPTOMS.get(key, key)) for key in self._test.symptoms]

    @property
    def compensations(self) -> list[str]:
        known = dict(Compensation.choices)
        return [str(known.get(key, key)) for key in self._test.compensations]

    @property
    def newer(self) -> Assessment | None:
        """The athlete's latest test, where it is of a later day than this one."""
        latest = self.neighbours[0]
        return latest if latest.tested_on > self._test.tested_on else None

    @property
    def twin(self) -> Assessment | None:
        """The test of the same day and position with the other motion."""
        test = self._test
        for other in self.neighbours:
            same_day = other.tested_on == test.tested_on and other.position == test.position
            if same_day and other.motion != test.motion:
                return other
        return None

    @property
    def twin_is_passive(self) -> bool:
        return self.twin is not None and self.twin.motion == Motion.PASSIVE

    @property
    def detectable(self) -> float:
        """The smallest change in degrees that two tests by this method can show."""
        return mdc95(self.reading.sem.degrees)

    @property
    def grade(self) -> str:
        return str(MeasurementError.Grade(self.reading.sem.grade).label)
