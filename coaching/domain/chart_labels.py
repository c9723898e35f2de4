"""Where words of a chart go so that none hides another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]

#: Between a line and its label, and between two labels of a row, in units.
GAP = 5
#: Letters that the arrow of a label takes which ends at its place.
ARROW = 2


@dataclass(frozen=True, slots=True)
class Lettering:
    """How much room words take: units for a letter and for a line, and how many rows there may be."""

    width: float
    line: int
    rows: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label for the place `x`; a `leader` goes up to it from the plot."""

    x: int
    text: str
    leader: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """A label that has its place: rows count upwards from the plot, `begins` to `ends` is what it covers.

    `y` is the middle of its row, upwards from the plot, so below zero.
    """

    x: int
    text: str
    row: int
    anchor: Anchor
    text_x: int
    begins: int
    ends: int
    leader: bool
    y: int


def labelled(wanted: Sequence[Wanted], lettering: Lettering, *, width: int) -> list[Label]:
    """Labels in rows above a plot, each beginning at its place; those without room are left out.

    One that would go over the right edge ends at its place, where it needs ARROW letters more to point back;
    one without a leader begins further to the left.
    From the right to the left, so that an earlier one goes above a later one and leaders cross no words.
    """
    found: list[Label] = []
    for one in reversed(wanted):
        label = next((label for label in _tries(one, lettering, width) if _is_free(label, found)), None)
        if label:
            found.append(label)
    return found[::-1]


def _tries(one: Wanted, lettering: Lettering, width: int) -> Iterator[Label]:
    gap = GAP if one.leader else 0
    begins, room = one.x + gap, math.ceil(len(one.text) * lettering.width)
    anchor: Anchor = "start"
    if not one.leader:
        begins = min(begins, width - room)
    elif begins + room > width:
        anchor = "end"
        room += math.ceil(ARROW * lettering.width)
        begins = one.x - gap - room
    ends = begins + room
    at = begins if anchor == "start" else ends
    for row in range(lettering.rows if begins >= 0 else 0):
        y = -(row * lettering.line + lettering.line // 2 + GAP)
        yield Label(one.x, one.text, row, anchor, at, begins, ends, one.leader, y)


def _is_free(label: Label, others: Sequence[Label]) -> bool:
    """Covers it nothing, and does no leader cross words?"""
    return not any(
        (label.row == other.row and label.begins - GAP < other.ends and other.begins - GAP < label.ends)
        or _crosses(label, other)
        or _crosses(other, label)
        for other in others
    )


def _crosses(one: Label, other: Label) -> bool:
    """Does the leader of `one` go through the words of `other`?"""
    return one.leader and one.row > other.row and other.begins - GAP < one.x < other.ends + GAP


def pushed_apart(places: Sequence[int], *, least: int, top: int, bottom: int) -> list[int]:
    """One or two places moved to be `least` units apart, within `top` to `bottom`, in the order they had."""
    if len(places) < 2 or abs(places[0] - places[1]) >= least:
        return [min(max(place, top), bottom) for place in places]
    middle = min(max(sum(places) // 2, top + least // 2), bottom - least + least // 2)
    above, below = middle - least // 2, middle + least - least // 2
    return [above, below] if places[0] <= places[1] else [below, above]
