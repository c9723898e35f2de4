"""A figure on its way: the pictures from the start to the end, for a page that shows one after the other."""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi

from .drawing import KEPT, MARGIN, paints, picture
from .figure import Figure
from .layers import Paint
from .pose import pose_between
from .projection import camera
from .props import ground
from .scene import scene

FRAMES = 9


@dataclass(frozen=True, slots=True)
class Motion:
    """The pictures in one common frame, painted like a `Drawing`; `still` is what is in every one of them.

    `side` is the working leg of a figure that has only one, else empty.
    """

    view_box: str
    still: tuple[Paint, ...]
    frames: tuple[tuple[Paint, ...], ...]
    side: str


@lru_cache(maxsize=KEPT)
def animate(figure: Figure) -> Motion:
    """From the start to the end in even steps of time, slow at both ends; without arrows."""
    eye = camera(figure.view)
    shares = [(1 - cos(pi * n / (FRAMES - 1))) / 2 for n in range(FRAMES)]
    poses = [scene(figure, pose_between(figure.start, figure.end, share)) for share in shares]
    floor = ground(figure, (poses[0], poses[-1]), eye)
    moving = [picture(figure, posed, eye) for posed in poses]
    boxes = [floor.box, *(piece.box for pieces in moving for piece in pieces)]
    left, top = min(box[0] for box in boxes) - MARGIN, min(box[1] for box in boxes) - MARGIN
    right, bottom = max(box[2] for box in boxes) + MARGIN, max(box[3] for box in boxes) + MARGIN
    return Motion(
        view_box=f"{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}",
        still=paints([floor]),
        frames=tuple(paints(pieces) for pieces in moving),
        side=figure.accent[0] if len(figure.accent) == 1 else "",
    )
