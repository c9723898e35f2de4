"""How many decimals an angle is shown with, so that words and numbers never contradict each other."""

from __future__ import annotations

from assessments.domain.findings import HAIR


def decimals_beside(degrees: float, limit: float) -> int:
    """One, or two where one would show a number as the very limit that it misses.

    34.97 is below 35, and "35.0° is below 35°" would puzzle anybody: it is shown as 34.97.
    """
    return 2 if round(degrees, 1) == round(limit, 1) and abs(degrees - limit) > HAIR else 1


def plain_degrees(degrees: float, *, beside: float | None = None) -> str:
    """Such as "29.0°", for words that are kept as they are; `beside` is the limit it is compared with."""
    places = 1 if beside is None else decimals_beside(degrees, beside)
    return f"{degrees:.{places}f}°"


def plain_limit(degrees: float) -> str:
    """A limit without needless decimals: "35°", "37.5°"."""
    return f"{round(degrees, 1):g}°"
