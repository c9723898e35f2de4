"""Testing the same people twice: the order of the second round, and the time between the two."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

#: Long enough to stand up, walk and be placed anew, and for the tester to measure others in between.
LEAST_BETWEEN = dt.timedelta(minutes=10)


def second_round(first_at: Mapping[Key, dt.datetime], *, now: dt.datetime, seed: str) -> list[Key]:
    """Whom to test again, by the moment of each one's first reading.

    Whoever has rested for LEAST_BETWEEN comes first, in an order drawn by `seed` that is never the order of
    the first round; then the others, the longest waiting first. The same each time it is asked.
    """
    by_time = sorted(first_at, key=lambda key: first_at[key])
    rested = [key for key in by_time if now - first_at[key] >= LEAST_BETWEEN]
    drawn = sorted(rested, key=lambda key: hashlib.sha256(f"{seed} {key}".encode()).digest())
    if drawn == rested:
        drawn.reverse()
    return drawn + [key for key in by_time if key not in rested]
