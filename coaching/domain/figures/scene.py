"""A posed body standing, sitting or lying on its ground."""

from dataclasses import dataclass

from .anatomy import PARTS, Part, Sphere, spheres
from .body import Skeleton, landmark, skeleton
from .figure import Figure
from .pose import Pose
from .vectors import Vector, plus

SITTING_PARTS = ("torso", "left_thigh", "right_thigh")


@dataclass(frozen=True, slots=True)
class Scene:
    """The body's joints and the spheres of its parts, moved so that the floor is at height 0."""

    body: Skeleton
    shift: Vector
    parts: tuple[tuple[Part, tuple[tuple[Sphere, ...], ...]], ...]

    def at(self, name: str) -> Vector:
        return plus(landmark(self.body, name), self.shift)


def seat_height(figure: Figure) -> float | None:
    return next((prop.height for prop in figure.props if prop.kind == "stool"), None)


def lowest(parts: list[tuple[Part, list[list[Sphere]]]], names: tuple[str, ...] = ()) -> float:
    return min(
        centre[2] - radius
        for part, hulls in parts
        if not names or part.name in names
        for hull in hulls
        for centre, radius in hull
    )


def scene(figure: Figure, pose: Pose) -> Scene:
    """The pose with its lowest point on the floor, or its seat on the stool, its anchor above the origin."""
    body = skeleton(figure.base, pose)
    loose = [(part, spheres(part, body)) for part in PARTS]
    seat = seat_height(figure)
    up = -lowest(loose) if seat is None else seat - lowest(loose, SITTING_PARTS)
    x, y, _ = landmark(body, figure.anchor)
    shift = (-x, -y, up)
    placed = tuple(
        (part, tuple(tuple((plus(centre, shift), radius) for centre, radius in hull) for hull in hulls))
        for part, hulls in loose
    )
    return Scene(body, shift, placed)
