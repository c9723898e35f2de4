"""A backup and what it restores to: the same rows and files, also while others write."""

from __future__ import annotations

import itertools
import os
import re
import threading
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, connections
from pytest_django import Settings

from accounts.ids import uuid7
from accounts.models import Club, User
from assessments.keeping import keep_picture
from assessments.models import Assessment, AssessmentPicture
from assessments.seeding import seed_errors
from athletes.models import Athlete
from coaching.library import seed_editors, seed_library, seed_translations
from config.backup import taking
from config.backup.archive import Refused
from config.backup.restoring import restore
from config.backup.taking import back_up
from tests.cast import signed_in
from tests.config.places import connected, elsewhere, everything, files
from tests.factories import make_assessment, make_athlete, make_exercise, make_picture
from tests.pictures import picture

SOAK = os.environ.get("SOAK") == "on"
#: Each keeps a connection of the pool, which has eight, and so does the test itself.
WRITERS = 7 if SOAK else 4
#: How many tests each has entered when the backup begins.
ENTERED = 100 if SOAK else 4


@pytest.fixture
def media(transactional_db: None, settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def full(media: Path) -> None:
    """A club of 24 athletes with a year of everything, pictures too."""
    seed_errors(apps)
    seed_library(apps)
    seed_translations(apps)
    seed_editors(apps)
    call_command("demo", stdout=StringIO())
    for test in Assessment.objects.all()[:5]:
        make_picture(assessment=test)
    make_exercise(picture=ContentFile(picture(size=(30, 20)).read(), name="cat.jpeg"))


@pytest.fixture
def target(media: Path, tmp_path: Path) -> Iterator[dict[str, Any]]:
    with elsewhere(tmp_path) as settings:
        yield settings


def backed_up(archive: Path, media: Path) -> Any:
    return back_up(archive, settings=connection.settings_dict, media=media)


def test_every_row_and_every_file_comes_back(
    full: None, media: Path, target: dict[str, Any], tmp_path: Path
) -> None:
    manifest = backed_up(tmp_path / "backup.tar", media)
    restore(tmp_path / "backup.tar", settings=target, media=tmp_path / "restored")

    rows = everything(connection.settings_dict)
    assert everything(target) == rows
    assert files(tmp_path / "restored") == files(media)
    assert len(files(media)) == len(manifest.media) == 6
    assert {table: len(rows[table]) for table in manifest.rows} == manifest.rows
    assert manifest.rows["coaching_session"] > 100
    # Nobody else on the machine reads it.
    assert (tmp_path / "backup.tar").stat().st_mode & 0o077 == 0


class Writer(threading.Thread):
    """A coach who enters tests one after another, each with a picture, and deletes every third picture."""

    def __init__(self, number: int, coach: User, athlete: Athlete) -> None:
        super().__init__(daemon=True)
        self.number, self.coach, self.athlete = number, coach, athlete
        self.client = signed_in(coach)
        self.stop = threading.Event()
        #: How many tests were answered for.
        self.stored = 0
        self.pictures: dict[str, bytes] = {}
        self.failed: BaseException | None = None

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.enter()
        except BaseException as error:
            self.failed = error
            raise
        finally:
            connections.close_all()

    def enter(self) -> None:
        pk, number = uuid7(), self.stored + 1
        sent = {
            "athlete": str(self.athlete.pk),
            "tested_on": str(self.athlete.club.today()),
            "position": "seated",
            "motion": "active",
            "instrument": "phone",
            "left_trials": [30 + number % 20],
            "note": f"{self.number} {number}",
        }
        answer = self.client.put(f"/api/v1/assessments/{pk}", sent, "application/json")
        assert answer.status_code == 201, answer.content
        self.stored = number
        content = picture(size=(20 + self.number, 20 + number)).read()
        kept = keep_picture(
            test=Assessment.objects.get(pk=pk),
            picture=ContentFile(content, name=f"{uuid7()}.jpeg"),
            coach=self.coach,
        )
        self.pictures[str(kept.image.name)] = content
        if number % 3 == 0:
            kept.delete()


def until(holds: Any) -> None:
    for _turn in range(6000):
        if holds():
            return
        threading.Event().wait(0.01)
    raise AssertionError("It never came to that.")


def test_a_backup_while_others_write_is_one_moment(
    full: None,
    media: Path,
    target: dict[str, Any],
    tmp_path: Path,
    club: Club,
    bob: User,
    settings: Settings,
) -> None:
    # They are one person at one address, and quick.
    settings.API_LIMITS = {"address": 1_000_000, "account": 1_000_000}
    writers = [Writer(n, bob, make_athlete(club=club)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    until(lambda: all(writer.stored >= ENTERED or writer.failed for writer in writers))
    before = [writer.stored for writer in writers]
    backed_up(tmp_path / "backup.tar", media)
    after = [writer.stored for writer in writers]
    until(lambda: all(w.stored > n or w.failed for w, n in zip(writers, after, strict=True)))
    for writer in writers:
        writer.stop.set()
        writer.join()
    assert [writer.failed for writer in writers if writer.failed] == []
    assert after != before, "Nobody wrote meanwhile, so this shows nothing."

    restore(tmp_path / "backup.tar", settings=target, media=tmp_path / "restored")
    now, then = everything(connection.settings_dict), everything(target)
    written = {
        "assessments_assessment",
        "assessments_historicalassessment",
        "assessments_assessmentpicture",
        # What the limits count.
        "accounts_requestcount",
        # How far ids have been given out.
        "sqlite_sequence",
        *(table for table in now if table.endswith("_seq")),
    }
    assert {table for table in now if now[table] != then[table]} <= written
    # What is restored is stored here as well, column by column, but for pictures that were deleted since.
    for table in ("assessments_assessment", "assessments_historicalassessment"):
        assert set(map(repr, then[table])) <= set(map(repr, now[table]))
    notes = [note for row in then["assessments_assessment"] for note in map(str, row)]
    history = [note for row in then["assessments_historicalassessment"] for note in map(str, row)]
    for writer, first, last in zip(writers, before, after, strict=True):
        pattern = re.compile(rf"{writer.number} \d+")
        entered = sorted(int(note.split()[1]) for note in notes if pattern.fullmatch(note))
        # From the first on without a gap: all that was answered for before, and each with its history.
        assert entered == list(range(1, len(entered) + 1))
        assert first <= len(entered) <= last + 1
        assert len([note for note in history if pattern.fullmatch(note)]) == len(entered)
    pictures = {name: content for writer in writers for name, content in writer.pictures.items()}
    restored = files(tmp_path / "restored")
    with connected(target) as database:
        named = {name for (name,) in database.execute("SELECT image FROM assessments_assessmentpicture")}
    assert {name for name in restored if name.startswith("assessments/")} == named
    assert all(restored[name] == pictures[name] for name in named & pictures.keys())
    assert named & pictures.keys()


def test_a_picture_that_is_deleted_meanwhile_has_its_row_read_again(
    media: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone, kept = (make_picture(assessment=make_assessment()) for _ in range(2))
    keep = taking._keep

    def deleted_just_before(source: Path, target: Path) -> bool:
        AssessmentPicture.objects.filter(pk=gone.pk).first() and gone.delete()
        return keep(source, target)

    monkeypatch.setattr(taking, "_keep", deleted_just_before)
    manifest = backed_up(tmp_path / "backup.tar", media)
    assert manifest.media == [kept.image.name]
    assert manifest.rows["assessments_assessmentpicture"] == 1
    assert manifest.missing == []


def test_pictures_that_keep_going_stop_the_backup(
    media: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    names = itertools.count()
    monkeypatch.setattr(taking, "_named_files", lambda _snapshot: [f"{next(names)}.jpeg"])
    with pytest.raises(Refused, match="faster than they can be copied"):
        backed_up(tmp_path / "backup.tar", media)
    assert [one.name for one in tmp_path.iterdir()] == ["media"]


@pytest.mark.parametrize("same_disk", [True, False])
def test_a_picture_that_was_lost_before_is_named(
    media: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, same_disk: bool
) -> None:
    lost, _kept = (make_picture(assessment=make_assessment()) for _ in range(2))
    (media / str(lost.image.name)).unlink()
    if not same_disk:
        monkeypatch.setattr("os.link", across_disks(os.link, tmp_path))
    said = StringIO()
    call_command("backup", tmp_path, stdout=StringIO(), stderr=said)
    assert str(lost.image.name) in said.getvalue()
    [archive] = tmp_path.glob("medial-*.tar")
    shown = StringIO()
    call_command("restore", archive, "--check", stdout=shown)
    assert "1 media files" in shown.getvalue()


def across_disks(link: Any, folder: Path) -> Any:
    """Links into the folder itself only: elsewhere is another disk."""

    def refuse(source: Path, target: Path) -> None:
        if target.parent != folder:
            raise OSError(18, "Invalid cross-device link")
        link(source, target)

    return refuse


def test_the_commands_say_what_they_did(
    media: Path, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, target: dict[str, Any]
) -> None:
    make_picture(assessment=make_assessment())
    said = StringIO()
    call_command("backup", tmp_path / "mine.tar", stdout=said)
    assert re.search(
        r"mine\.tar: \d+ rows of \d+ tables, 1 media files\nSHA-256 [0-9a-f]{64}", said.getvalue()
    )

    there = files(media)
    settings.MEDIA_ROOT = tmp_path / "restored"
    monkeypatch.setattr(
        "config.management.commands.restore.connection", SimpleNamespace(settings_dict=target)
    )
    said = StringIO()
    call_command("restore", tmp_path / "mine.tar", stdout=said)
    assert re.search(r"Restored: \d+ rows and 1 media files, as of 20", said.getvalue())
    assert files(tmp_path / "restored") == there
