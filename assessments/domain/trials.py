"""Readings as they are typed, and their mean."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Literal

LARGEST = 90.0
#: Readings outside these are possible but rare: ask, don't refuse.
UNUSUAL_BELOW = 5.0
UNUSUAL_ABOVE = 70.0

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+")
_MINUS = ("-", "\u2212", "\u2013")
_DEGREE_SIGNS = "°º"


Reason = Literal["not_a_number", "several_separators", "negative", "too_large"]


class AngleError(ValueError):
    """An angle that can't be taken; `code` names the reason, for the sentence that a form says."""

    def __init__(self, code: Reason, typed: str) -> None:
        super().__init__(f"{code}: {typed!r}")
        self.code = code


def parse_angle(text: str) -> float:
    """Degrees from what somebody typed: "34.5", "34,5", " 34.5° ".

    Raises AngleError, a ValueError, whose `code` says why; over 90° is "too_large".
    """
    typed = text.strip().rstrip(_DEGREE_SIGNS).rstrip()
    negative = typed.startswith(_MINUS)
    if negative:
        typed = typed[1:].lstrip()
    if typed.count(",") + typed.count(".") > 1 and typed.replace(",", "").replace(".", "").isdecimal():
        raise AngleError("several_separators", text)
    if not _NUMBER.fullmatch(typed):
        raise AngleError("not_a_number", text)
    if negative:
        raise AngleError("negative", text)
    degrees = float(typed.replace(",", "."))
    if degrees > LARGEST:
        raise AngleError("too_large", text)
    return degrees


def is_unusual(degrees: float) -> bool:
    """Below 5° or above 70°: possible, but worth the question "is that right?"."""
    return degrees < UNUSUAL_BELOW or degrees > UNUSUAL_ABOVE


def mean(trials: Sequence[float]) -> float:
    """A hip's result: the mean of its trials, in degrees. Raises ValueError where there are none.

    Rounded at the ninth decimal, so that 34.9, 35.0 and 35.1 make 35 and not a hair less.
    """
    if not trials:
        raise ValueError("a mean needs at least one trial")
    return round(math.fsum(trials) / len(trials), 9)
