"""Queries that are composed once a process: for a page where composing SQL costs more than running it.

The query set is composed with stand-ins for its values; every run puts real values in their places. Rows come
as the database's driver gives them: `as_uuid` and `as_date` even out what SQLite keeps as text. All that is
kept is the text of the SQL.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

Value = UUID | dt.date | int | Sequence[UUID]
One = UUID | dt.date | int


class Slot(NamedTuple):
    """The place of a value among the parameters: its name, and which member where it is a list."""

    name: str
    member: int


class Prepared:
    """`compose` makes the query set from values by name; `like` has an example of each, to show its kind.

    A list has room for as many members as its example; a shorter one is filled up with its last member.
    """

    def __init__(self, compose: Callable[..., Any], **like: Value) -> None:
        self.compose, self.like = compose, like
        self._composed: dict[str, tuple[str, list[Any]]] = {}

    def rows(self, **values: Value) -> list[tuple[Any, ...]]:
        """The rows for these values, by one query. Raises IndexError for an empty list."""
        if connection.vendor not in self._composed:
            self._composed[connection.vendor] = self._sql()
        sql, params = self._composed[connection.vendor]
        known = {name: [_sent(one) for one in _members(value)] for name, value in values.items()}
        sent = [_member(known[one.name], one.member) if isinstance(one, Slot) else one for one in params]
        with connection.cursor() as cursor:
            cursor.execute(sql, sent)
            return cursor.fetchall()

    def _sql(self) -> tuple[str, list[Any]]:
        """The SQL, and its parameters with slots where values go."""
        slots: dict[Any, Slot] = {}
        stand_ins: dict[str, Any] = {}
        for name, example in self.like.items():
            made = [_stand_in(one, len(slots) + n) for n, one in enumerate(_members(example))]
            slots |= {_sent(one): Slot(name, n) for n, one in enumerate(made)}
            stand_ins[name] = made if isinstance(example, Sequence) else made[0]
        sql, params = self.compose(**stand_ins).query.sql_with_params()
        return sql, [slots.get(one, one) for one in params]


def as_uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def as_date(value: dt.date | str) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)


def _members(value: Value) -> Sequence[One]:
    return value if isinstance(value, Sequence) else [value]


def _member(members: Sequence[Any], number: int) -> Any:
    return members[min(number, len(members) - 1)]


def _stand_in(example: One, number: int) -> One:
    """A value of the same kind that no query means."""
    if isinstance(example, UUID):
        return UUID(int=number + 1)
    if isinstance(example, int):
        return -(10**9) - number
    return dt.date.min + dt.timedelta(days=number)


def _sent(value: One) -> Any:
    """The value as the database's driver takes it."""
    if isinstance(value, int):
        return value
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datefield_value(value)
