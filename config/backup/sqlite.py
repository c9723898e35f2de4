"""SQLite: copied by its online backup, which sees one moment and holds up no writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from config.backup.archive import Refused
from config.backup.databases import Rows, Settings

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


class SQLiteSnapshot:
    """A copy in a file of its own."""

    def __init__(self, copy: Path) -> None:
        self._copy = copy

    def tables(self) -> list[str]:
        return [name for (name,) in self.rows(_TABLES)]

    def rows(self, question: str) -> Rows:
        with closing(sqlite3.connect(self._copy)) as connection:
            return connection.execute(question).fetchall()

    def dump(self, file: Path) -> None:
        [(found,)] = self.rows("PRAGMA integrity_check")
        if found != "ok":
            raise Refused(f"The database is damaged, and was not backed up: {found}")
        # It is a file of its own already.
        self._copy = self._copy.rename(file)


class SQLite:
    vendor = "sqlite"
    dump_name = "database.sqlite3"

    def __init__(self, settings: Settings) -> None:
        self._file = Path(settings["NAME"])

    @contextmanager
    def snapshot(self, folder: Path) -> Iterator[SQLiteSnapshot]:
        copy = folder / "snapshot.sqlite3"
        if not self._file.exists():
            raise Refused(f"There is no database at {self._file}.")
        # In one step: in pieces it would begin again whenever somebody writes between two of them.
        try:
            with closing(sqlite3.connect(self._file)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
                # The journal's kind is in the file; one file is what a backup has.
                target.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            raise Refused(f"{self._file} can’t be copied: {error}.") from error
        yield SQLiteSnapshot(copy)
        copy.unlink(missing_ok=True)

    def is_empty(self) -> bool:
        journal = self._file.with_name(f"{self._file.name}-wal")
        if not self._file.exists():
            if journal.exists():
                raise Refused(
                    f"{journal} is there without its database: Medial still runs, or was killed, and its "
                    "last changes are in that file. Stop Medial, put the two elsewhere, then try again."
                )
            return True
        try:
            return not SQLiteSnapshot(self._file).tables()
        except sqlite3.DatabaseError as error:
            raise Refused(f"{self._file} is something else than a database.") from error

    def load(self, dump: Path) -> None:
        """In one transaction of SQLite's own: whoever has the empty database open notices no half."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with closing(sqlite3.connect(dump)) as source, closing(sqlite3.connect(self._file)) as target:
                source.backup(target)
        except sqlite3.Error as error:
            raise Refused(f"{self._file} can’t be written: {error}.") from error
