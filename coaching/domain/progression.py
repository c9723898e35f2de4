"""When an athlete has outgrown a strength exercise's dose, and what the next step is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

#: So many sessions in a row at the top of the range earn a step.
IN_A_ROW = 2
#: Pain of a session (0–10) with which it still counts.
MOST_PAIN = 3
#: Repetitions a set: where a new load starts, how many a step adds, and where a band comes instead.
START = (12, 15)
MORE_REPS = 5
MOST_REPS = 20
#: From 0, as the exercise is described, over a light and a medium band to a strong one.
STRONGEST = 3


@dataclass(frozen=True, slots=True)
class Load:
    """Repetitions a set from `low` to `high`, against `band` (0 is none, 3 the strongest)."""

    low: int
    high: int
    band: int = 0


@dataclass(frozen=True, slots=True)
class Logged:
    """One session of the exercise: every set done or not, the repetitions of the shortest set, the pain."""

    all_sets: bool
    reps: int | None
    pain: int | None


def next_load(load: Load) -> Load | None:
    """The step after this load: up to 20 repetitions first, then a stronger band from 12–15 again.

    None where there is nothing stronger.
    """
    if load.high < MOST_REPS:
        return Load(load.high, min(load.high + MORE_REPS, MOST_REPS), load.band)
    if load.band < STRONGEST:
        return Load(*START, load.band + 1)
    return None


def at_the_top(logged: Logged, load: Load) -> bool:
    """Was that session done in full at the top of the range, with pain of at most 3?

    Repetitions that weren't said don't count, pain that wasn't told counts as none; a range of one number
    is at its top when it is done.
    """
    reps = load.high if logged.reps is None and load.low == load.high else logged.reps
    return logged.all_sets and reps is not None and reps >= load.high and (logged.pain or 0) <= MOST_PAIN


def step_earned(load: Load, latest: Sequence[Logged]) -> Load | None:
    """The next load where the last two sessions of the exercise (latest first) were at the top; else None.

    `latest` are those since the load was last decided on, so that no session counts for two steps.
    """
    last = list(islice(latest, IN_A_ROW))
    earned = len(last) == IN_A_ROW and all(at_the_top(one, load) for one in last)
    return next_load(load) if earned else None
