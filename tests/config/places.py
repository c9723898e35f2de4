"""Another place to restore into, on whichever database the tests run, and everything that is in one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

Rows = dict[str, list[tuple[Any, ...]]]


@contextmanager
def elsewhere(folder: Path) -> Iterator[dict[str, Any]]:
    """Settings of an empty database beside that of the tests; it is gone afterwards."""
    here = connection.settings_dict
    if connection.vendor == "sqlite":
        yield {**here, "NAME": str(folder / "elsewhere.sqlite3")}
        return
    name = f"{here['NAME']}_elsewhere"
    with connected(here) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield {**here, "NAME": name}
    with connected(here) as server:
        server.execute(f'DROP DATABASE "{name}"')


def connected(settings: dict[str, Any]) -> Any:
    """A connection that has nothing to do with Django's."""
    if settings["ENGINE"].endswith("sqlite3"):
        return closing(sqlite3.connect(settings["NAME"]))
    address = {"host": settings["HOST"], "port": settings["PORT"], "dbname": settings["NAME"]}
    return psycopg.connect(
        **address, user=settings["USER"], password=settings["PASSWORD"] or None, autocommit=True
    )


def everything(settings: dict[str, Any]) -> Rows:
    """Every row of every table, in an order that says nothing; of a sequence, the last number it gave."""
    with connected(settings) as database:
        if settings["ENGINE"].endswith("sqlite3"):
            named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_stat1'"
            columns = {name: "*" for (name,) in database.execute(named)}
        else:
            tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            sequences = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"
            columns = {name: "*" for (name,) in database.execute(tables)}
            columns |= {name: "last_value, is_called" for (name,) in database.execute(sequences)}
        return {
            name: sorted(database.execute(f'SELECT {what} FROM "{name}"').fetchall(), key=repr)
            for name, what in columns.items()
        }


def files(folder: Path) -> dict[str, bytes]:
    """Every file below the folder by its name there."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
