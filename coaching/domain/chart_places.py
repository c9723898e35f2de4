"""The places of a chart: what `coaching.domain.chart` gives and templates draw."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.domain.findings import Band, Side
from coaching.domain.chart_labels import Label, Lettering
from coaching.domain.chart_strips import PainMark, Strip
from coaching.domain.chart_ticks import AngleTick, DayTick
from coaching.domain.trace import Trace


@dataclass(frozen=True, slots=True)
class Sheet:
    """The size of a chart, in its own units; about the pixels it is seen at.

    `plot` is the plot's height; `left` and `right` of it are units for numbers and for names. The hips' error
    bars are moved `apart`. Up to `most` tests are drawn, and landmarks. `wide` has room for the names of the
    bands and lanes on the left.
    """

    width: int
    plot: int
    left: int
    right: int
    apart: int
    most: int
    lettering: Lettering
    wide: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One hip of one test: its mean, and the ends of its error, ±1.645·SEM, as far as the axis goes."""

    x: int
    y: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A test that is drawn: its number among the tests, and its hips."""

    index: int
    left: Bar | None
    right: Bar | None
    beside: bool


@dataclass(frozen=True, slots=True)
class BandPlace:
    """One band of the targets; `named` says that it has room for its name at `middle`."""

    name: Band
    y: int
    height: int
    middle: int
    named: bool


@dataclass(frozen=True, slots=True)
class HipName:
    """A hip's name right of the plot at `y`, and the end of the line that it names."""

    side: Side
    y: int
    line_x: int
    line_y: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A strip beneath the plot, from `y` down, with its `middle` and where its name goes."""

    y: int
    middle: int
    name_x: int
    name_y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything's place; the plot is from `left` to `right` and from `top` to `bottom`.

    `breaks` are places across where the method changes. A lane is None where there is nothing in it. `tests`
    is how many there are, drawn or not.
    """

    sheet: Sheet
    height: int
    left: int
    right: int
    top: int
    bottom: int
    words_x: int
    names_x: int
    days_y: int
    bands: tuple[BandPlace, ...]
    angles: tuple[AngleTick, ...]
    days: tuple[DayTick, ...]
    trace: Trace
    spots: tuple[Spot, ...]
    names: tuple[HipName, ...]
    breaks: tuple[int, ...]
    labels: tuple[Label, ...]
    programmes: Lane | None
    strips: tuple[Strip, ...]
    pain: Lane | None
    pains: tuple[PainMark, ...]
    tests: int
