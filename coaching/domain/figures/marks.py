"""What explains the movement: the arrow along its way, and the angle that is measured."""

from math import hypot

from .figure import Arrow
from .layers import Paint, Piece
from .outline import Point, pair
from .projection import Camera
from .scene import Scene
from .vectors import Vector, length, minus, plus, times

Way = tuple[Scene, Scene, Scene]  # the body at the start, halfway and at the end
Curve = tuple[Point, Point, Point]  # first point, control point, last point
FIRST_SHARE = 0.1  # of the way, left out so that the arrow does not touch what it starts from
HEAD, WING, SHAFT, SHORTEST = 7.5, 4.8, 1.5, 10.0
GAUGE_BEYOND = 9.0
JOINT_BEFORE = {
    "knee": "hip",
    "ankle": "knee",
    "toe": "ankle",
    "heel": "ankle",
    "elbow": "shoulder",
    "wrist": "elbow",
    "hand": "wrist",
}


def flat_piece(css: str, d: str, points: list[Point]) -> Piece:
    """A piece outside the order of depths; the points hold all of it."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Piece((Paint(css, d),), (), 0.0, (min(xs), min(ys), max(xs), max(ys)))


def on_screen(camera: Camera, point: Vector) -> Point:
    x, y, _ = camera.see(point)
    return x, y


def through(first: Point, middle: Point, last: Point) -> Curve:
    """The curve through three points."""
    return first, (2 * middle[0] - (first[0] + last[0]) / 2, 2 * middle[1] - (first[1] + last[1]) / 2), last


def along(curve: Curve, t: float) -> Point:
    (ax, ay), (bx, by), (cx, cy) = curve
    p, q, r = (1 - t) ** 2, 2 * t * (1 - t), t**2
    return p * ax + q * bx + r * cx, p * ay + q * by + r * cy


def direction(start: Point, end: Point) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    size = hypot(dx, dy) or 1.0
    return dx / size, dy / size


def beyond(posed: Scene, place: str, reach: float) -> Vector:
    """The point `reach` centimetres further out than the landmark, seen from the joint before it."""
    here = posed.at(place)
    side, _, joint = place.partition("_")
    if joint not in JOINT_BEFORE:
        return here
    out = minus(here, posed.at(f"{side}_{JOINT_BEFORE[joint]}"))
    return plus(here, times(out, reach / length(out)))


def arrow_piece(arrow: Arrow, way: Way, camera: Camera) -> list[Piece]:
    """A curved arrow along the landmark's way; none where it hardly moves on the picture.

    The trunk has no joint before it: there the arrow runs on in the direction of the movement by `reach`.
    """
    first, middle, last = (on_screen(camera, beyond(posed, arrow.at, arrow.reach)) for posed in way)
    if arrow.at.partition("_")[2] not in JOINT_BEFORE:
        dx, dy = direction(first, last)
        last = (last[0] + dx * arrow.reach, last[1] + dy * arrow.reach)
        middle = ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2)
    whole = through(first, middle, last)
    begin = along(whole, FIRST_SHARE)
    if hypot(last[0] - begin[0], last[1] - begin[1]) < SHORTEST:
        return []
    d, edge = arrow_outline(through(begin, along(whole, (1 + FIRST_SHARE) / 2), last))
    return [flat_piece("fig-mark", d, edge)]


def arrow_outline(curve: Curve) -> tuple[str, list[Point]]:
    """Path data of an arrow along the curve as one closed outline, and its corners."""
    begin, control, tip = curve
    at_begin, at_tip = direction(begin, control), direction(control, tip)
    at_control = direction(begin, tip)
    neck = (tip[0] - at_tip[0] * HEAD, tip[1] - at_tip[1] * HEAD)

    def beside(point: Point, heading: Point, width: float) -> Point:
        return (point[0] - heading[1] * width, point[1] + heading[0] * width)

    edge = [
        beside(begin, at_begin, SHAFT),
        beside(control, at_control, SHAFT),
        beside(neck, at_tip, SHAFT),
        beside(neck, at_tip, WING),
        tip,
        beside(neck, at_tip, -WING),
        beside(neck, at_tip, -SHAFT),
        beside(control, at_control, -SHAFT),
        beside(begin, at_begin, -SHAFT),
    ]
    a, b, c, d, e, f, g, h, i = (pair(point) for point in edge)
    return f"M{a}Q{b} {c}L{d}L{e}L{f}L{g}Q{h} {i}Z", edge


def gauge_pieces(gauge: str, way: Way, camera: Camera, css: str = "fig-gauge") -> tuple[Piece, Piece]:
    """The angle of a shin (or foot) against its start: the sector it swept, and the line where it started."""
    side, _, part = gauge.partition("_")
    pivot, tip = (f"{side}_knee", f"{side}_ankle") if part == "shin" else (f"{side}_heel", f"{side}_toe")
    centre = on_screen(camera, way[2].at(pivot))
    rim = []
    for posed in way:
        out = minus(posed.at(tip), posed.at(pivot))
        x, y = on_screen(camera, times(out, 1 + GAUGE_BEYOND / length(out)))
        rim.append((centre[0] + x, centre[1] + y))
    first, control, last = through(rim[0], rim[1], rim[2])
    sector = f"M{pair(centre)}L{pair(first)}Q{pair(control)} {pair(last)}Z"
    return (
        flat_piece(css, sector, [centre, first, control, last]),
        flat_piece("fig-gauge-line", f"M{pair(centre)}L{pair(first)}", [centre, first]),
    )
