"""What a backup asks of a database, whichever of the two it is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

#: Django's settings of one database, as in `DATABASES`.
Settings = dict[str, Any]
Rows = Sequence[Sequence[Any]]


class Snapshot(Protocol):
    """The database as it was at one moment, whatever is written to it meanwhile."""

    def tables(self) -> list[str]: ...

    def rows(self, question: str) -> Rows:
        """What SQL that both databases know is answered with."""
        ...

    def dump(self, file: Path) -> None:
        """Write the whole of it into a file that does not exist, and make sure that it can be read."""
        ...


class Database(Protocol):
    """One database. Every method raises `archive.Refused` with a sentence where it can't be done."""

    vendor: str
    #: What the dump is called in an archive.
    dump_name: str

    def snapshot(self, folder: Path) -> AbstractContextManager[Snapshot]:
        """The folder is for what it takes; it is removed afterwards."""
        ...

    def is_empty(self) -> bool:
        """Has it no table at all?"""
        ...

    def load(self, dump: Path) -> None:
        """Bring an empty database to what was dumped: all of it, or nothing."""
        ...


def database(settings: Settings) -> Database:
    """The database of these settings."""
    from config.backup.postgresql import PostgreSQL
    from config.backup.sqlite import SQLite

    return SQLite(settings) if settings["ENGINE"].endswith("sqlite3") else PostgreSQL(settings)
