"""SQLite: copied by its online backup, which sees one moment and holds up no writer."""

from __future__ import annotations

import os
import shutil
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
        shutil.copyfile(self._copy, file)


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
        with closing(sqlite3.connect(self._file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            # The journal's kind is in the file; one file is what a backup has.
            target.execute("PRAGMA journal_mode = DELETE")
        yield SQLiteSnapshot(copy)
        copy.unlink()

    def is_empty(self) -> bool:
        if not self._file.exists():
            return True
        try:
            return not SQLiteSnapshot(self._file).tables()
        except sqlite3.DatabaseError as error:
            raise Refused(f"{self._file} is something else than a database.") from error

    def load(self, dump: Path) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_name(f"{self._file.name}.restoring")
        shutil.copyfile(dump, beside)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        # The journal of the empty database, where there was one, belongs to no other.
        for ending in ("-wal", "-shm"):
            self._file.with_name(f"{self._file.name}{ending}").unlink(missing_ok=True)
        beside.replace(self._file)
