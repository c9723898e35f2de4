"""The form of a backup: what was changed, lost or added in it is found before anything is restored."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config.backup.archive import Manifest, Refused, checksum, pack, unpack

Members = list[tuple[tarfile.TarInfo, bytes]]
NAMES = ("database.sqlite3", "media/assessments/1.jpeg", "media/exercises/2.jpeg")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"This is {name}. " * 1000)
    manifest = Manifest(
        made_at="2026-09-02T03:00:00+00:00",
        database="sqlite",
        dump=NAMES[0],
        rows={"accounts_club": 1},
        migrations=["accounts.0001_initial"],
        files={name: checksum(folder / name) for name in NAMES},
        missing=[],
    )
    pack(tmp_path / "backup.tar", folder, manifest)
    return tmp_path / "backup.tar"


def rewritten(archive: Path, change: Callable[[Members], Members]) -> Path:
    """The archive with other members, its manifest's seal as it was."""
    with tarfile.open(archive) as tar:
        members = [(one, read.read()) for one in tar if (read := tar.extractfile(one))]
    other = archive.with_name("other.tar")
    with tarfile.open(other, "w") as tar:
        for member, content in change(members):
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return other


def test_what_is_packed_is_unpacked(archive: Path, tmp_path: Path) -> None:
    manifest = unpack(archive, tmp_path / "again")
    assert manifest.media == ["assessments/1.jpeg", "exercises/2.jpeg"]
    for name in NAMES:
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "folder" / name).read_bytes()
    assert unpack(archive) == manifest


@pytest.mark.parametrize("place", range(5))
def test_a_changed_byte_is_found(archive: Path, place: int) -> None:
    def change(members: Members) -> Members:
        member, content = members[place]
        middle = len(content) // 2
        changed = bytes([content[middle] ^ 1])
        members[place] = (member, content[:middle] + changed + content[middle + 1 :])
        return members

    with pytest.raises(Refused, match="not as it was written"):
        unpack(rewritten(archive, change))


@pytest.mark.parametrize("length", [0, 100, 600, 3000, 20_000, 40_000, 50_000])
def test_a_backup_that_breaks_off_is_found(archive: Path, length: int) -> None:
    archive.write_bytes(archive.read_bytes()[:length])
    with pytest.raises(Refused):
        unpack(archive)


def symlink(members: Members) -> Members:
    link = tarfile.TarInfo("media/link")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return [*members, (link, b"")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda members: members[:-1], "lacks media/exercises/2.jpeg"),
        (lambda members: members[1:], "no backup of Medial’s"),
        (lambda members: [], "no backup of Medial’s"),
        (lambda members: [*members, members[-1]], "which its manifest doesn’t"),
        (lambda members: [*members, (tarfile.TarInfo("media/more"), b"more")], "which its manifest doesn’t"),
        (symlink, "which its manifest doesn’t"),
    ],
)
def test_what_the_manifest_does_not_say_is_refused(archive: Path, change: Any, said: str) -> None:
    with pytest.raises(Refused, match=said):
        unpack(rewritten(archive, change))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": 2}, "has format 2"),
        ({"files": {"../escaped": "0"}}, "outside its folders"),
        ({"files": {"/etc/escaped": "0"}}, "outside its folders"),
    ],
)
def test_a_manifest_that_asks_for_more_is_refused(archive: Path, changes: dict[str, Any], said: str) -> None:
    def change(members: Members) -> Members:
        (first, text), (second, _seal), *rest = members
        text = json.dumps(json.loads(text) | changes).encode()
        return [(first, text), (second, hashlib.sha256(text).hexdigest().encode()), *rest]

    with pytest.raises(Refused, match=said):
        unpack(rewritten(archive, change))


def test_another_file_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear runner,")
    with pytest.raises(Refused, match="can’t be read to its end"):
        unpack(tmp_path / "letter")
    with pytest.raises(Refused, match="There is no file"):
        unpack(tmp_path / "none")
