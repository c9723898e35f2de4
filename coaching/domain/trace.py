"""Where tests lie in a drawing of both hips over time, and the lines through them.

The squad page's small drawings and the chart of an athlete's page take their places from here. All places are
whole units of the drawing, from its upper left corner; templates draw.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Point(NamedTuple):
    """One test: its day, its method (whatever tells one from another), each hip's mean in degrees or None."""

    day: date
    method: Hashable
    left: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """One test of the chart. `label` says how it was measured, `change` what of that is new since the last.

    `beside` marks a test that explains another of its day (the passive one beside the active one): it is
    drawn by itself, off the line. `sem` is its method's standard error, in degrees.
    """

    day: date
    method: Hashable
    left: float | None
    right: float | None
    sem: float
    label: str = ""
    change: str = ""
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to places across, degrees to places down.

    `first` lies at `start` and the day `days` later at `end`; a single day lies at `end`, where "now" is.
    `highest` degrees lie at `top`, `lowest` at `bottom`; what is beyond them lies on the edge.
    """

    first: date
    days: int
    start: int
    end: int
    top: int
    bottom: int
    lowest: float
    highest: float

    def x(self, day: date) -> int:
        if not self.days:
            return self.end
        return self.start + round((self.end - self.start) * (day - self.first).days / self.days)

    def y(self, degrees: float) -> int:
        lowest, highest, top = self.lowest, self.highest, self.top
        inside = lowest if degrees < lowest else highest if degrees > highest else degrees
        return top + round((self.bottom - top) * (highest - inside) / (highest - lowest))


@dataclass(frozen=True, slots=True)
class Trace:
    """Each hip's line as SVG path data, empty where that hip was never tested; each ends at its last test."""

    left: str
    right: str


def trace(points: Iterable[Point], scale: Scale, *, apart: int = 0) -> Trace:
    """The lines through `points`, earliest first. A line breaks where the method changes: such numbers don't
    compare. `apart` moves the left hip's line that far to the left and the right hip's to the right.
    """
    left = right = ""
    left_method = right_method = None
    across, down = scale.x, scale.y
    for day, method, left_degrees, right_degrees in points:
        x = across(day)
        if left_degrees is not None:
            left += _step(x - apart, down(left_degrees), joined=method == left_method)
            left_method = method
        if right_degrees is not None:
            right += _step(x + apart, down(right_degrees), joined=method == right_method)
            right_method = method
    return Trace(left, right)


def _step(x: int, y: int, *, joined: bool) -> str:
    """A line within a method, else a move; its step of no length lets round line ends show a lone test."""
    return f"L{x} {y}" if joined else f"M{x} {y}h0"
