"""From what a test says to what to do about it: the emphasis, the sets, and the reasons in words.

The table behind it, with its sources: docs/formulas.md. The words are plain English, because a programme
keeps them as they were on the day it was assigned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assessments.domain.findings import HipVerdict, Side, Targets, Verdict
from assessments.domain.referral import ReferralReason
from assessments.domain.rounding import plain_degrees, plain_limit

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
    "Twelve weeks well followed, and no change that the method can tell. Stop chasing degrees: keep what is "
    "there, consider that the bone sets the limit, and ask a physiotherapist for a view."
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What follows from a test: always for both hips, with `extra_sets` (0 or 1) on each flagged one.

    `stiffer` is the hip with the smaller mean, None where they are equal or one was not tested. `stretch`
    says whether the routine holds a stretch, `no_stretch` names the hips to leave out of it. `reasons` are
    whole sentences.
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
    stiffer = verdict.asymmetry.stiffer if verdict.asymmetry else None
    emphasis = _emphasis(verdict, stiffer)
    flagged = [
        side
        for side, hip in verdict.hips()
        if hip.below or hip.active_lag or (verdict.apart and side == stiffer)
    ]
    no_stretch = tuple(side for side, hip in verdict.hips() if _has_range_enough(hip))
    return Suggestion(
        emphasis,
        stiffer,
        {"left": int("left" in flagged), "right": int("right" in flagged)},
        (*_findings(verdict), *_plan(verdict, emphasis, flagged)),
        stretch=emphasis in ("stretch_first", "maintain")
        or any(hip.active_lag and side not in no_stretch for side, hip in verdict.hips()),
        no_stretch=no_stretch,
    )


def stop_chasing_degrees(*, weeks: int, adherence: float | None, real_change: bool) -> bool:
    """Is it time to stop? From twelve weeks on, 70 % or more done, and no real change of a flagged hip.

    `adherence` is from 0 to 1, None where nothing was due.
    """
    followed = adherence is not None and adherence >= FOLLOWED
    return weeks >= DECISION_WEEKS and followed and not real_change


def _emphasis(verdict: Verdict, stiffer: Side | None) -> Emphasis:
    hips = dict(verdict.hips())
    if any(_lacks_range(hip, verdict.targets) for hip in hips.values()):
        return "stretch_first"
    if any(hip.active_lag for hip in hips.values()):
        return "strengthen_first"
    if verdict.apart and stiffer and not _has_range_enough(hips[stiffer]):
        return "stretch_first"
    if any(_has_range_enough(hip) for hip in hips.values()):
        return "strengthen_first"
    return "maintain" if any(hip.band != "optimal" for hip in hips.values()) else "none"


def _lacks_range(hip: HipVerdict, targets: Targets) -> bool:
    """Below the target, and not only for want of strength: the tester can't move it there either."""
    if hip.below is None:
        return False
    reachable = hip.passive_degrees is None or hip.passive_degrees >= targets.sufficient
    return not (hip.active_lag and reachable)


def _has_range_enough(hip: HipVerdict) -> bool:
    passive = hip.passive_degrees if hip.active_lag and hip.passive_degrees is not None else hip.degrees
    return max(hip.degrees, passive) > ENOUGH_RANGE


def _findings(verdict: Verdict) -> Iterator[str]:
    line = verdict.targets.sufficient
    for side, hip in verdict.hips():
        name, angle = side.capitalize(), plain_degrees(hip.degrees, beside=line)
        if hip.below:
            moved = " even when the tester moves the leg" if verdict.motion == "passive" else ""
            doubt = (
                ", though by less than the method can tell: test again" if hip.below == "borderline" else ""
            )
            yield f"{name} {angle} is below {plain_limit(line)}{moved}{doubt}."
        if hip.active_lag and hip.passive_degrees is not None:
            passive = plain_degrees(hip.passive_degrees)
            yield f"{name} reaches {passive} when the tester moves the leg, {angle} when the athlete does."
        if _has_range_enough(hip):
            yield f"{name} has more than {plain_limit(ENOUGH_RANGE)}: no stretch."
    if verdict.asymmetry and verdict.asymmetry.flagged:
        apart, stiffer = verdict.asymmetry.degrees, verdict.asymmetry.stiffer
        yield f"{plain_degrees(apart)} apart: the {stiffer} hip is the stiffer one."


def _plan(verdict: Verdict, emphasis: Emphasis, flagged: Sequence[Side]) -> Iterator[str]:
    low, high = plain_limit(verdict.targets.sufficient), plain_limit(verdict.targets.optimal)
    if emphasis == "none":
        yield f"At {high} or more, and nothing stands out: nothing to work on."
    elif emphasis == "maintain":
        yield f"Between {low} and {high}: keep it with the same exercises, less often."
    elif emphasis == "stretch_first":
        because = ": weakness may be part of it" if verdict.below else ""
        yield f"Stretch first, and strengthen as well{because}."
    elif any(hip.active_lag for _, hip in verdict.hips()):
        yield "Strengthen first: the range is there, strength or control is not."
    else:
        yield "Strengthen only: more range would not be better."
    if flagged:
        yield f"Both hips are worked, with one extra set on the {' and the '.join(flagged)}."
