"""From what a test says to what to do about it: the emphasis, the sets, and the reasons in words.

The table behind it, with its sources: docs/formulas.md. The words are plain English, because a programme keeps
them as they were on the day it was assigned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assessments.domain.findings import HipVerdict, Side, Targets, Verdict
from assessments.domain.referral import ReferralReason

Emphasis = Literal["stretch_first", "strengthen_first", "maintain", "refer", "none"]

#: Above this, more range is not better: no stretch.
ENOUGH_RANGE = 60.0
#: Weeks to the first look at progress, and to the decision.
CHECK_WEEKS = 6
DECISION_WEEKS = 12
#: The adherence from which a programme counts as followed.
FOLLOWED = 0.7

#: What a coach is told where `stop_chasing_degrees` holds.
STOP_CHASING = (
    "Twelve weeks well followed, and no change that the method can tell. Stop chasing degrees: keep what is there, "
    "consider that the bone sets the limit, and ask a physiotherapist for a view."
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What follows from a test: always for both hips, with `extra_sets` (0 or 1) on each flagged one.

    `stiffer` is the hip that the difference is about, None where there is none. `stretch` says whether the
    routine holds a stretch, and `no_stretch` names the hips to leave out of it. `reasons` are whole sentences.
    """

    emphasis: Emphasis
    stiffer: Side | None = None
    extra_sets: Mapping[Side, int] = field(default_factory=lambda: {"left": 0, "right": 0})
    reasons: tuple[str, ...] = ()
    stretch: bool = False
    no_stretch: tuple[Side, ...] = ()


def prescribe(verdict: Verdict, referral: Sequence[ReferralReason]) -> Suggestion:
    """The programme that follows from a test; none at all where there is any reason to refer."""
    if referral:
        return Suggestion("refer", reasons=tuple(f"{reason.trigger}. {reason.say}" for reason in referral))
    stiffer = _stiffer(verdict)
    emphasis = _emphasis(verdict, stiffer)
    if emphasis == "none":
        return Suggestion("none", reasons=("Both targets are met: nothing to work on.",))
    flagged = {side for side, hip in verdict.hips() if hip.below or hip.active_lag}
    if verdict.apart and stiffer:
        flagged.add(stiffer)
    no_stretch = tuple(side for side, hip in verdict.hips() if _reach(hip) > ENOUGH_RANGE)
    return Suggestion(
        emphasis,
        stiffer,
        {"left": int("left" in flagged), "right": int("right" in flagged)},
        (*_findings(verdict, stiffer), _plan(verdict, emphasis), *_sets(flagged)),
        stretch=_stretches(verdict, emphasis, no_stretch),
        no_stretch=no_stretch,
    )
