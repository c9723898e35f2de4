"""The hip dial as a PNG, for mail, where SVG is not shown: drawn from the numbers of the same layout.

It has no words: those stand beside it, where they can be read aloud and enlarged. Its own light ground makes
it the same on a light and a dark page.
"""

from __future__ import annotations

import io
from math import cos, radians, sin

from PIL import Image, ImageDraw

from assessments.domain.dial import INNER, KNEE, NEEDLE, NEEDLE_TIP, OUTER, HipDial, Point, at, dial
from assessments.domain.findings import Targets

#: Pixels for a unit of the layout, and the finer grid that is drawn on and scaled down, for smooth edges.
SCALE, FINER = 3, 3
#: What is shown of the layout: left, top, width and height in its units.
FRAME = (-140.0, -128.0, 280.0, 246.0)
ROUNDING = 16.0
GROUND, BODY, SEAT, EDGE, INK, UNTESTED = "#f6f7fa", "#dde2ee", "#c3cbdc", "#ffffff", "#16213a", "#8d97ab"
ZONES = {"limited": "#e8b9a0", "sufficient": "#a9cbe6", "optimal": "#a3d3bf"}
BANDS = {"limited": "#b83c0a", "sufficient": "#1769aa", "optimal": "#0b7350"}
#: In the layout's units: the shin and the foot, hanging from a knee at the origin; and the trunk.
SHIN: tuple[Point, ...] = (
    (-9.5, 0),
    (9.5, 0),
    (9.3, 20),
    (7.6, 42),
    (5.5, 72),
    (-5.5, 72),
    (-7.6, 42),
    (-9.3, 20),
)
FOOT: tuple[Point, ...] = ((-5.5, 70), (5.5, 70), (7.6, 84), (5.5, 88), (-5.5, 88), (-7.6, 84))
TRUNK: tuple[Point, ...] = (
    (-6, -94), (6, -94), (6, -84), (20, -79), (30, -74), (36, -58), (43, -20), (40, -14), (34, -18),
    (25, -52), (26, -30), (28, -8), (-28, -8), (-26, -30), (-25, -52), (-34, -18), (-40, -14),
    (-43, -20), (-36, -58), (-30, -74), (-20, -79), (-6, -84),
)  # fmt: skip
HEAD = (-14.0, -122.0, 14.0, -89.0)
BENCH = (-56.0, -14.0, 56.0, -5.0)


def dial_png(left: float | None, right: float | None, targets: Targets) -> bytes:
    """The dial of a test: each hip's mean in degrees (0–90), or None where it was not tested."""
    drawing = _Drawing()
    drawing.person()
    for hip in dial(left, right, targets).hips:
        drawing.hip(hip)
    return drawing.png()


class _Drawing:
    def __init__(self) -> None:
        self.unit = SCALE * FINER
        size = (round(FRAME[2] * self.unit), round(FRAME[3] * self.unit))
        self.image = Image.new("RGBA", size, (0, 0, 0, 0))
        self.draw = ImageDraw.Draw(self.image)
        self.draw.rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), ROUNDING * self.unit, fill=GROUND)

    def person(self) -> None:
        self.draw.ellipse(self._box(HEAD), fill=BODY)
        self._polygon(TRUNK, BODY)
        self.draw.rounded_rectangle(self._box(BENCH), 4.5 * self.unit, fill=SEAT)

    def hip(self, hip: HipDial) -> None:
        """The zones, then the shin at its angle before them, and where it points."""
        outward = 1 if hip.side == "left" else -1
        for zone in hip.zones:
            self._ring(outward, zone.start, zone.stop, INNER, OUTER, ZONES[zone.band])
        if hip.degrees is not None:
            self._ring(outward, hip.degrees - NEEDLE, hip.degrees + NEEDLE, INNER - 2, NEEDLE_TIP, INK)
        colour = BANDS[hip.band] if hip.band else UNTESTED
        for part in (SHIN, FOOT):
            self._polygon([_turned(point, hip.turn, outward * KNEE) for point in part], colour, edge=True)
        x = outward * KNEE
        self.draw.ellipse(self._box((x - 13.5, -15.5, x + 13.5, 11.5)), fill=EDGE)
        self.draw.ellipse(self._box((x - 12.5, -14.5, x + 12.5, 10.5)), fill=colour)

    def png(self) -> bytes:
        small = self.image.resize(
            (self.image.width // FINER, self.image.height // FINER), Image.Resampling.LANCZOS
        )
        file = io.BytesIO()
        small.quantize(64).save(file, "PNG", optimize=True)
        return file.getvalue()

    def _ring(self, outward: int, start: float, stop: float, inner: float, outer: float, colour: str) -> None:
        steps = max(2, round(stop - start))
        angles = [start + (stop - start) * n / steps for n in range(steps + 1)]
        there = [at(outward, angle, outer) for angle in angles]
        back = [at(outward, angle, inner) for angle in reversed(angles)]
        self._polygon([*there, *back], colour)

    def _polygon(self, points: list[Point] | tuple[Point, ...], colour: str, *, edge: bool = False) -> None:
        placed = [self._placed(point) for point in points]
        if edge:
            self.draw.line([*placed, placed[0], placed[1]], fill=EDGE, width=2 * self.unit, joint="curve")
        self.draw.polygon(placed, fill=colour)

    def _placed(self, point: Point) -> Point:
        return (point[0] - FRAME[0]) * self.unit, (point[1] - FRAME[1]) * self.unit

    def _box(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        return *self._placed((box[0], box[1])), *self._placed((box[2], box[3]))


def _turned(point: Point, degrees: float, x: float) -> Point:
    """Turned as SVG does, clockwise on a page whose y goes down, about the origin; then moved to `x`."""
    angle = radians(degrees)
    across = point[0] * cos(angle) - point[1] * sin(angle)
    down = point[0] * sin(angle) + point[1] * cos(angle)
    return across + x, down
