"""A test as the JSON API takes and gives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, Strict, StrictBool, StrictInt

from accounts.api import Difference, Faults
from assessments.comparing import differences, differing
from assessments.domain.referral import SYMPTOMS
from assessments.formats import as_typed
from assessments.forms import SIDES, TRIALS, AssessmentForm, names_of
from assessments.methods import Compensation, Instrument, Motion, Position
from assessments.models import Assessment
from assessments.reading import Reading
from assessments.saving import Entry
from assessments.sentences import Chip, Sentence
from assessments.wording import finding_sentences, squad_chips

#: A reading in degrees, or as it was typed: 34.5, "34.5", "34,5".
Trial = Annotated[float, Strict()] | str
Trials = Annotated[list[Trial], Field(max_length=len(TRIALS), examples=[[34.5, 35, "33,5"]])]


def _one_of(keys: Iterable[str]) -> Any:
    return Field(json_schema_extra={"enum": list(keys)})


def _some_of(keys: Iterable[str]) -> Any:
    return Field(default=[], json_schema_extra={"items": {"type": "string", "enum": list(keys)}})


class AssessmentIn(Schema):
    """A whole test as it is to be stored. The form's rules say what is taken (`AssessmentForm`)."""

    model_config = ConfigDict(extra="forbid")

    athlete: UUID
    tested_on: str = Field(json_schema_extra={"format": "date"})
    position: str = _one_of(Position.values)
    motion: str = _one_of(Motion.values)
    instrument: str = _one_of(Instrument.values)
    warm_up: str = Field("", json_schema_extra={"maxLength": 120})
    left_trials: Trials = []
    right_trials: Trials = []
    pain_left: StrictInt | None = None
    pain_right: StrictInt | None = None
    symptoms: list[str] = _some_of(SYMPTOMS)
    compensations: list[str] = _some_of(Compensation.values)
    note: str = Field("", json_schema_extra={"maxLength": 2000})
    version: StrictInt | None = Field(
        None, description="The version that was read; none or 0 for a new test."
    )
    confirm_unusual: StrictBool = Field(
        default=False, description="Yes to the question about angles under 5° or over 70°."
    )

    @property
    def read_at(self) -> int | None:
        """The stored version that it was made from; None where it is new."""
        return self.version or None

    def as_form(self) -> dict[str, Any]:
        """The same as the form of a page would send it."""
        data = self.model_dump(exclude={"athlete", "left_trials", "right_trials", "version"})
        for side in SIDES:
            readings: list[float | str] = getattr(self, f"{side}_trials")
            typed = [one if isinstance(one, str) else as_typed(one) for one in readings]
            data |= dict(zip(names_of(side), typed, strict=False))
        return data


class AssessmentContent(Schema):
    """What a test says: trials and their means in degrees, pains 0–10."""

    tested_on: dt.date
    position: str
    motion: str
    instrument: str
    warm_up: str
    left_trials: list[float]
    right_trials: list[float]
    left_degrees: float | None
    right_degrees: float | None
    pain_left: int | None
    pain_right: int | None
    symptoms: list[str]
    compensations: list[str]
    note: str


class StoredAssessment(AssessmentContent):
    """A stored test. `version` goes with the next change of it."""

    id: UUID
    athlete: UUID
    version: int

    @classmethod
    def of(cls, test: Assessment, **more: Any) -> Self:
        identity: dict[str, Any] = {"id": test.pk, "athlete": test.athlete_id, "version": test.version}
        return cls(**identity, **Entry.of(test).columns(), **more)


class ReadAssessment(StoredAssessment):
    """A stored test with what stands out: labels for a row, and every finding with its reason in words."""

    chips: list[Chip]
    sentences: list[Sentence]

    @classmethod
    def by(cls, reading: Reading) -> ReadAssessment:
        sentences = finding_sentences(
            reading.verdict,
            result=reading.assessment.result,
            targets=reading.targets,
            sem=reading.sem,
            previous=reading.previous.result if reading.previous else None,
        )
        chips = squad_chips(reading.verdict, reading.targets)
        return cls.of(reading.assessment, chips=chips, sentences=sentences)


class AssessmentPage(Schema):
    """Up to 100 tests of one athlete, latest first; `next` is the number of the page after it."""

    tests: list[StoredAssessment]
    next: int | None


class AssessmentClash(Schema):
    """Somebody saved the test since it was read; `stored` is null where somebody deleted it."""

    detail: str
    yours: AssessmentContent
    stored: StoredAssessment | None
    differences: list[Difference]

    @classmethod
    def between(cls, mine: Entry, stored: Assessment | None, *, detail: str) -> AssessmentClash:
        theirs = Entry.of(stored) if stored else mine
        told = zip(differing(mine, theirs), differences(mine, theirs), strict=True)
        return cls(
            detail=detail,
            yours=AssessmentContent(**mine.columns()),
            stored=StoredAssessment.of(stored) if stored else None,
            differences=[
                Difference(field=name, label=one.label, yours=one.mine, stored=one.theirs)
                for name, one in told
            ],
        )


_FIELDS = {name: f"{side}_trials" for side in SIDES for name in names_of(side)}


def faults_of(form: AssessmentForm) -> Faults:
    """The form's sentences by the names of the body's fields."""
    faults: Faults = {}
    for name, sentences in form.errors.items():
        faults.setdefault(_FIELDS.get(name, name), []).extend(str(one) for one in sentences)
    return faults
