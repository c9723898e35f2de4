"""Words of a page that are looked up once a language, not once a request: it costs as much as a query."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.utils.translation import get_language

Words = TypeVar("Words")


def once_a_language(compose: Callable[[], Words]) -> Callable[[], Words]:
    """`compose` is called once for each language that a reader has; nobody may change what it gives."""
    known: dict[str | None, Words] = {}

    @wraps(compose)
    def words() -> Words:
        language = get_language()
        if language not in known:
            known[language] = compose()
        return known[language]

    return words
