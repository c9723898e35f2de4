"""Which piece of the picture covers which: what is farther away is painted first."""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from .outline import round_path

Disc = tuple[float, float, float, float]  # a ball on the picture: x, y, depth, radius
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Paint:
    """One path of the picture: its class and its data."""

    css: str
    d: str


@dataclass(frozen=True, slots=True)
class Piece:
    """What is sorted as one: paints from the back, the discs to compare it by, the box around them."""

    paints: tuple[Paint, ...]
    discs: tuple[Disc, ...]
    depth: float
    box: Box


def box_of(discs: tuple[Disc, ...]) -> Box:
    return (
        min(x - r for x, _, _, r in discs),
        min(y - r for _, y, _, r in discs),
        max(x + r for x, _, _, r in discs),
        max(y + r for _, y, _, r in discs),
    )


def piece(*layers: tuple[str, list[list[Disc]]]) -> Piece:
    """A piece of one or more layers, each a class and its hulls; hulls of one layer melt into one outline."""
    discs: list[Disc] = []
    paints = []
    for css, hulls in layers:
        paints.append(Paint(css, "".join(round_path([(x, y, r) for x, y, _, r in hull]) for hull in hulls)))
        for hull in hulls:
            discs += hull
            # The points halfway let a long limb be felt along its length.
            discs += [
                ((a + p) / 2, (b + q) / 2, (c + r) / 2, (d + s) / 2)
                for (a, b, c, d), (p, q, r, s) in pairwise(hull)
            ]
    tight = tuple(discs)
    return Piece(tuple(paints), tight, sum(disc[2] for disc in tight) / len(tight), box_of(tight))


def covering(a: Piece, b: Piece) -> float:
    """Positive where `a` lies in front of `b`, negative where behind; 0 where they do not meet."""
    if a.box[0] > b.box[2] or b.box[0] > a.box[2] or a.box[1] > b.box[3] or b.box[1] > a.box[3]:
        return 0.0
    total = 0.0
    for ax, ay, a_depth, a_radius in a.discs:
        for bx, by, b_depth, b_radius in b.discs:
            overlap = a_radius + b_radius - hypot(ax - bx, ay - by)
            if overlap > 0:
                total += overlap * (b_depth - a_depth)
    return total


def back_to_front(pieces: list[Piece]) -> list[Piece]:
    """The pieces in the order of painting.

    Pairs that overlap decide; the mean depth decides among the rest, and where pieces cover each other in a
    ring.
    """
    waiting = sorted(range(len(pieces)), key=lambda i: -pieces[i].depth)
    first: dict[int, set[int]] = {i: set() for i in waiting}
    for n, i in enumerate(waiting):
        for j in waiting[n + 1 :]:
            front = covering(pieces[i], pieces[j])
            if front > 0:
                first[i].add(j)
            elif front < 0:
                first[j].add(i)
    order = []
    while waiting:
        left = set(waiting)
        chosen = next((i for i in waiting if not first[i] & left), waiting[0])
        waiting.remove(chosen)
        order.append(pieces[chosen])
    return order
