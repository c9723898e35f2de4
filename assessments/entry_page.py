"""What the page of the form shows around its fields."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.forms import BoundField

from accounts.ids import uuid7
from accounts.models import User
from assessments.comparing import Difference
from assessments.domain.findings import Side, Targets
from assessments.formats import day_text, degrees_text
from assessments.forms import SIDES, AssessmentForm, names_of
from assessments.models import Assessment, AssessmentPicture
from assessments.questions import QuestionGroup, question_groups
from assessments.reading import targets_of
from assessments.remembering import LastMean, last_means
from assessments.sentences import SIDE_WORDS


@dataclass(frozen=True, slots=True)
class HipFields:
    """One hip of the form: its trials and pain, its mean so far, and what it showed last time in words."""

    side: Side
    label: str
    trials: list[BoundField]
    pain: BoundField
    mean: float | None
    last: str


@dataclass(frozen=True)
class EntryPage:
    """The form of a test with the questions, both hips and, after a conflict, what differs from `stored`.

    `reader` is the coach whose page it is; `action` is where it is sent, empty for the page's own address.
    """

    form: AssessmentForm
    reader: User
    stored: Assessment | None = None
    differences: Sequence[Difference] = field(default_factory=list)
    action: str = ""

    @property
    def groups(self) -> list[QuestionGroup]:
        ticked = self.form["symptoms"].value() or []
        return question_groups(ticked, ask_age=self.form.athlete.born_on is None)

    @cached_property
    def _last(self) -> dict[str, dict[Side, str]]:
        means = last_means(self.form.athlete, before=self.form.stored, reader=self.reader)
        return {
            " ".join(method): {side: self._in_words(last) for side, last in hips.items()}
            for method, hips in means.items()
        }

    @property
    def last_by_method(self) -> str:
        """The last results by "position motion instrument" and side, as JSON for the page's script."""
        return json.dumps(self._last)

    @property
    def hips(self) -> list[HipFields]:
        method = " ".join(str(self.form[name].value()) for name in self.form.METHOD)
        return [self._hip(side, self._last.get(method, {}).get(side, "")) for side in SIDES]

    @property
    def targets(self) -> Targets:
        """The club's: the rays on a picture, and the dial of whoever measures with the phone."""
        return targets_of(self.form.athlete.club)

    @property
    def picture_ticks(self) -> list[BoundField]:
        """Both are needed before a picture is kept."""
        return [self.form["keep_picture"], self.form["picture_consent"]]

    @cached_property
    def kept_picture(self) -> AssessmentPicture | None:
        """The picture that is kept with the test being changed."""
        return AssessmentPicture.objects.filter(assessment=self.form.stored).first()

    @cached_property
    def separate(self) -> uuid.UUID:
        """The id of a second test, for whoever wants to keep both."""
        return uuid7()

    @property
    def changed_by(self) -> str:
        """Who stored the other version."""
        last = self.stored.history.select_related("history_user").first() if self.stored else None
        return str(last.history_user) if last and last.history_user else ""

    def _hip(self, side: Side, last: str) -> HipFields:
        form = self.form
        return HipFields(
            side=side,
            label=str(SIDE_WORDS[side]),
            trials=[form[name] for name in names_of(side)],
            pain=form[f"pain_{side}"],
            mean=form.mean(side),
            last=last,
        )

    def _in_words(self, last: LastMean) -> str:
        return f"{degrees_text(last.degrees)} · {day_text(last.tested_on, self.form.today)}"
