"""A figure as flat shapes, ready for the template: the start and the end picture in one common frame."""

from dataclasses import dataclass

from .figure import Figure
from .layers import Paint, Piece, back_to_front
from .paint import body_pieces
from .projection import camera
from .props import floor, mat, stool
from .scene import scene

MARGIN = 3.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """Both pictures, painted from the first shape to the last; the frame holds everything in either of them."""

    x: float
    y: float
    width: float
    height: float
    start: tuple[Paint, ...]
    end: tuple[Paint, ...]

    @property
    def view_box(self) -> str:
        return f"{self.x:.1f} {self.y:.1f} {self.width:.1f} {self.height:.1f}"


def draw(figure: Figure) -> Drawing:
    cam = camera(figure.view)
    scenes = [scene(figure, figure.start), scene(figure, figure.end)]
    kinds = {p.kind for p in figure.props}
    ground = (mat if "mat" in kinds else floor)(scenes, cam)
    pictures = []
    boxes = []
    for sc in scenes:
        ps = [ground]
        for prop in figure.props:
            if prop.kind == "stool":
                ps += stool(prop, cam)
        ps += back_to_front(body_pieces(sc, cam, figure.accent))
        boxes += [p.box for p in ps]
        pictures.append(tuple(q for p in ps for q in p.paints))
    x0, y0 = min(b[0] for b in boxes) - MARGIN, min(b[1] for b in boxes) - MARGIN
    x1, y1 = max(b[2] for b in boxes) + MARGIN, max(b[3] for b in boxes) + MARGIN
    return Drawing(x0, y0, x1 - x0, y1 - y0, *pictures)
