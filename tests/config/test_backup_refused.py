"""What is not restored, and what is not backed up: with a sentence, and with nothing half done."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from config.backup.archive import Manifest, Refused, unpack
from config.backup.postgresql import PostgreSQL
from config.backup.restoring import restore
from config.backup.sqlite import SQLite
from config.backup.taking import back_up
from tests.config.places import elsewhere, everything, files
from tests.factories import make_assessment, make_picture


@pytest.fixture
def archive(transactional_db: None, settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    make_picture(assessment=make_assessment())
    archive = tmp_path / "backup.tar"
    back_up(archive, settings=connection.settings_dict, media=tmp_path / "media")
    return archive


@pytest.fixture
def target(archive: Path, tmp_path: Path) -> Iterator[dict[str, Any]]:
    with elsewhere(tmp_path) as settings:
        yield settings


def refusal(archive: Path, target: dict[str, Any], media: Path) -> str:
    with pytest.raises(Refused) as refused:
        restore(archive, settings=target, media=media)
    return str(refused.value)


def test_nothing_is_restored_over_data(archive: Path, target: dict[str, Any], tmp_path: Path) -> None:
    here = connection.settings_dict
    before = everything(here), files(tmp_path / "media")
    assert "is not empty" in refusal(archive, here, tmp_path / "restored")
    assert "is not empty" in refusal(archive, target, tmp_path / "media")
    assert (everything(here), files(tmp_path / "media")) == before
    assert everything(target) == {}


def test_nothing_is_restored_that_is_damaged_or_does_not_fit(
    archive: Path, target: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def says(**changes: Any) -> None:
        def changed(path: Path, folder: Path | None = None) -> Manifest:
            return replace(unpack(path, folder), **changes)

        monkeypatch.setattr("config.backup.restoring.unpack", changed)

    says(database="oracle")
    assert "is of oracle, and DATABASE_URL leads to" in refusal(archive, target, tmp_path / "restored")
    says(migrations=["coaching.9999_tomorrow"])
    assert "newer release, with coaching.9999_tomorrow" in refusal(archive, target, tmp_path / "restored")
    monkeypatch.setattr("config.backup.restoring.unpack", unpack)
    content = archive.read_bytes()
    archive.write_bytes(content.replace(b"JFIF", b"jfif"))
    assert "is not as it was written" in refusal(archive, target, tmp_path / "restored")
    assert files(tmp_path / "restored") == {}
    assert everything(target) == {}

    archive.write_bytes(content)
    says(rows={})
    assert "other rows than the backup says" in refusal(archive, target, tmp_path / "restored")


def test_a_restore_that_fails_half_way_leaves_nothing(
    archive: Path, target: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Any, dump: Path) -> None:
        (tmp_path / "restored" / "file").write_text("of an earlier version")
        raise Refused("The disk is full.")

    for database in (SQLite, PostgreSQL):
        monkeypatch.setattr(database, "load", fail)
    assert refusal(archive, target, tmp_path / "restored") == "The disk is full."
    assert list((tmp_path / "restored").iterdir()) == []


def test_the_commands_say_why(archive: Path, tmp_path: Path) -> None:
    for told in (("backup", archive), ("restore", archive), ("restore", tmp_path / "none", "--check")):
        with pytest.raises(CommandError, match=r"exists|not empty|no file"):
            call_command(*told)
    with pytest.raises(CommandError, match="no folder"):
        call_command("backup", tmp_path / "none" / "backup.tar")


def postgresql(port: int = 5432, **options: Any) -> PostgreSQL:
    return PostgreSQL(
        {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": "127.0.0.1",
            "PORT": port,
            "USER": "medial",
            "PASSWORD": "a secret",
            "NAME": "medial",
            "OPTIONS": {"pool": {"max_size": 3}, **options},
        }
    )


def test_without_postgresqls_own_programs_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(Refused, match=r"pg_dump is not installed: .* apt install postgresql-client"):
        postgresql().run("pg_dump")


def test_what_postgresqls_own_programs_say_is_passed_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for tool, script in (
        ("pg_dump", 'echo "pg_dump: error: $PGPASSWORD, server version mismatch" >&2; exit 1'),
        ("pg_restore", "exit 3"),
    ):
        (tmp_path / tool).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / tool).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(Refused, match="pg_dump failed: pg_dump: error: a secret, server version mismatch"):
        postgresql().run("pg_dump")
    with pytest.raises(Refused, match="pg_restore failed: it ended with 3"):
        postgresql().run("pg_restore")


def test_how_the_server_is_reached_is_kept_but_the_password_is_no_argument() -> None:
    where = postgresql(sslmode="require").where
    assert "sslmode=require" in where
    assert "secret" not in where
    assert "pool" not in where


def test_a_server_that_is_away_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        # Bound, but nobody listens.
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(Refused, match="The database doesn’t answer as it should: connection failed"):
            postgresql(taken.getsockname()[1]).is_empty()


def test_a_sqlite_file_that_is_none_or_missing_or_damaged_is_said(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear runner, " * 100)
    letter, missing, broken = (SQLite({"NAME": tmp_path / name}) for name in ("letter", "none", "broken"))
    with pytest.raises(Refused, match="something else than a database"):
        letter.is_empty()
    assert missing.is_empty()
    with pytest.raises(Refused, match="There is no database at"), missing.snapshot(tmp_path):
        pass
    with pytest.raises(Refused, match="can’t be copied"), letter.snapshot(tmp_path):
        pass
    with pytest.raises(Refused, match="can’t be written"):
        missing.load(tmp_path / "letter")

    with closing(sqlite3.connect(tmp_path / "broken")) as made:
        made.executescript("CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES ('here'), ('there');")
    content = (tmp_path / "broken").read_bytes()
    (tmp_path / "broken").write_bytes(content.replace(b"there", b"where", 1))
    with broken.snapshot(tmp_path) as snapshot, pytest.raises(Refused, match="The database is damaged"):
        snapshot.dump(tmp_path / "dump")


def test_the_journal_of_a_database_that_is_gone_is_left_alone(tmp_path: Path) -> None:
    journal = tmp_path / "medial.sqlite3-wal"
    journal.write_text("what somebody entered last")
    with pytest.raises(Refused, match="Medial still runs, or was killed"):
        SQLite({"NAME": tmp_path / "medial.sqlite3"}).is_empty()
    assert journal.exists()


def test_who_has_the_empty_database_open_sees_what_is_restored(tmp_path: Path) -> None:
    """A server that was started too early: its journal is in use, and is not torn away from under it."""
    with closing(sqlite3.connect(tmp_path / "dump")) as made:
        made.executescript("CREATE TABLE t (a); INSERT INTO t VALUES ('here');")
    file = tmp_path / "medial.sqlite3"
    with closing(sqlite3.connect(file)) as server:
        server.executescript("PRAGMA journal_mode = WAL; CREATE TABLE t (a); DROP TABLE t;")
        target = SQLite({"NAME": file})
        assert target.is_empty()
        target.load(tmp_path / "dump")
        server.execute("INSERT INTO t VALUES ('and there')")
        server.commit()
    with closing(sqlite3.connect(file)) as later:
        assert later.execute("SELECT a FROM t").fetchall() == [("here",), ("and there",)]
