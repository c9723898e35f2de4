"""Points and rotations in three dimensions, small enough to need no library.

Axes are those of a standing athlete: x to the athlete's right, y forward, z up. Angles in degrees.
"""

from math import cos, radians, sin, sqrt

Vector = tuple[float, float, float]
Rotation = tuple[Vector, Vector, Vector]  # rows

IDENTITY: Rotation = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def about_x(degrees: float) -> Rotation:
    """Turn about the left-to-right axis: a positive turn swings a hanging limb forward."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((1.0, 0.0, 0.0), (0.0, c, -s), (0.0, s, c))


def about_y(degrees: float) -> Rotation:
    """Turn about the back-to-front axis: a positive turn tips the head to the athlete's right."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, 0.0, s), (0.0, 1.0, 0.0), (-s, 0.0, c))


def about_z(degrees: float) -> Rotation:
    """Turn about the long axis: a positive turn takes the front towards the athlete's left."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, -s, 0.0), (s, c, 0.0), (0.0, 0.0, 1.0))


def turned(m: Rotation, v: Vector) -> Vector:
    """The vector `v` after the rotation `m`."""
    x, y, z = v
    (a, b, c), (d, e, f), (g, h, i) = m
    return (a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z)


def then(first: Rotation, *rest: Rotation) -> Rotation:
    """Rotations chained from the body outward: each further one happens in the frame of those before it."""
    m = first
    for n in rest:
        (a, b, c), (d, e, f), (g, h, i) = m
        (p, q, r), (s, t, u), (v, w, x) = n
        m = (
            (a * p + b * s + c * v, a * q + b * t + c * w, a * r + b * u + c * x),
            (d * p + e * s + f * v, d * q + e * t + f * w, d * r + e * u + f * x),
            (g * p + h * s + i * v, g * q + h * t + i * w, g * r + h * u + i * x),
        )
    return m


def plus(a: Vector, b: Vector) -> Vector:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def minus(a: Vector, b: Vector) -> Vector:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def times(a: Vector, k: float) -> Vector:
    return (a[0] * k, a[1] * k, a[2] * k)


def dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def length(a: Vector) -> float:
    return sqrt(dot(a, a))
