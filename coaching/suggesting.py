"""What a test leads to for one athlete: referral where pain or a red flag asks for it, else a programme."""

from __future__ import annotations

from dataclasses import replace

from assessments.domain.referral import ReferralReason, referral_reasons
from assessments.formats import in_language
from assessments.reading import Reading
from athletes.models import Athlete
from coaching.domain.prescription import Suggestion, prescribe


def referral_of(reading: Reading, athlete: Athlete) -> list[ReferralReason]:
    """Why `athlete` should see somebody before any programme, most urgent first; often empty.

    The age that counts is the one on the day of the test.
    """
    return [
        replace(reason, trigger=in_language(reason.trigger), say=in_language(reason.say))
        for reason in _referral(reading, athlete)
    ]


def suggest(reading: Reading, athlete: Athlete) -> Suggestion:
    """The emphasis, extra sets and reasons that follow from a test, in the reader's language. No query."""
    suggestion = prescribe(reading.verdict, _referral(reading, athlete))
    return replace(suggestion, reasons=tuple(in_language(reason) for reason in suggestion.reasons))


def _referral(reading: Reading, athlete: Athlete) -> list[ReferralReason]:
    test = reading.assessment
    return referral_reasons(
        test.symptoms,
        pain_left=test.pain_left,
        pain_right=test.pain_right,
        age=athlete.age_on(test.tested_on),
        verdict=reading.verdict,
        position=test.position,
    )
