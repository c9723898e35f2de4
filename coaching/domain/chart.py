"""The chart of both hips over time: values in, places out. Templates draw it, and others find its words.

From the top down: how each stretch of tests was measured; the plot with the bands of the targets, the two
hips' lines, and each test with the error of its method; the days; programmes with how much of them was done;
days of pain. One layout serves all sizes. What is drawn and why: docs/formulas.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from textwrap import wrap

from assessments.domain.error import Z95_ONE_SIDED
from assessments.domain.findings import Band, Side
from coaching.domain.chart_labels import Label, Lettering, Wanted, labelled, pushed_apart
from coaching.domain.chart_places import BandPlace, Bar, Chart, HipName, Lane, Sheet, Spot
from coaching.domain.chart_strips import STRIP, Pain, Programme, pain_marks, strips
from coaching.domain.chart_ticks import angle_ticks, day_ticks
from coaching.domain.thinning import thinned
from coaching.domain.trace import Measured, Point, Scale, trace

#: Degrees that the axis always spans; it grows by steps where a test with its error lies beyond.
LOWEST, HIGHEST, AXIS_STEP = 20.0, 55.0, 5
#: From the plot's edges to the first and the last test, and from one part of the chart to the next.
INSET, SPACE = 12, 8


DESK = Sheet(720, 250, 92, 62, 4, 60, Lettering(width=7.0, line=17, rows=3), wide=True)
PAPER = Sheet(900, 120, 92, 62, 4, 80, Lettering(width=7.0, line=17, rows=2), wide=True)
PHONE = Sheet(300, 210, 36, 56, 3, 36, Lettering(width=6.7, line=16, rows=4), wide=False)


def chart(
    tests: Sequence[Measured],
    *,
    sufficient: float,
    optimal: float,
    sheet: Sheet,
    programmes: Sequence[Programme] = (),
    pains: Sequence[Pain] = (),
) -> Chart | None:
    """The chart of an athlete's `tests`, `programmes` and `pains`, each earliest first; None without a test.

    It spans from the first to the last day of all of them. `sufficient` and `optimal` are in degrees.
    """
    if not tests:
        return None
    left, right = sheet.left, sheet.width - sheet.right
    days = [one.day for one in tests] + [one.day for one in pains]
    first = min([*days, *(one.starts_on for one in programmes)])
    last = max([*days, *(one.ends_on for one in programmes)])
    across = Scale(first, (last - first).days, left + INSET, right - INSET, 0, 1, 0.0, 1.0)
    kept = thinned(tests, [across.x(one.day) for one in tests], most=sheet.most)
    line = [tests[n] for n in kept if not tests[n].beside]
    breaks, labels = _methods(line, across, sheet)

    top = SPACE + sheet.lettering.line * (1 + max((label.row for label in labels), default=0))
    scale = _with_degrees(across, tests, optimal, top, top + sheet.plot)
    spots = [_spot(n, tests[n], scale, sheet.apart) for n in kept]
    bands = _bands(scale, sufficient, optimal, sheet)
    named = [band.middle for band in bands if band.named]
    points = [Point(one.day, one.method, one.left, one.right) for one in line]
    days_y = scale.bottom + sheet.lettering.line
    below = days_y + sheet.lettering.line // 2
    first_lane = _lane(below, sheet) if programmes else None
    second_lane = _lane(first_lane.y + STRIP if first_lane else below, sheet) if pains else None
    lowest = second_lane or first_lane
    return Chart(
        sheet=sheet,
        height=(lowest.y + STRIP if lowest else below) + SPACE,
        left=left,
        right=right,
        top=scale.top,
        bottom=scale.bottom,
        words_x=left - SPACE,
        names_x=right + SPACE,
        days_y=days_y,
        bands=bands,
        angles=tuple(angle_ticks(scale, (sufficient, optimal), taken=named, least=sheet.lettering.line)),
        days=tuple(day_ticks(scale, last, slot=round(12 * sheet.lettering.width))),
        trace=trace(points, scale, apart=sheet.apart),
        spots=tuple(spots),
        names=_names(spots, scale, sheet),
        breaks=tuple(breaks),
        labels=tuple(replace(label, y=top + label.y) for label in labels),
        programmes=first_lane,
        strips=tuple(strips(programmes, scale, y=first_lane.y)) if first_lane else (),
        pain=second_lane,
        pains=tuple(pain_marks(pains, scale)),
        tests=len(tests),
    )


def _lane(above: int, sheet: Sheet) -> Lane:
    """A lane below `above`: its name goes on the left, or over it where there is no room on the left."""
    line = sheet.lettering.line
    y = above + SPACE + (0 if sheet.wide else line)
    middle = y + STRIP // 2
    if sheet.wide:
        return Lane(y, middle, sheet.left - SPACE, middle)
    return Lane(y, middle, sheet.left, y - line // 2 - 2)


def _methods(line: Sequence[Measured], across: Scale, sheet: Sheet) -> tuple[list[int], list[Label]]:
    """Where the method changes, and the labels of the first one and of each change."""
    changes = [(one, other) for one, other in pairwise(line) if one.method != other.method]
    breaks = [(across.x(one.day) + across.x(other.day)) // 2 for one, other in changes]
    first = wrap(line[0].label, int(sheet.width / sheet.lettering.width)) if line else []
    wanted = [Wanted(sheet.left, text, leader=False) for text in first]
    # Of changes at one place the last one says how it went on.
    words = {x: new.change for x, (_old, new) in zip(breaks, changes, strict=True)}
    wanted += [Wanted(x, text) for x, text in words.items()]
    return list(words), labelled(wanted, sheet.lettering, width=sheet.width)


def _with_degrees(across: Scale, tests: Sequence[Measured], optimal: float, top: int, bottom: int) -> Scale:
    """The scale with an axis that has room for every test with its error."""
    reach = [
        (degrees, Z95_ONE_SIDED * one.sem)
        for one in tests
        for degrees in (one.left, one.right)
        if degrees is not None
    ]
    low = min([LOWEST, *(degrees - margin for degrees, margin in reach)])
    high = max([HIGHEST, optimal + AXIS_STEP, *(degrees + margin for degrees, margin in reach)])
    lowest = max(math.floor(low / AXIS_STEP) * AXIS_STEP, 0)
    highest = min(math.ceil(high / AXIS_STEP) * AXIS_STEP, 90)
    return Scale(across.first, across.days, across.start, across.end, top, bottom, lowest, highest)


def _spot(index: int, test: Measured, scale: Scale, apart: int) -> Spot:
    x, margin = scale.x(test.day), Z95_ONE_SIDED * test.sem

    def bar(degrees: float | None, aside: int) -> Bar | None:
        if degrees is None:
            return None
        return Bar(x + aside, scale.y(degrees), scale.y(degrees + margin), scale.y(degrees - margin))

    return Spot(index, bar(test.left, -apart), bar(test.right, apart), test.beside)


def _bands(scale: Scale, sufficient: float, optimal: float, sheet: Sheet) -> tuple[BandPlace, ...]:
    edges: list[tuple[Band, int, int]] = [
        ("optimal", scale.top, scale.y(optimal)),
        ("sufficient", scale.y(optimal), scale.y(sufficient)),
        ("limited", scale.y(sufficient), scale.bottom),
    ]
    # A name stands between the numbers of its two edges.
    least = 2 * sheet.lettering.line
    return tuple(
        BandPlace(name, top, bottom - top, (top + bottom) // 2, sheet.wide and bottom - top >= least)
        for name, top, bottom in edges
    )


def _names(spots: Sequence[Spot], scale: Scale, sheet: Sheet) -> tuple[HipName, ...]:
    """Each hip's name beside the last test on its line, the two not on each other."""
    ends: list[tuple[Side, Bar]] = []
    on_line = [spot for spot in reversed(spots) if not spot.beside]
    for side, bars in (("left", [s.left for s in on_line]), ("right", [s.right for s in on_line])):
        last = next((bar for bar in bars if bar is not None), None)
        if last is not None:
            ends.append(("left" if side == "left" else "right", last))
    least = sheet.lettering.line
    places = pushed_apart([bar.y for _side, bar in ends], least=least, top=scale.top, bottom=scale.bottom)
    return tuple(HipName(side, y, bar.x, bar.y) for (side, bar), y in zip(ends, places, strict=True))
