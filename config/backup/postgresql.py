"""PostgreSQL: dumped by its own tools, in the snapshot in which the rows' files are looked up."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from config.backup.archive import Refused
from config.backup.databases import Rows, Settings

_TABLES = (
    "SELECT tablename FROM pg_catalog.pg_tables "
    "WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY tablename"
)


class PostgreSQLSnapshot:
    """A transaction whose view pg_dump shares."""

    def __init__(self, connection: psycopg.Connection[Any], owner: PostgreSQL) -> None:
        self._connection, self._owner = connection, owner
        [(self._name,)] = self.rows("SELECT pg_export_snapshot()")

    def tables(self) -> list[str]:
        return [name for (name,) in self.rows(_TABLES)]

    def rows(self, question: str) -> Rows:
        return self._connection.execute(question.encode()).fetchall()

    def dump(self, file: Path) -> None:
        how = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={self._name}"]
        self._owner.run("pg_dump", *how, f"--file={file}", f"--dbname={self._owner.where}")
        # Read to its end once.
        self._owner.run("pg_restore", "--file=/dev/null", str(file))


class PostgreSQL:
    vendor = "postgresql"
    dump_name = "database.pgdump"

    def __init__(self, settings: Settings) -> None:
        given = {
            "host": settings["HOST"],
            "port": settings["PORT"],
            "user": settings["USER"],
            "dbname": settings["NAME"],
            **{name: value for name, value in settings["OPTIONS"].items() if name != "pool"},
        }
        #: Where it is, without the password: other people on the machine see the arguments of a program.
        self.where = make_conninfo("", **{name: value for name, value in given.items() if value})
        self._password = settings["PASSWORD"]

    @contextmanager
    def snapshot(self, folder: Path) -> Iterator[PostgreSQLSnapshot]:
        with self._connected() as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            yield PostgreSQLSnapshot(connection, self)

    def is_empty(self) -> bool:
        with self._connected() as connection:
            return not connection.execute(_TABLES).fetchall()

    def load(self, dump: Path) -> None:
        how = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        self.run("pg_restore", *how, f"--dbname={self.where}", str(dump))

    def run(self, tool: str, *arguments: str) -> None:
        """One of PostgreSQL's own programs, quietly. Raises Refused."""
        program = shutil.which(tool)
        if program is None:
            raise Refused(
                f"{tool} is not installed: PostgreSQL’s client programs are needed, of the server’s version "
                "or newer (on Debian and Ubuntu: apt install postgresql-client)."
            )
        finished = _quietly([program, *arguments], password=self._password)
        if finished.returncode:
            reason = finished.stderr.strip().splitlines() or [f"it ended with {finished.returncode}"]
            raise Refused(f"{tool} failed: {reason[0]}")

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[Any]]:
        try:
            with psycopg.connect(self.where, password=self._password or None) as connection:
                yield connection
        except psycopg.Error as error:
            raise Refused(f"The database doesn’t answer as it should: {error}") from error


def _quietly(command: Sequence[str], *, password: str) -> subprocess.CompletedProcess[str]:
    secret = {"PGPASSWORD": password} if password else {}
    return subprocess.run(
        command,
        env={**os.environ, **secret, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
