"""The small drawing of an athlete's two hips over time, with the same in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from assessments.domain.findings import Targets
from assessments.formats import limit_text
from assessments.models import Assessment
from assessments.reading import ErrorTable
from coaching.domain.sparkline import Frame, Point, sparkline
from coaching.past_tests import PastTest, past_test


class Trend(TypedDict):
    """Path data of each hip's line and of the band that can't be told from the target; the same in words."""

    left: str
    right: str
    band: str
    words: str


class Trends:
    """Draws the last `most` tests of any athlete in one frame, against one club's target and errors."""

    def __init__(self, frame: Frame, *, targets: Targets, errors: ErrorTable, most: int) -> None:
        self.frame, self.most, self.errors, self.target = frame, most, errors, targets.sufficient
        self.line = frame.level(targets.sufficient)
        self._bands: dict[tuple[str, ...], str] = {}
        self._separator = get_format("DECIMAL_SEPARATOR")
        self._sides = (_("Left"), _("right"))
        self._change = _("%(side)s %(first)s° to %(last)s°")

    def of(self, tests: Sequence[PastTest]) -> Trend:
        """The trend of one athlete's `tests`, latest first: those of the same motion as the latest."""
        now = tests[0]
        shown = [one for one in tests if one.motion == now.motion][self.most - 1 :: -1]
        lines = sparkline(
            [Point(one.tested_on, one.method, one.left, one.right) for one in shown], self.frame
        )
        return Trend(left=lines.left, right=lines.right, band=self._band(now), words=self._words(shown))

    def _band(self, now: PastTest) -> str:
        if now.method not in self._bands:
            sem = self.errors.sem(now.result).degrees
            self._bands[now.method] = self.frame.band(self.target, sem)
        return self._bands[now.method]

    def _words(self, tests: Sequence[PastTest]) -> str:
        """Such as "Left 24.0° to 29.0°, right 36.0° to 38.0°"; a hip tested once is said once."""
        left = [one.left for one in tests if one.left is not None]
        right = [one.right for one in tests if one.right is not None]
        words = [self._hip(*hip) for hip in zip(self._sides, (left, right), strict=True) if hip[1]]
        return ", ".join(words)

    def _hip(self, side: str, degrees: Sequence[float]) -> str:
        last = self._number(degrees[-1])
        if len(degrees) == 1:
            return f"{side} {last}°"
        return self._change % {"side": side, "first": self._number(degrees[0]), "last": last}

    def _number(self, degrees: float) -> str:
        return f"{degrees:.1f}".replace(".", self._separator)


@dataclass(frozen=True, slots=True)
class Level:
    """A line across at a target: path data, how far down it lies, and the angle in words."""

    path: str
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The trend drawn large, with both targets and the days it runs from and to."""

    frame: Frame
    trend: Trend
    sufficient: Level
    optimal: Level
    first: dt.date
    last: dt.date


#: Drawn large: its units are about the pixels of a desk.
LARGE = Frame(width=1080, height=240, pad=20)
#: The large drawing shows this many tests at most.
LARGE_TESTS = 60


def chart_of(tests: Sequence[Assessment], *, targets: Targets, errors: ErrorTable) -> Chart | None:
    """The large drawing of an athlete's `tests`, latest first; None while there is only one to draw."""
    past = [past_test(test) for test in tests]
    shown = [one for one in past if one.motion == past[0].motion][:LARGE_TESTS]
    if len(shown) < 2:
        return None
    trends = Trends(LARGE, targets=targets, errors=errors, most=LARGE_TESTS)
    return Chart(
        frame=LARGE,
        trend=trends.of(shown),
        sufficient=_level(targets.sufficient),
        optimal=_level(targets.optimal),
        first=shown[-1].tested_on,
        last=shown[0].tested_on,
    )


def _level(degrees: float) -> Level:
    return Level(LARGE.level(degrees), LARGE.y(degrees), limit_text(degrees))
