"""From space to the picture: a parallel view, so that a ball is always a circle of its own radius."""

from dataclasses import dataclass
from math import cos, radians, sin

from .vectors import Vector, dot

Seen = tuple[float, float, float]  # x to the right, y down, depth away from the eye


@dataclass(frozen=True, slots=True)
class View:
    """Where the eye is, in degrees.

    `yaw` goes round the body: 0 is in front of somebody who stands, 90 on the left, 180 behind, -90 on the
    right. A body on its back has its feet towards 0, one on its front towards 180. `pitch` is the eye's
    height above the horizon; 90 looks straight down.
    """

    yaw: float = 0.0
    pitch: float = 10.0


@dataclass(frozen=True, slots=True)
class Camera:
    """The picture's axes in space: unit vectors to its right, up and away from the eye."""

    right: Vector
    up: Vector
    away: Vector

    def see(self, point: Vector) -> Seen:
        return (dot(self.right, point), -dot(self.up, point), dot(self.away, point))


def camera(view: View) -> Camera:
    yaw, pitch = radians(view.yaw), radians(view.pitch)
    # unit vector from the body to the eye, on the floor
    x, y = -sin(yaw), cos(yaw)
    c, s = cos(pitch), sin(pitch)
    return Camera(right=(-y, x, 0.0), up=(-x * s, -y * s, c), away=(-x * c, -y * c, -s))
