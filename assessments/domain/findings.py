"""What one test says of each hip and of the two together, each against the method's error.

All angles are in degrees, 0–90, and compared unrounded. Sources and worked examples: docs/formulas.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assessments.domain.error import TESTER_FACTOR, Z95_ONE_SIDED, Sem, difference_limit, mdc95

__all__ = [
    "Asymmetry",
    "Band",
    "Below",
    "Change",
    "HipVerdict",
    "Result",
    "Sem",
    "Side",
    "Targets",
    "Verdict",
    "assess",
]

Side = Literal["left", "right"]
Band = Literal["limited", "sufficient", "optimal"]
Below = Literal["borderline", "clear"]
Change = Literal["improved", "declined", "none", "not_comparable"]

#: From here two hips that far apart are strongly so.
STRONG_ASYMMETRY = 15.0
#: The least that a passive range must exceed the active one by to be an active lag.
ACTIVE_LAG = 10.0
#: In binary fractions 34.3 − 24.3 is a hair less than 10: whatever is held against a difference forgives it.
HAIR = 1e-9
_SQRT2 = math.sqrt(2)


@dataclass(frozen=True, slots=True)
class Result:
    """One test: the mean of each hip in degrees, None where it was not tested, and how it was measured."""

    left: float | None
    right: float | None
    position: str
    motion: str
    instrument: str
    tested_on: date

    def comparable_with(self, other: Result) -> bool:
        """Only the same position, motion and instrument give numbers that may be compared."""
        return (
            self.position == other.position
            and self.motion == other.motion
            and self.instrument == other.instrument
        )


@dataclass(frozen=True, slots=True)
class Targets:
    """A club's targets in degrees: coach targets, not limits of health."""

    sufficient: float = 35.0
    optimal: float = 45.0
    asymmetry: float = 10.0


DEFAULT_TARGETS = Targets()


@dataclass(frozen=True, slots=True)
class HipVerdict:
    """What the rules say of one hip.

    `chance_below_sufficient` is from 0 to 1. `change_degrees` is this test less the last one, `change_limit`
    the least change that would be real: both None where nothing compares. `active_lag` is raised where the
    tester moves the hip much further than the athlete does; `passive_degrees` is how far.
    """

    degrees: float
    band: Band
    chance_below_sufficient: float
    below: Below | None
    near_line: bool
    change: Change | None = None
    change_degrees: float | None = None
    active_lag: bool = False
    change_limit: float | None = None
    passive_degrees: float | None = None


@dataclass(frozen=True, slots=True)
class Asymmetry:
    """How far apart the two hips are, in degrees; `stiffer` is the smaller one, None where they are equal.

    `flagged` from `flag_from` degrees on; `within_error` where the method cannot tell the two hips apart.
    """

    degrees: float
    stiffer: Side | None
    flagged: bool
    strong: bool
    within_error: bool
    flag_from: float = 10.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a test; a hip that was not tested is None, and then so is the asymmetry."""

    left: HipVerdict | None
    right: HipVerdict | None
    asymmetry: Asymmetry | None
    targets: Targets = DEFAULT_TARGETS
    motion: str = "active"
    tester_changed: bool = False

    def hips(self) -> Iterator[tuple[Side, HipVerdict]]:
        """The tested hips, left first."""
        if self.left is not None:
            yield "left", self.left
        if self.right is not None:
            yield "right", self.right

    @property
    def below(self) -> bool:
        """Is a hip below the sufficient target?"""
        return any(hip.below for _side, hip in self.hips())

    @property
    def apart(self) -> bool:
        """Are the hips far enough apart to be flagged?"""
        return self.asymmetry is not None and self.asymmetry.flagged


def assess(
    result: Result,
    *,
    targets: Targets,
    sem: Sem,
    previous: Result | None = None,
    previous_sem: Sem | None = None,
    passive: Result | None = None,
    passive_sem: Sem | None = None,
    tester_changed: bool = False,
) -> Verdict:
    """Hold a test against the targets, the method's error, the test before it and a passive test of that day.

    `previous_sem` and `passive_sem` are `sem` where not given. `tester_changed` widens both errors by half in
    the comparison with `previous`, and only there. A `passive` test counts beside an active `result` of the
    same day and position, and is ignored otherwise. Pure and quick: a page may call it for every athlete.
    """
    error = sem.degrees
    last_left = last_right = passive_left = passive_right = None
    change_limit = lag_limit = None
    if previous is not None:
        last_left, last_right = previous.left, previous.right
        if result.comparable_with(previous):
            factor = TESTER_FACTOR if tester_changed else 1.0
            change_limit = factor * difference_limit(error, (previous_sem or sem).degrees)
    if passive is not None and _shows_lag(result, passive):
        passive_left, passive_right = passive.left, passive.right
        lag_limit = max(ACTIVE_LAG, difference_limit(error, (passive_sem or sem).degrees))
    left, right = result.left, result.right
    return Verdict(
        None
        if left is None
        else _hip(left, targets, error, last_left, change_limit, passive_left, lag_limit),
        None
        if right is None
        else _hip(right, targets, error, last_right, change_limit, passive_right, lag_limit),
        None if left is None or right is None else _asymmetry(left, right, targets, error),
        targets,
        result.motion,
        tester_changed,
    )


def _shows_lag(active: Result, passive: Result) -> bool:
    return (
        active.motion == "active"
        and passive.motion == "passive"
        and active.position == passive.position
        and active.tested_on == passive.tested_on
    )


def _hip(
    degrees: float,
    targets: Targets,
    sem: float,
    last: float | None,
    change_limit: float | None,
    passive: float | None,
    lag_limit: float | None,
) -> HipVerdict:
    line = targets.sufficient
    margin = Z95_ONE_SIDED * sem
    band: Band = "limited" if degrees < line else "sufficient" if degrees < targets.optimal else "optimal"
    below: Below | None = None
    if degrees < line:
        below = "clear" if degrees < line - margin else "borderline"
    change: Change | None = None
    change_degrees = None
    if last is not None:
        if change_limit is None:
            change = "not_comparable"
        else:
            change_degrees = degrees - last
            change = _change(change_degrees, change_limit)
    return HipVerdict(
        degrees,
        band,
        0.5 * math.erfc((degrees - line) / (sem * _SQRT2)),
        below,
        line <= degrees <= line + margin,
        change,
        change_degrees,
        passive is not None and lag_limit is not None and passive - degrees + HAIR >= lag_limit,
        change_limit if change_degrees is not None else None,
        passive,
    )


def _change(degrees: float, limit: float) -> Change:
    if abs(degrees) + HAIR < limit:
        return "none"
    return "improved" if degrees > 0 else "declined"


def _asymmetry(left: float, right: float, targets: Targets, sem: float) -> Asymmetry:
    degrees = abs(left - right)
    error = mdc95(sem)
    flag_from = max(targets.asymmetry, error)
    flagged = degrees + HAIR >= flag_from
    return Asymmetry(
        degrees,
        "left" if left < right else "right" if right < left else None,
        flagged,
        flagged and degrees + HAIR >= STRONG_ASYMMETRY,
        degrees + HAIR < error,
        flag_from,
    )
