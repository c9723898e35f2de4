"""The small drawing of both hips over time: where its lines go. Places only; the template draws.

The angle axis is the same for every athlete, so that rows compare at a glance and the target is always at the
same height. A line breaks where the method changes, because such numbers don't compare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from assessments.domain.error import Z95_ONE_SIDED

#: The angles that the axis spans, in degrees; what lies beyond is drawn at its edge.
LOWEST, HIGHEST = 18.0, 58.0


class Point(NamedTuple):
    """One test: its day, its method (whatever tells one from another), each hip's mean in degrees or None."""

    day: date
    method: object
    left: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a drawing in its own units, with room of `pad` on every side."""

    width: int = 192
    height: int = 72
    pad: int = 9

    def y(self, degrees: float) -> int:
        """How far down an angle lies."""
        inside = LOWEST if degrees < LOWEST else HIGHEST if degrees > HIGHEST else degrees
        return self.pad + round((self.height - 2 * self.pad) * (HIGHEST - inside) / (HIGHEST - LOWEST))

    def level(self, degrees: float) -> str:
        """A line across at that angle, as SVG path data."""
        return f"M0 {self.y(degrees)}h{self.width}"

    def band(self, target: float, sem: float) -> str:
        """The angles that can't be told from `target`, as SVG path data: target ± 1.645·SEM."""
        margin = Z95_ONE_SIDED * sem
        top, bottom = self.y(target + margin), self.y(target - margin)
        return f"M0 {top}h{self.width}v{bottom - top}H0z"


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Both hips' lines as SVG path data, empty where a hip was never tested; each ends at its last test."""

    left: str
    right: str


def sparkline(points: Sequence[Point], frame: Frame) -> Sparkline:
    """The lines through `points`, earliest first, spread over the width by their dates.

    A single day lies at the right, where "now" is.
    """
    if not points:
        return Sparkline("", "")
    first, room = points[0].day, frame.width - 2 * frame.pad
    span = (points[-1].day - first).days
    left = right = ""
    left_method = right_method = None
    for day, method, left_degrees, right_degrees in points:
        x = frame.pad + (round(room * (day - first).days / span) if span else room)
        if left_degrees is not None:
            left += _step(x, frame.y(left_degrees), joined=method == left_method)
            left_method = method
        if right_degrees is not None:
            right += _step(x, frame.y(right_degrees), joined=method == right_method)
            right_method = method
    return Sparkline(left, right)


def _step(x: int, y: int, *, joined: bool) -> str:
    """A line within a method, else a move; its step of no length lets round line ends show a lone test."""
    return f"L{x} {y}" if joined else f"M{x} {y}h0"
