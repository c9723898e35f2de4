"""When to refer instead of prescribing: the questions asked before the angles, and what the answers lead to.

Screening, not a diagnosis. The rules as a table, with their sources: docs/formulas.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assessments.domain.findings import HAIR, STRONG_ASYMMETRY, Verdict
from assessments.domain.phrases import Phrase, listed

Urgency = Literal["urgent", "same_day", "clearance", "professional"]
_MOST_URGENT_FIRST = ("urgent", "same_day", "clearance", "professional")

#: The questions as a form asks them. The keys are stored with tests: renaming one would lose answers.
SYMPTOM_GROUPS: dict[str, dict[str, str]] = {
    "Anything that comes first": {
        "fever_unwell": "Fever, or feeling unwell",
        "weight_loss": "Weight loss without a reason",
        "cancer_history": "Has or had cancer",
        "recent_trauma": "A recent fall, blow or other injury",
        "cannot_bear_weight": "Can’t put weight on the leg",
        "constant_pain": "Pain all the time, at rest as well",
        "night_pain": "Pain at night",
        "hot_swollen_joint": "A hot or swollen joint",
    },
    "Pain": {
        "hip_pain": "Hip pain",
        "groin_pain": "Groin pain",
        "groin_pain_running": "Groin pain when running",
        "thigh_pain": "Thigh pain",
        "knee_pain": "Knee pain",
        "hop_pain": "Pain when hopping on the leg",
        "weight_bearing_pain": "Pain when standing on the leg",
        "rotation_pain": "Pain when the hip is turned",
    },
    "The hip": {
        "groin_catch": "A pinch, click, lock or catch in the groin during the test",
        "morning_stiffness": "Stiff hip in the morning",
        "limp": "A limp",
        "leg_rolls_out": "The leg rolls out when the hip bends",
    },
    "History": {
        "hip_surgery": "Hip replacement or other hip surgery",
        "surgery_cleared": "… and written clearance for exercise since",
    },
    "Age, where no birth date is known": {
        "age_under_18": "Under 18",
        "age_over_50": "Over 50",
    },
}
#: Every key with its question.
SYMPTOMS: dict[str, str] = {
    key: question for group in SYMPTOM_GROUPS.values() for key, question in group.items()
}

_RED_FLAGS = tuple(SYMPTOM_GROUPS["Anything that comes first"])
_HIP_PAINS = ("hip_pain", "groin_pain", "groin_pain_running", "rotation_pain")
_LEG_PAINS = (*_HIP_PAINS, "thigh_pain", "knee_pain", "hop_pain", "weight_bearing_pain")
_CHILD_SIGNS = (*_LEG_PAINS, "limp", "leg_rolls_out")
_STRESS_SIGNS = ("night_pain", "hop_pain", "weight_bearing_pain", "cannot_bear_weight")
#: Answers that are no complaint of the day: they say who the athlete is, or what lies behind.
_NO_COMPLAINT = frozenset(("age_under_18", "age_over_50", "cancer_history", "hip_surgery", "surgery_cleared"))

ADULT_AGE = 18
ARTHRITIS_AGE = 50
#: Hip pain with less rotation than this, and hips with this little rotation or less at 90° of flexion.
PAINFUL_BELOW = 15.0
VERY_STIFF = 10.0
_FLEXED = ("seated", "supine_90")


#: What each rule says, and how urgent it is.
_RULES: dict[int, tuple[str, Urgency]] = {
    1: (Phrase("See a doctor urgently."), "urgent"),
    2: (Phrase("Have it assessed the same day, and put no load on the leg until then."), "same_day"),
    3: (Phrase("Stop running, and have it assessed urgently."), "urgent"),
    4: (Phrase("No rotation stretch. See a physiotherapist or sports doctor."), "professional"),
    5: (Phrase("Get written clearance from the surgeon or doctor first."), "clearance"),
    6: (Phrase("See a doctor or physiotherapist."), "professional"),
    7: (Phrase("See a physiotherapist before any programme."), "professional"),
    8: (Phrase("See a physiotherapist."), "professional"),
}


@dataclass(frozen=True, slots=True)
class ReferralReason:
    """One rule that speaks against a programme: its number in the table, what set it off and what to say."""

    rule: int
    trigger: str
    say: str
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class _Answers:
    """The ticks and pains of one test, asked as the rules ask them."""

    ticked: frozenset[str]
    pain_left: int
    pain_right: int

    def of(self, keys: Iterable[str]) -> list[str]:
        """The questions among `keys` that were answered yes."""
        return [Phrase(SYMPTOMS[key]) for key in keys if key in self.ticked]

    @property
    def in_test(self) -> list[str]:
        """Pain that a hip gave while it was tested."""
        left = Phrase("Pain in the left hip during the test")
        right = Phrase("Pain in the right hip during the test")
        return [words for words, pain in ((left, self.pain_left), (right, self.pain_right)) if pain]

    @property
    def any_complaint(self) -> bool:
        return bool(self.ticked - _NO_COMPLAINT or self.in_test)


def referral_reasons(
    symptoms: Iterable[str],
    *,
    pain_left: int | None,
    pain_right: int | None,
    age: int | None,
    verdict: Verdict | None,
    position: str,
) -> list[ReferralReason]:
    """Why this athlete should see somebody before any programme, most urgent first; often empty.

    `symptoms` are keys of SYMPTOMS; pains are 0–10, or None where not asked; `age` in whole years, or None:
    then, and only then, the two ticks on age count. `verdict` is None before the angles are entered.
    """
    answers = _Answers(frozenset(symptoms), pain_left or 0, pain_right or 0)
    triggers: dict[int, list[str]] = {}
    for rule, found in _from_answers(answers, age):
        triggers.setdefault(rule, []).extend(found)
    if verdict is not None:
        for rule, trigger in _from_angles(answers, verdict, position):
            triggers.setdefault(rule, []).append(trigger)
    reasons = [ReferralReason(rule, listed(found), *_RULES[rule]) for rule, found in triggers.items()]
    return sorted(reasons, key=lambda reason: (_MOST_URGENT_FIRST.index(reason.urgency), reason.rule))


def _from_answers(answers: _Answers, age: int | None) -> Iterator[tuple[int, list[str]]]:
    ticked = answers.ticked
    if not ticked and not answers.in_test:
        return
    young = "age_under_18" in ticked if age is None else age < ADULT_AGE
    older = "age_over_50" in ticked if age is None else age > ARTHRITIS_AGE
    if found := answers.of(_RED_FLAGS):
        yield 1, found
    if young and (found := answers.of(_CHILD_SIGNS) + answers.in_test):
        yield 2, [Phrase("Under 18"), *found]
    if "groin_pain_running" in ticked and (found := answers.of(_STRESS_SIGNS)):
        yield 3, [*answers.of(("groin_pain_running",)), *found]
    if found := answers.of(("groin_catch",)):
        yield 4, found
    if "hip_surgery" in ticked and "surgery_cleared" not in ticked:
        yield 5, [Phrase("Hip surgery without written clearance")]
    if older and (found := answers.of(("rotation_pain", "morning_stiffness")) + answers.in_test):
        yield 6, [Phrase("Over 50"), *found]


def _from_angles(answers: _Answers, verdict: Verdict, position: str) -> Iterator[tuple[int, str]]:
    for side, hip in verdict.hips():
        pain = answers.pain_left if side == "left" else answers.pain_right
        if hip.degrees < PAINFUL_BELOW and (pain or answers.of(_HIP_PAINS)):
            yield 6, _painful_and_stiff(side, f"{hip.degrees:.4g}°")
        if hip.degrees <= VERY_STIFF and position in _FLEXED:
            yield 7, _very_stiff(side, f"{hip.degrees:.4g}°")
    declined = [side for side, hip in verdict.hips() if hip.change == "declined"]
    if len(declined) == 1:
        left = Phrase("A real decline of the left hip only")
        yield 8, left if declined == ["left"] else Phrase("A real decline of the right hip only")
    apart = verdict.asymmetry
    if apart is not None and apart.degrees + HAIR >= STRONG_ASYMMETRY and answers.any_complaint:
        yield 8, Phrase("%(degrees)s apart, with symptoms", degrees=f"{apart.degrees:.4g}°")


def _painful_and_stiff(side: str, degrees: str) -> Phrase:
    if side == "left":
        return Phrase("Hip pain, and left rotation of %(degrees)s is under 15°", degrees=degrees)
    return Phrase("Hip pain, and right rotation of %(degrees)s is under 15°", degrees=degrees)


def _very_stiff(side: str, degrees: str) -> Phrase:
    if side == "left":
        return Phrase("Left %(degrees)s: 10° or less with the hip bent to 90°", degrees=degrees)
    return Phrase("Right %(degrees)s: 10° or less with the hip bent to 90°", degrees=degrees)
