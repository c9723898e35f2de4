"""From what a test says to what to do about it: the emphasis, the sets, and the reasons in words.

The table behind it, with its sources: docs/formulas.md. The words are phrases, which a page says in its own
language; a programme keeps them as they were said on the day it was assigned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assessments.domain.findings import HipVerdict, Side, Targets, Verdict
from assessments.domain.phrases import Phrase
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
STOP_CHASING = Phrase(
    "Twelve weeks well followed, and no change that the method can tell. Is it time to stop chasing degrees: "
    "to keep what is there, consider that the bone sets the limit, and ask a physiotherapist for a view?"
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
        return Suggestion("refer", reasons=tuple(_referred(reason) for reason in referral))
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


def _referred(reason: ReferralReason) -> Phrase:
    return Phrase("%(trigger)s. %(say)s", trigger=reason.trigger, say=reason.say)


#: By side: what the sentences below begin with, or name.
_HIP = {"left": Phrase("Left"), "right": Phrase("Right")}
_THIS_HIP = {"left": Phrase("the left"), "right": Phrase("the right")}


def _findings(verdict: Verdict) -> Iterator[Phrase]:
    line = verdict.targets.sufficient
    for side, hip in verdict.hips():
        name, angle = _HIP[side], plain_degrees(hip.degrees, beside=line)
        if hip.below:
            yield _below(name, angle, plain_limit(line), passive=verdict.motion == "passive", how=hip.below)
        if hip.active_lag and hip.passive_degrees is not None:
            yield Phrase(
                "%(hip)s reaches %(passive)s when the tester moves the leg, %(angle)s when the athlete does.",
                hip=name,
                passive=plain_degrees(hip.passive_degrees),
                angle=angle,
            )
        if _has_range_enough(hip):
            yield Phrase(
                "%(hip)s has more than %(limit)s: no stretch.", hip=name, limit=plain_limit(ENOUGH_RANGE)
            )
    if verdict.asymmetry and verdict.asymmetry.flagged and verdict.asymmetry.stiffer:
        hip_named, apart = _THIS_HIP[verdict.asymmetry.stiffer], plain_degrees(verdict.asymmetry.degrees)
        yield Phrase("%(degrees)s apart: %(hip)s hip is the stiffer one.", degrees=apart, hip=hip_named)


def _below(name: Phrase, angle: str, limit: str, *, passive: bool, how: str) -> Phrase:
    parts = {"hip": name, "angle": angle, "limit": limit}
    if how == "borderline" and passive:
        return Phrase(
            "%(hip)s %(angle)s is below %(limit)s even when the tester moves the leg, though by less than "
            "the method can tell: test again.",
            **parts,
        )
    if how == "borderline":
        return Phrase(
            "%(hip)s %(angle)s is below %(limit)s, though by less than the method can tell: test again.",
            **parts,
        )
    if passive:
        return Phrase("%(hip)s %(angle)s is below %(limit)s even when the tester moves the leg.", **parts)
    return Phrase("%(hip)s %(angle)s is below %(limit)s.", **parts)


def _plan(verdict: Verdict, emphasis: Emphasis, flagged: Sequence[Side]) -> Iterator[Phrase]:
    low, high = plain_limit(verdict.targets.sufficient), plain_limit(verdict.targets.optimal)
    if emphasis == "none":
        yield Phrase("At %(high)s or more, and nothing stands out: nothing to work on.", high=high)
    elif emphasis == "maintain":
        yield Phrase(
            "Between %(low)s and %(high)s: keep it with the same exercises, less often.", low=low, high=high
        )
    elif emphasis == "stretch_first":
        if verdict.below:
            yield Phrase("Stretch first, and strengthen as well: weakness may be part of it.")
        else:
            yield Phrase("Stretch first, and strengthen as well.")
    elif any(hip.active_lag for _, hip in verdict.hips()):
        yield Phrase("Strengthen first: the range is there, strength or control is not.")
    else:
        yield Phrase("Strengthen only: more range would not be better.")
    if flagged:
        if len(flagged) == 2:
            yield Phrase("Both hips are worked, with one extra set on the left and the right.")
        elif flagged[0] == "left":
            yield Phrase("Both hips are worked, with one extra set on the left.")
        else:
            yield Phrase("Both hips are worked, with one extra set on the right.")
