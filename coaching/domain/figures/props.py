"""The things around the body: ground, stool, chair, band. All lengths in centimetres."""

from collections.abc import Iterable
from math import cos, radians, sin

from .figure import Figure, Prop
from .layers import Paint, Piece, box_of, piece
from .outline import number, pair
from .projection import Camera
from .scene import Scene
from .vectors import Vector

ROOM = 7.0  # of ground around the body
NEAR_FLOOR = 15.0  # what is higher up needs no mat beneath it
LEAST_FLOOR = 32.0  # radius of the round patch
SEAT_WIDTH, SEAT_DEPTH, CHAIR_SEAT, CHAIR_BACK = 38.0, 34.0, 44.0, 88.0
Footprint = tuple[float, float, float, float]  # least and greatest x, least and greatest y
Balls = list[tuple[Vector, float]]


def bar(camera: Camera, css: str, *balls: tuple[Vector, float]) -> Piece:
    """Anything with round corners: the skin over balls at the given places."""
    return piece((css, [[(*camera.see(centre), radius) for centre, radius in balls]]))


def footprint(figure: Figure, scenes: Iterable[Scene]) -> Footprint:
    """What needs ground beneath it in any of the scenes; hands may reach over its edge."""
    body: Balls = [
        ball
        for posed in scenes
        for part, hulls in posed.parts
        if "arm" not in part.name
        for hull in hulls
        for ball in hull
    ]
    balls = body
    if has_mat(figure):
        balls = [(centre, radius) for centre, radius in body if centre[2] - radius < NEAR_FLOOR] or body
    chairs = [prop for prop in figure.props if prop.kind == "chair"]
    balls += [(chair_point(prop, 0.0, SEAT_DEPTH / 2, 0.0), SEAT_WIDTH / 2) for prop in chairs]
    return (
        min(c[0] - r for c, r in balls) - ROOM,
        max(c[0] + r for c, r in balls) + ROOM,
        min(c[1] - r for c, r in balls) - ROOM,
        max(c[1] + r for c, r in balls) + ROOM,
    )


def has_mat(figure: Figure) -> bool:
    return any(prop.kind == "mat" for prop in figure.props)


def ground(figure: Figure, scenes: Iterable[Scene], camera: Camera) -> Piece:
    """A mat where the figure has one, else a round patch of floor; the same under both positions."""
    x0, x1, y0, y1 = footprint(figure, scenes)
    if has_mat(figure):
        return bar(camera, "fig-ground", *(((x, y, -2.0), 2.0) for x in (x0, x1) for y in (y0, y1)))
    radius = max((x1 - x0) / 2, (y1 - y0) / 2, LEAST_FLOOR)
    x, y, depth = camera.see(((x0 + x1) / 2, (y0 + y1) / 2, 0.0))
    flat = max(radius * -camera.away[2], 1.5)
    east, west = pair((x + radius, y)), pair((x - radius, y))
    half_turn = f"A{number(radius)} {number(flat)} 0 11"
    edge = tuple((x + a, y + b, depth, 0.0) for a in (-radius, radius) for b in (-flat, flat))
    return Piece(
        (Paint("fig-ground", f"M{east}{half_turn}{west}{half_turn}{east}Z"),), edge, depth, box_of(edge)
    )


def stool(prop: Prop, camera: Camera) -> list[Piece]:
    """A stool under the pelvis, in the order of painting."""
    legs = [
        bar(camera, "fig-prop-far", ((x, y, prop.height - 3), 1.8), ((1.12 * x, 1.12 * y, 1.5), 1.5))
        for x in (-17.0, 17.0)
        for y in (-14.0, 12.0)
    ]
    seat: Balls = [((x, y, prop.height - 2.5), 2.5) for x in (-21.0, 21.0) for y in (-18.0, 15.0)]
    return [*sorted(legs, key=lambda leg: -leg.depth), bar(camera, "fig-prop", *seat)]


def chair_point(prop: Prop, right: float, away: float, up: float) -> Vector:
    """A point of the chair: `away` from its back along the seat."""
    c, s = cos(radians(prop.turn)), sin(radians(prop.turn))
    return (prop.x + c * right - s * away, prop.y + s * right + c * away, up)


def chair(prop: Prop, camera: Camera) -> Piece:
    """A chair to hold on to: its back stands at the place given, its seat away from there."""
    half = SEAT_WIDTH / 2 - 1
    bars: list[tuple[str, Balls]] = []
    for away in (SEAT_DEPTH, 1.0):
        for right in (-half, half):
            top, foot = chair_point(prop, right, away, CHAIR_SEAT), chair_point(prop, right, away, 1.5)
            bars.append(("fig-prop-far", [(top, 1.8), (foot, 1.5)]))
    corners = [(right, away) for right in (-half, half) for away in (0.0, SEAT_DEPTH)]
    bars.append(("fig-prop", [(chair_point(prop, right, away, CHAIR_SEAT), 2.2) for right, away in corners]))
    for right in (-half, half):
        low, high = chair_point(prop, right, 0, CHAIR_SEAT), chair_point(prop, right, -3, CHAIR_BACK)
        bars.append(("fig-prop-far", [(low, 1.8), (high, 1.6)]))
    back = [
        chair_point(prop, right, -3, up) for right in (-half, half) for up in (CHAIR_BACK - 20, CHAIR_BACK)
    ]
    bars.append(("fig-prop", [(corner, 2.0) for corner in back]))
    seen = [(css, [(*camera.see(centre), radius) for centre, radius in balls]) for css, balls in bars]
    return piece(*((css, [hull]) for css, hull in seen))


def band(prop: Prop, posed: Scene, camera: Camera) -> Piece:
    """A loop around two places of the body."""
    return bar(camera, "fig-band", *((posed.at(name), 4.6) for name in prop.joins))
