"""The mannequin's flesh: balls fixed to its segments, and the parts that are skins stretched over them.

A part is one or several hulls; a hull is the tightest skin over its balls. Radii in centimetres.
"""

from dataclasses import dataclass

from .body import FOREARM, SHANK, THIGH, UPPER_ARM, Skeleton
from .pose import SIDES
from .vectors import Vector

Ball = tuple[str, Vector, float]  # segment, centre in the segment's own axes, radius
Sphere = tuple[Vector, float]  # centre in space, radius


@dataclass(frozen=True, slots=True)
class Part:
    """What always has one paint: a segment of a limb, or the torso, neck, face or hair."""

    name: str
    hulls: tuple[tuple[Ball, ...], ...]


def both(segment: str, centre: Vector, radius: float) -> tuple[Ball, Ball]:
    """A ball and its mirror image on the other side of the body."""
    x, y, z = centre
    return (segment, (-x, y, z), radius), (segment, centre, radius)


SEAT = both("pelvis", (7.5, -2.0, 1.0), 9.5)
LOIN = both("waist", (5.5, 0.0, 3.0), 8.6)
BREAST = both("chest", (8.0, 0.5, 14.0), 9.4)
SHOULDERS = both("chest", (14.5, -0.5, 22.5), 5.2)
COLLAR: Ball = ("chest", (0.0, -1.5, 26.0), 4.6)

TRUNK: tuple[Part, ...] = (
    Part("torso", ((*SEAT, *LOIN), (*LOIN, *BREAST), (*BREAST, *SHOULDERS, COLLAR))),
    Part("neck", ((("chest", (0.0, -1.5, 25.0), 4.8), ("head", (0.0, -1.0, 1.0), 4.8)),)),
    Part(
        "face",
        (
            (("head", (0.0, 0.6, 6.5), 8.6), ("head", (0.0, 3.4, 0.6), 5.2)),
            (("head", (0.0, 8.5, 4.5), 1.0), ("head", (0.0, 9.8, 2.6), 1.3)),
        ),
    ),
    Part("hair", ((("head", (0.0, -1.6, 8.2), 8.9), ("head", (0.0, -3.2, 3.5), 7.0)),)),
)


def leg(side: str) -> tuple[Part, Part, Part]:
    thigh, shank, foot = f"{side}_thigh", f"{side}_shank", f"{side}_foot"
    return (
        Part(
            thigh,
            (
                (
                    (thigh, (0.0, 0.0, 0.0), 8.4),
                    (thigh, (0.0, 0.8, -16.0), 8.0),
                    (thigh, (0.0, 0.0, -THIGH), 5.7),
                ),
            ),
        ),
        Part(
            shank,
            (
                (
                    (shank, (0.0, 0.0, 0.0), 5.7),
                    (shank, (0.0, -1.4, -12.0), 5.6),
                    (shank, (0.0, 0.0, -SHANK), 3.6),
                ),
            ),
        ),
        Part(
            foot,
            (
                (
                    (foot, (0.0, 0.0, 0.0), 3.6),
                    (foot, (0.0, -4.0, -4.2), 3.4),
                    (foot, (0.0, 9.5, -3.9), 3.9),
                    (foot, (0.0, 14.8, -4.9), 2.9),
                ),
            ),
        ),
    )


def arm(side: str) -> tuple[Part, Part]:
    upper, fore = f"{side}_upper_arm", f"{side}_forearm"
    wrist = -FOREARM
    return (
        Part(
            upper,
            (
                (
                    (upper, (0.0, 0.0, 0.0), 5.0),
                    (upper, (0.0, 0.0, -10.0), 4.7),
                    (upper, (0.0, 0.0, -UPPER_ARM), 3.7),
                ),
            ),
        ),
        Part(
            fore,
            (
                ((fore, (0.0, 0.0, 0.0), 3.7), (fore, (0.0, 0.0, -8.0), 3.8), (fore, (0.0, 0.0, wrist), 2.6)),
                (
                    (fore, (0.0, 0.0, wrist), 2.7),
                    (fore, (0.0, 0.0, wrist - 6.0), 3.6),
                    (fore, (0.0, 0.6, wrist - 13.0), 2.0),
                ),
            ),
        ),
    )


PARTS: tuple[Part, ...] = TRUNK + tuple(part for side in SIDES for part in (*leg(side), *arm(side)))


def spheres(part: Part, body: Skeleton) -> list[list[Sphere]]:
    """The part's balls where they are in space, hull by hull."""
    return [
        [(body[segment].point(centre), radius) for segment, centre, radius in hull] for hull in part.hulls
    ]
