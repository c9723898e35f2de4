"""The small drawing of an athlete's two hips over time, with the same in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypedDict

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from assessments.domain.error import Z95_ONE_SIDED
from assessments.domain.findings import Targets
from assessments.reading import ErrorTable
from coaching.by_language import once_a_language
from coaching.domain.trace import Point, Scale, trace
from coaching.past_tests import PastTest

#: The drawing's size in its own units, with room on every side.
WIDTH, HEIGHT, PAD = 192, 72, 9
#: The angles that the axis spans: the same for every athlete, so that rows compare at a glance.
LOWEST, HIGHEST = 18.0, 58.0


class Trend(TypedDict):
    """Path data of each hip's line and of the band that can't be told from the target; the same in words."""

    left: str
    right: str
    band: str
    words: str


class Trends:
    """Draws the last `most` tests of any athlete, against one club's target and errors."""

    def __init__(self, *, targets: Targets, errors: ErrorTable, most: int) -> None:
        self.most, self.errors, self.target = most, errors, targets.sufficient
        self._bands: dict[tuple[str, ...], str] = {}
        self._left, self._right, self._change, self._separator = _shared()

    def of(self, tests: Sequence[PastTest]) -> Trend:
        """The trend of one athlete's `tests`, latest first: those of the same motion as the latest."""
        now = tests[0]
        motion = now.motion
        shown = [one for one in tests if one.motion == motion][self.most - 1 :: -1]
        first = shown[0].tested_on
        points = [Point(one.tested_on, one.method, one.left, one.right) for one in shown]
        lines = trace(points, _scale(first, (now.tested_on - first).days))
        return Trend(left=lines.left, right=lines.right, band=self._band(now), words=self._words(shown))

    def _band(self, now: PastTest) -> str:
        """The angles that this method can't tell from the target."""
        if now.method not in self._bands:
            margin = Z95_ONE_SIDED * self.errors.sem(now.result).degrees
            top, bottom = _ANGLES.y(self.target + margin), _ANGLES.y(self.target - margin)
            self._bands[now.method] = f"M0 {top}h{WIDTH}v{bottom - top}H0z"
        return self._bands[now.method]

    def _words(self, tests: Sequence[PastTest]) -> str:
        """Such as "Left 24.0° to 29.0°, right 36.0° to 38.0°"; a hip tested once is said once."""
        left = self._hip(self._left, [one.left for one in tests if one.left is not None])
        right = self._hip(self._right, [one.right for one in tests if one.right is not None])
        return f"{left}, {right}" if left and right else left or right

    def _hip(self, side: str, degrees: Sequence[float]) -> str:
        if not degrees:
            return ""
        last = self._number(degrees[-1])
        if len(degrees) == 1:
            return f"{side} {last}°"
        return self._change % {"side": side, "first": self._number(degrees[0]), "last": last}

    def _number(self, degrees: float) -> str:
        return f"{degrees:.1f}".replace(".", self._separator)


@once_a_language
def _shared() -> tuple[str, str, str, str]:
    """The hips' names, a change with its places, and what parts decimals."""
    return _("Left"), _("right"), _("%(side)s %(first)s° to %(last)s°"), get_format("DECIMAL_SEPARATOR")


def target_line(targets: Targets) -> str:
    """The target's line across, as path data: the same for everybody in a club."""
    return f"M0 {_ANGLES.y(targets.sufficient)}h{WIDTH}"


def _scale(first: dt.date, days: int) -> Scale:
    return Scale(first, days, PAD, WIDTH - PAD, PAD, HEIGHT - PAD, LOWEST, HIGHEST)


_ANGLES = _scale(dt.date.min, 0)
