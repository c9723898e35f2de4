"""What lies beneath a chart: programmes with how much of them was done, and days of pain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coaching.domain.trace import Scale

#: The height of a strip, the least width of a programme, and how wide one is that has room for its share.
STRIP, LEAST, NAMED = 18, 4, 38
#: Days of pain closer than this share a mark.
MARK = 20


@dataclass(frozen=True, slots=True)
class Programme:
    """From its first to its last day so far; `adherence` is from 0 to 1, None where nothing was due."""

    starts_on: date
    ends_on: date
    adherence: float | None


@dataclass(frozen=True, slots=True)
class Pain:
    """A day that hurt, with the pain from 0 to 10."""

    day: date
    level: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A programme: which of them, its box of STRIP units' height, and how high what was done fills it.

    `named` says that its share has room at `middle`.
    """

    index: int
    x: int
    width: int
    middle: int
    filled_y: int
    filled: int
    named: bool


@dataclass(frozen=True, slots=True)
class PainMark:
    """A day of pain, or some close together: the first and the last, how many, and the worst."""

    x: int
    first: date
    last: date
    days: int
    level: int


def strips(programmes: Iterable[Programme], scale: Scale, *, y: int) -> list[Strip]:
    """Each programme's place from `y` down, side by side; a short one is drawn wide enough to be seen."""
    found = []
    for index, one in enumerate(programmes):
        x = min(scale.x(one.starts_on), scale.end - LEAST)
        width = max(scale.x(one.ends_on) - x, LEAST)
        filled = round(STRIP * (one.adherence or 0.0))
        named = one.adherence is not None and width >= NAMED
        found.append(Strip(index, x, width, x + width // 2, y + STRIP - filled, filled, named))
    return found


def pain_marks(pains: Iterable[Pain], scale: Scale) -> list[PainMark]:
    """The marks of `pains`, earliest first, no two closer than MARK units: they become one, the worst."""
    found: list[PainMark] = []
    for one in pains:
        x = scale.x(one.day)
        if found and x - found[-1].x < MARK:
            mark = found[-1]
            worst = max(mark.level, one.level)
            found[-1] = PainMark(mark.x, mark.first, one.day, mark.days + 1, worst)
        else:
            found.append(PainMark(x, one.day, one.day, 1, one.level))
    return found
