"""English words that can be said in another language: what they are made of stays with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Phrase(str):
    """`pattern` with its `values` put in: a string like any other, which a page may look up by its pattern.

    `Phrase("%(degrees)s apart", degrees="9.0°")` is "9.0° apart". A value may be a phrase of its own. The
    pattern is written out in the call, so that the words can be found there.
    """

    __slots__ = ("pattern", "values")
    pattern: str
    values: dict[str, str]

    def __new__(cls, pattern: str, **values: str) -> Phrase:
        phrase = super().__new__(cls, pattern % values if values else pattern)
        phrase.pattern, phrase.values = pattern, values
        return phrase

    def said(self, words: str) -> Phrase:
        """The same phrase, reading `words`: its translation."""
        phrase = str.__new__(Phrase, words)
        phrase.pattern, phrase.values = self.pattern, self.values
        return phrase


def listed(parts: Sequence[str], *, joint: str = "%(first)s; %(more)s") -> str:
    """The parts as one phrase, joined by the words of `joint`."""
    *before, last = parts
    words = last
    for part in reversed(before):
        words = Phrase(joint, first=part, more=words)
    return words


def kept(words: str) -> Any:
    """What to write down as JSON, so that a phrase can be said in any language later; other words stay."""
    if not isinstance(words, Phrase):
        return words
    return {"pattern": words.pattern, "values": {name: kept(value) for name, value in words.values.items()}}


def revived(written: Any) -> str:
    """The words that `kept` wrote down."""
    if isinstance(written, str):
        return written
    return Phrase(written["pattern"], **{name: revived(value) for name, value in written["values"].items()})
