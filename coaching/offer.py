"""What a coach may assign to one athlete after one test, and why: the page's first question, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from assessments.domain.referral import ReferralReason
from assessments.models import Assessment
from assessments.reading import ErrorTable, Reading, neighbours, read, targets_of
from athletes.models import Athlete
from coaching.domain.prescription import Suggestion, prescribe
from coaching.models import Programme
from coaching.models.template import PRESCRIBING, Emphasis
from coaching.planning import Plan, plan_for
from coaching.suggesting import referral_of, suggest


@dataclass(frozen=True, slots=True)
class Offer:
    """A test's suggestion, and the plan on the table: None where nothing may or need be assigned.

    `based_on` is what the plan is fitted to: the suggestion, or what it would be without the referral that
    a clinician has cleared. `newer` is the athlete's last test where this is an older one.
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
    def reasons_so_far(self) -> list[str]:
        """The reasons for the plan as the page shows them, before anybody has cleared anything."""
        return [*self.suggestion.reasons, *self._after_referral()]

    def reasons(self, *, cleared_by: str = "", cleared_on: str = "") -> list[str]:
        """The reasons as they are frozen on the programme, in words."""
        reasons = list(self.suggestion.reasons)
        if self.refers:
            words = {"who": cleared_by, "day": cleared_on}
            reasons.append(_("Cleared for exercise by %(who)s on %(day)s, the coach says.") % words)
        return [*reasons, *self._after_referral()]

    def _after_referral(self) -> list[str]:
        reasons = list(self.based_on.reasons) if self.refers else []
        if self.plan is not None and self.plan.emphasis != self.based_on.emphasis:
            chosen = {"chosen": Emphasis(self.plan.emphasis).label}
            reasons.append(_("The coach chose: %(chosen)s.") % chosen)
        return reasons


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
    based_on = prescribe(reading.verdict, []) if refers else suggestion
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


def _test(athlete: Athlete, pk: UUID | None) -> Assessment | None:
    tests = athlete.assessments.latest_first()
    if pk is None:
        return tests.first()
    return get_object_or_404(tests, pk=pk)
