"""What a test leads to for one athlete: referral where pain or a red flag asks for it, else a programme."""

from __future__ import annotations

from assessments.domain.referral import ReferralReason, referral_reasons
from assessments.reading import Reading
from athletes.models import Athlete
from coaching.domain.prescription import Suggestion, prescribe


def referral_of(reading: Reading, athlete: Athlete) -> list[ReferralReason]:
    """Why `athlete` should see somebody before any programme, most urgent first; often empty.

    The age that counts is the one on the day of the test.
    """
    test = reading.assessment
    return referral_reasons(
        test.symptoms,
        pain_left=test.pain_left,
        pain_right=test.pain_right,
        age=athlete.age_on(test.tested_on),
        verdict=reading.verdict,
        position=test.position,
    )


def suggest(reading: Reading, athlete: Athlete) -> Suggestion:
    """The emphasis, extra sets and reasons that follow from a test of `athlete`. No query."""
    return prescribe(reading.verdict, referral_of(reading, athlete))
