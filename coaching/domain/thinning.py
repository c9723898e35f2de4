"""Which tests a chart draws where there are too many to tell apart; its table still has them all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coaching.domain.trace import Measured


def thinned(tests: Sequence[Measured], places: Sequence[int], *, most: int) -> list[int]:
    """The numbers of the `tests` to draw, earliest first: all of them up to `most`.

    Of more than that, the places across are cut into `most` equal slots, and the last test of each slot
    stays, as well as every one of the `landmarks`. `places` has each test's place across.
    """
    if len(tests) <= most:
        return list(range(len(tests)))
    kept = landmarks(tests)
    start, room = places[0], places[-1] - places[0] + 1
    taken = {(places[n] - start) * most // room for n in kept}
    for n in range(len(tests) - 1, -1, -1):
        slot = (places[n] - start) * most // room
        if slot not in taken:
            taken.add(slot)
            kept.add(n)
    return sorted(kept)


def landmarks(tests: Sequence[Measured]) -> set[int]:
    """The tests that are always drawn: the first and the last (of all, and on the line), each hip's smallest
    and greatest, and the two on either side of every change of method. There is at least one test.
    """
    kept = {0, len(tests) - 1}
    for hip in ([one.left for one in tests], [one.right for one in tests]):
        found = [(degrees, n) for n, degrees in enumerate(hip) if degrees is not None]
        if found:
            kept |= {min(found)[1], max(found)[1]}
    on_line = [n for n, one in enumerate(tests) if not one.beside]
    kept |= {*on_line[:1], *on_line[-1:]}
    for before, after in pairwise(on_line):
        if tests[before].method != tests[after].method:
            kept |= {before, after}
    return kept
