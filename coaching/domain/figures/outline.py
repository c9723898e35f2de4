"""The outline of round shapes as SVG path data: the smooth skin over a few circles.

Coordinates are those of the picture: x to the right, y down.
"""

from collections.abc import Sequence
from math import acos, atan2, cos, hypot, pi, sin

Point = tuple[float, float]
Circle = tuple[float, float, float]  # x, y, radius
TURN = 2 * pi
SHORTEST_ARC = 0.15  # of the picture's units: anything shorter is a corner to the eye


def number(value: float) -> str:
    """A coordinate with at most one decimal: enough for a picture about 200 units wide."""
    text = f"{value:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    return "0" if text == "-0" else text


def pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def on(circle: Circle, angle: float) -> Point:
    x, y, r = circle
    return (x + r * cos(angle), y + r * sin(angle))


def skin(circles: Sequence[Circle]) -> list[tuple[Circle, float, float]]:
    """The arcs of the tightest band around the circles: a circle and the angles where it is entered and left.

    A line rolls around them (gift wrapping): after the circle it touches comes the one that it meets after
    the smallest turn. A single arc of a whole turn means that one circle covers all others.
    """
    here = max(circles, key=lambda c: c[0] + c[2])
    angle, entered = 0.0, 0.0
    arcs: list[tuple[Circle, float, float]] = []
    while True:
        x, y, r = here
        best, following = TURN, None
        for other in circles:
            dx, dy = other[0] - x, other[1] - y
            apart = hypot(dx, dy)
            if apart <= abs(r - other[2]) + 1e-9:
                continue
            turn = (atan2(dy, dx) - acos((r - other[2]) / apart) - angle) % TURN
            if turn < best:
                best, following = turn, other
        if following is None or angle + best >= TURN - 1e-9:
            arcs.append((here, entered, TURN))
            break
        angle += best
        arcs.append((here, entered, angle))
        here, entered = following, angle
    if len(arcs) > 1 and arcs[0][0] == arcs[-1][0]:
        circle, start, _ = arcs.pop()
        arcs[0] = (circle, start - TURN, arcs[0][2])
    return arcs


def round_path(circles: Sequence[Circle]) -> str:
    """Path data of the band around the circles, clockwise on the screen."""
    arcs = skin(circles)
    if len(arcs) == 1:
        circle = arcs[0][0]
        r = number(circle[2])
        far, near = pair(on(circle, pi)), pair(on(circle, 0))
        return f"M{near}A{r} {r} 0 11{far}A{r} {r} 0 11{near}Z"
    parts: list[str] = []
    for circle, entered, left in arcs:
        parts.append(("L" if parts else "M") + pair(on(circle, entered)))
        if (left - entered) * circle[2] > SHORTEST_ARC:
            r = number(circle[2])
            large = 1 if left - entered > pi else 0
            parts.append(f"A{r} {r} 0 {large}1{pair(on(circle, left))}")
    return "".join(parts) + "Z"
