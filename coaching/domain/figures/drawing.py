"""A figure as flat shapes, ready for the template: the start and the end picture in one common frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .figure import Figure
from .layers import Paint, Piece, back_to_front
from .marks import arrow_piece, gauge_pieces
from .paint import body_pieces
from .pose import pose_between
from .projection import Camera, camera
from .props import band, chair, ground, stool
from .scene import Scene, scene

MARGIN = 3.0
KEPT = 128  # drawings in memory, about 20 KB each: more than a library has


@dataclass(frozen=True, slots=True)
class Drawing:
    """Both pictures, painted from the first shape to the last; the frame holds all that is in either."""

    x: float
    y: float
    width: float
    height: float
    start: tuple[Paint, ...]
    end: tuple[Paint, ...]

    @property
    def view_box(self) -> str:
        return f"{self.x:.1f} {self.y:.1f} {self.width:.1f} {self.height:.1f}"

    @property
    def is_wide(self) -> bool:
        """Whether two of it side by side would be too small on a phone."""
        return self.width > 1.2 * self.height


def picture(figure: Figure, posed: Scene, eye: Camera, sectors: Sequence[Piece] = ()) -> list[Piece]:
    """One position and the things around it, from the back to the front; sectors lie behind working legs."""
    beneath: list[Piece] = []
    around: list[Piece] = []
    above: list[Piece] = []
    for prop in figure.props:
        if prop.kind == "stool":
            beneath += stool(prop, eye)
        elif prop.kind == "chair":
            around.append(chair(prop, eye))
        elif prop.kind == "band":
            above.append(band(prop, posed, eye))
    body = back_to_front([*around, *body_pieces(posed, eye, figure.accent)])
    working = (n for n, found in enumerate(body) if found.paints[0].css.startswith("fig-accent"))
    first = next(working, len(body))
    return [*beneath, *body[:first], *sectors, *body[first:], *above]


@lru_cache(maxsize=KEPT)
def draw(figure: Figure) -> Drawing:
    """Both pictures of the figure."""
    eye = camera(figure.view)
    start, end = scene(figure, figure.start), scene(figure, figure.end)
    way = (start, scene(figure, pose_between(figure.start, figure.end, 0.5)), end)
    behind = [gauge_pieces(gauge, way, eye) for gauge in figure.gauges if gauge.endswith("shin")]
    # A foot is seen before its own leg: there the sector shows through on top of both.
    above = [
        gauge_pieces(gauge, way, eye, "fig-gauge-over") for gauge in figure.gauges if gauge.endswith("foot")
    ]
    arrows = [piece for arrow in figure.arrows for piece in arrow_piece(arrow, way, eye)]
    floor = ground(figure, (start, end), eye)
    first = [floor, *picture(figure, start, eye)]
    last = [floor, *picture(figure, end, eye, [sector for sector, _ in behind])]
    last += [sector for sector, _ in above] + [line for _, line in behind + above] + arrows
    boxes = [piece.box for piece in (*first, *last)]
    left, top = min(box[0] for box in boxes) - MARGIN, min(box[1] for box in boxes) - MARGIN
    right, bottom = max(box[2] for box in boxes) + MARGIN, max(box[3] for box in boxes) + MARGIN
    return Drawing(left, top, right - left, bottom - top, paints(first), paints(last))


def paints(pieces: Sequence[Piece]) -> tuple[Paint, ...]:
    return tuple(paint for piece in pieces for paint in piece.paints)
