"""One exercise of the library as it is written down here: plain words, one thought a line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dose:
    """Sets of a hold in seconds, or of `reps` from and to; `rest` in seconds between sets."""

    sets: int
    days: int
    rest: int
    hold: int | None = None
    reps: tuple[int, int] | None = None


#: Where a stretch starts: 2 × 30 s a side on 5 days, so 10 minutes a week with two of them.
STRETCH = Dose(sets=2, hold=30, rest=30, days=5)
#: Where strength starts: 3 × 12–15 on 3 days a week.
STRENGTH = Dose(sets=3, reps=(12, 15), rest=60, days=3)


@dataclass(frozen=True, slots=True)
class Words:
    """An exercise in words. `slug` is its address and its name for ever: the figure is kept under it too."""

    slug: str
    name: str
    kind: str
    dose: Dose
    both_at_once: bool
    summary: str
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    stop_signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """The words of an exercise or a template in another language; line by line as in English."""

    name: str
    summary: str = ""
    introduction: str = ""
    steps: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    stop_signs: tuple[str, ...] = ()
