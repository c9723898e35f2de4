"""What a coach may assign to one athlete after one test, and why: the page's first question, in one place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import translation

from assessments.domain.phrases import Phrase
from assessments.domain.referral import ReferralReason
from assessments.formats import in_language
from assessments.models import Assessment
from assessments.reading import ErrorTable, Reading, neighbours, read, targets_of
from athletes.models import Athlete
from coaching.domain.prescription import Suggestion, prescribe
from coaching.models import Programme
from coaching.models.template import PRESCRIBING, Emphasis
from coaching.planning import Plan, plan_for
from coaching.suggesting import referral_of, suggest

#: The rule of referral that speaks against rotation stretches.
NO_STRETCH_RULE = 4


@dataclass(frozen=True, slots=True)
class Offer:
    """A test's suggestion, and the plan on the table: None where nothing may or need be assigned.

    `based_on` is what the plan is fitted to: the suggestion, or where a clinician has cleared a referral what
    it would have been without one. `newer` is the athlete's last test where this is an older one.
    """

    athlete: Athlete
    reading: Reading
    suggestion: Suggestion
    based_on: Suggestion
    plan: Plan | None
    running: Programme | None
    newer: Assessment | None
    cleared: bool

    @property
    def referral(self) -> list[ReferralReason]:
        """Who to see before any programme, most urgent first."""
        return referral_of(self.reading, self.athlete)

    @property
    def refers(self) -> bool:
        return self.suggestion.emphasis == "refer"

    @property
    def changed(self) -> bool:
        """Is the plan another one than the suggested?"""
        return self.plan is not None and self.plan.emphasis != self.suggestion.emphasis

    @property
    def reasons_shown(self) -> list[str]:
        """The reasons before anybody has assigned: after a referral, only what it said."""
        return list(self.suggestion.reasons) if self.refers else self.reasons()

    def reasons(self, *, cleared_by: str = "", cleared_on: str = "") -> list[str]:
        """The reasons as they are frozen on the programme, in words.

        After a referral they are the referral's own, who cleared it, and what the coach chose: Medial itself
        suggested nothing.
        """
        reasons = list(self.suggestion.reasons)
        if cleared_by:
            who = {"who": cleared_by, "day": cleared_on}
            reasons.append(Phrase("Cleared for exercise by %(who)s on %(day)s, the coach says.", **who))
        if self.plan is not None and self.changed:
            reasons.append(Phrase("The coach chose: %(chosen)s.", chosen=_in_english(self.plan.emphasis)))
        return [in_language(reason) for reason in reasons]


def _in_english(emphasis: str) -> Phrase:
    """The name of an emphasis by which its translations are found."""
    with translation.override(None):
        return Phrase(str(Emphasis(emphasis).label))


def offer_for(
    athlete: Athlete, *, assessment: UUID | None = None, emphasis: str = "", cleared: bool = False
) -> Offer | None:
    """The offer after a test, by default the last one; None where the athlete was never tested.

    Raises Http404 where `assessment` is no test of this athlete. An `emphasis` that prescribes nothing is
    taken as none chosen. Where there is reason to refer, there is a plan only once it is `cleared`.
    """
    test = _test(athlete, assessment)
    if test is None:
        return None
    near = neighbours(test)
    club = athlete.club
    reading = read(test, tests=near, targets=targets_of(club), errors=ErrorTable.of(club))
    suggestion = suggest(reading, athlete)
    refers = suggestion.emphasis == "refer"
    based_on = _after_clearance(reading, athlete) if refers else suggestion
    wanted = emphasis if emphasis in PRESCRIBING else based_on.emphasis
    offered = wanted in PRESCRIBING and (cleared or not refers)
    return Offer(
        athlete=athlete,
        reading=reading,
        suggestion=suggestion,
        based_on=based_on,
        plan=plan_for(based_on, emphasis=wanted, club=club) if offered else None,
        running=Programme.objects.running().filter(athlete=athlete).first(),
        newer=near[0] if near[0].tested_on > test.tested_on else None,
        cleared=cleared and refers,
    )


def _after_clearance(reading: Reading, athlete: Athlete) -> Suggestion:
    """What a cleared athlete's plan starts from: without stretches where the referral spoke against them."""
    plain = prescribe(reading.verdict, [])
    if all(reason.rule != NO_STRETCH_RULE for reason in referral_of(reading, athlete)):
        return plain
    emphasis = "strengthen_first" if plain.emphasis == "stretch_first" else plain.emphasis
    return replace(plain, emphasis=emphasis, stretch=False, no_stretch=("left", "right"))


def _test(athlete: Athlete, pk: UUID | None) -> Assessment | None:
    tests = athlete.assessments.latest_first()
    if pk is None:
        return tests.first()
    return get_object_or_404(tests, pk=pk)
