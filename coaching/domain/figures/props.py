"""The things around the body: ground, stool, chair, band. All lengths in centimetres."""

from collections.abc import Iterable
from math import cos, radians, sin

from .figure import Figure, Prop
from .layers import Disc, Paint, Piece, box_of, piece
from .outline import number, pair
from .projection import Camera
from .scene import Scene
from .vectors import Vector

ROOM = 5.0  # of ground around the body


def bar(camera: Camera, css: str, *ends: tuple[Vector, float]) -> Piece:
    """Anything with round corners: the skin over balls at the given places."""
    return piece((css, [[(*camera.see(centre), radius) for centre, radius in ends]]))


def footprint(scenes: Iterable[Scene]) -> tuple[float, float, float, float]:
    """Least and greatest x and y of the bodies on the floor."""
    balls = [ball for posed in scenes for _, hulls in posed.parts for hull in hulls for ball in hull]
    return (
        min(c[0] - r for c, r in balls) - ROOM,
        max(c[0] + r for c, r in balls) + ROOM,
        min(c[1] - r for c, r in balls) - ROOM,
        max(c[1] + r for c, r in balls) + ROOM,
    )


def mat(scenes: Iterable[Scene], camera: Camera) -> Piece:
    """A mat under the whole body, in both positions."""
    x0, x1, y0, y1 = footprint(scenes)
    return bar(camera, "fig-ground", *(((x, y, -2.0), 2.0) for x in (x0, x1) for y in (y0, y1)))


def floor(scenes: Iterable[Scene], camera: Camera) -> Piece:
    """A round patch of floor under somebody who stands or sits."""
    x0, x1, y0, y1 = footprint(scenes)
    radius = max(x1 - x0, y1 - y0, 60.0) / 2
    x, y, depth = camera.see(((x0 + x1) / 2, (y0 + y1) / 2, 0.0))
    flat = max(radius * -camera.away[2], 1.5)
    r = f"A{number(radius)} {number(flat)} 0 1 1 "
    east, west = pair((x + radius, y)), pair((x - radius, y))
    edge: tuple[Disc, ...] = tuple((x + dx, y + dy, depth, 0.0) for dx in (-radius, radius) for dy in (-flat, flat))
    return Piece((Paint("fig-ground", f"M{east}{r}{west}{r}{east}Z"),), edge, depth, box_of(edge))


def legs(camera: Camera, x: float, y: float, turn: float, half: tuple[float, float], top: float) -> list[Piece]:
    found = []
    c, s = cos(radians(turn)), sin(radians(turn))
    for dx in (-half[0], half[0]):
        for dy in (-half[1], half[1]):
            upper = (x + c * dx - s * dy, y + s * dx + c * dy, top)
            lower = (x + 1.12 * (c * dx - s * dy), y + 1.12 * (s * dx + c * dy), 1.5)
            found.append(bar(camera, "fig-prop-far", (upper, 1.8), (lower, 1.5)))
    return sorted(found, key=lambda p: -p.depth)


def stool(prop: Prop, camera: Camera) -> list[Piece]:
    seat = [((x, y, prop.height - 2.5), 2.5) for x in (-21.0, 21.0) for y in (-17.0, 15.0)]
    return [*legs(camera, 0.0, 0.0, 0.0, (17.0, 13.0), prop.height - 3), bar(camera, "fig-prop", *seat)]
