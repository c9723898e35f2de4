"""The hip dial's geometry: the seated athlete from the front, each shin at its own angle before its zones.

Units are the picture's own; x to the viewer's right, y down, the line through both knees at y = 0. The
athlete faces the viewer, so the athlete's left is on the viewer's right. Angles in degrees from the shin
hanging straight down.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, radians, sin

from assessments.domain.findings import Band, Side, Targets

KNEE = 20.0  # distance of each knee from the middle
INNER, OUTER, NEEDLE_TIP, TICK_LABEL = 94.0, 106.0, 110.0, 117.0
LEAST_END, GREATEST, STEP = 60.0, 90.0, 15.0
GAP = 0.7  # degrees left open between two zones
NEEDLE = 1.3  # half of its width, in degrees
NAMES: tuple[Band, ...] = ("limited", "sufficient", "optimal")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Zone:
    """A band of the ring, from one angle to another, and as path data."""

    band: Band
    d: str
    start: float
    stop: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A target at the edge of the ring: where its number stands, and to which side of there it is written."""

    degrees: float
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class HipDial:
    """One hip; `turn` is its shin's SVG rotation. Not tested: `degrees`, `band` and `needle` are None."""

    side: Side
    knee: float
    label: float
    degrees: float | None
    band: Band | None
    turn: float
    zones: tuple[Zone, ...]
    ticks: tuple[Tick, ...]
    needle: str | None


@dataclass(frozen=True, slots=True)
class DialLayout:
    """Both hips as the viewer sees them, from left to right, and where the scale ends."""

    right: HipDial
    left: HipDial
    end: float

    @property
    def hips(self) -> tuple[HipDial, HipDial]:
        return self.right, self.left


def band_of(degrees: float, targets: Targets) -> Band:
    """The band of an unrounded mean."""
    if degrees < targets.sufficient:
        return "limited"
    return "sufficient" if degrees < targets.optimal else "optimal"


def scale_end(left: float | None, right: float | None, targets: Targets) -> float:
    """60° as a rule; further, in steps of 15°, where an angle or a target needs it; never beyond 90°."""
    highest = max(left or 0.0, right or 0.0, targets.optimal + 5)
    return min(GREATEST, max(LEAST_END, ceil(highest / STEP) * STEP))


def at(outward: int, degrees: float, radius: float) -> Point:
    """A point of the ring: `outward` is 1 on the viewer's right and -1 on the left."""
    angle = radians(degrees)
    return outward * (KNEE + radius * sin(angle)), radius * cos(angle)


def pair(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def sector(outward: int, start: float, end: float, inner: float, outer: float) -> str:
    """Path data of a piece of a ring about the knee."""
    there, back = (0, 1) if outward > 0 else (1, 0)
    a, b = pair(at(outward, start, outer)), pair(at(outward, end, outer))
    c, d = pair(at(outward, end, inner)), pair(at(outward, start, inner))
    return f"M{a}A{outer:g} {outer:g} 0 0 {there} {b}L{c}A{inner:g} {inner:g} 0 0 {back} {d}Z"


def _zone(band: Band, outward: int, start: float, stop: float) -> Zone:
    return Zone(band, sector(outward, start, stop, INNER, OUTER), start, stop)


def hip_dial(side: Side, degrees: float | None, targets: Targets, end: float) -> HipDial:
    outward = 1 if side == "left" else -1
    limits = [min(limit, end) for limit in (0.0, targets.sufficient, targets.optimal, end)]
    zones = tuple(
        _zone(name, outward, start + (GAP if start else 0), stop - (GAP if stop < end else 0))
        for name, start, stop in zip(NAMES, limits[:-1], limits[1:], strict=True)
        if stop - start > 2 * GAP
    )
    ticks = []
    for target in (targets.sufficient, targets.optimal):
        x, y = at(outward, target, TICK_LABEL)
        ticks.append(Tick(target, round(x, 1), round(y, 1), "start" if outward > 0 else "end"))
    return HipDial(
        side=side,
        knee=outward * KNEE,
        label=outward * 112.0,
        degrees=degrees,
        band=None if degrees is None else band_of(degrees, targets),
        turn=0.0 if degrees is None else round(-outward * degrees, 1),
        zones=zones,
        ticks=tuple(ticks),
        needle=None
        if degrees is None
        else sector(outward, degrees - NEEDLE, degrees + NEEDLE, INNER - 2, NEEDLE_TIP),
    )


def dial(left: float | None, right: float | None, targets: Targets) -> DialLayout:
    """The dial of one test: each hip's mean in degrees (0–90), or None where it was not tested."""
    end = scale_end(left, right, targets)
    return DialLayout(
        right=hip_dial("right", right, targets, end), left=hip_dial("left", left, targets, end), end=end
    )
