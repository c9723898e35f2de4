"""The days and the angles that a chart's axes name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from coaching.domain.chart_labels import Anchor
from coaching.domain.trace import Scale

#: Months between two ticks: the first that leaves room for the words.
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
#: Degrees between two lines across.
LINES = 10


@dataclass(frozen=True, slots=True)
class DayTick:
    """A day below the plot: in full at the ends, else the first of a month or of a year."""

    x: int
    day: date
    anchor: Anchor
    kind: Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class AngleTick:
    """A line across at an angle, stronger at a target; `named` says that its number has room."""

    degrees: float
    y: int
    target: bool
    named: bool


def day_ticks(scale: Scale, last: date, *, slot: int) -> list[DayTick]:
    """The first and the last day, and months or years between them, each with `slot` units for its words."""
    if scale.first == last:
        return [DayTick(scale.end, last, "end", "day")]
    ends = [DayTick(scale.start, scale.first, "start", "day"), DayTick(scale.end, last, "end", "day")]
    if scale.end - scale.start < 2 * slot:
        return ends[1:]
    a_month = (scale.end - scale.start) * 30.4 / scale.days
    step = next((months for months in MONTHS if months * a_month >= slot), MONTHS[-1])
    between = [
        DayTick(scale.x(day), day, "middle", "month" if step < 12 else "year")
        for day in _months(scale.first, last, step)
    ]
    # The words at the ends begin and end there, so they reach a whole slot into the axis.
    reach = slot + slot // 2
    return [ends[0], *[t for t in between if scale.start + reach <= t.x <= scale.end - reach], ends[1]]


def _months(first: date, last: date, step: int) -> Iterator[date]:
    """Every first of a month in between that comes round each `step` months, counted from January."""
    month = math.ceil((first.year * 12 + first.month) / step) * step
    while date(month // 12, month % 12 + 1, 1) <= last:
        yield date(month // 12, month % 12 + 1, 1)
        month += step


def angle_ticks(
    scale: Scale, targets: Sequence[float], *, taken: Sequence[int], least: int
) -> list[AngleTick]:
    """Lines at the targets, and at the tens between them where their numbers are `least` units from all other
    words: from each other, from the targets' and from those that lie at `taken`.
    """
    found: list[AngleTick] = []
    words = list(taken)
    tens = range(math.ceil(scale.lowest / LINES) * LINES, math.floor(scale.highest) + 1, LINES)
    for degrees, target in [*((one, True) for one in targets), *((float(ten), False) for ten in tens)]:
        y = scale.y(degrees)
        free = all(abs(y - other) >= least for other in words)
        if free:
            words.append(y)
        if free or target:
            found.append(AngleTick(degrees, y, target, free))
    return sorted(found, key=lambda tick: tick.y)
