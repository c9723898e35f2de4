"""The form of a backup: a tar of one dump, the media files and a manifest with the SHA-256 of each."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

#: Raised when an older Medial could no longer read what a newer one writes.
FORMAT = 1
MANIFEST = "manifest.json"
#: The manifest's own checksum: it has those of everything else.
SEAL = "manifest.sha256"
MEDIA = "media/"
_PIECE = 1024 * 1024


class Refused(Exception):
    """A reason not to go on, in one sentence for the person who ran the command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is in an archive. `rows` by table; `files` has the SHA-256 of every member; `missing` names the
    media files that a row refers to and the disk did not have.
    """

    made_at: str
    database: str
    dump: str
    rows: dict[str, int]
    migrations: list[str]
    files: dict[str, str]
    missing: list[str]
    format: int = FORMAT

    @property
    def media(self) -> list[str]:
        """Names of the media files, as rows have them."""
        return [name.removeprefix(MEDIA) for name in self.files if name.startswith(MEDIA)]


def pack(archive: Path, folder: Path, manifest: Manifest) -> None:
    """Write what the manifest names of the folder, for its owner's eyes only; it is on the disk at return."""
    text = json.dumps(asdict(manifest), indent=1).encode()
    (folder / MANIFEST).write_bytes(text)
    (folder / SEAL).write_text(hashlib.sha256(text).hexdigest())
    descriptor = os.open(archive, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            for name in (MANIFEST, SEAL, *manifest.files):
                tar.add(folder / name, arcname=name, recursive=False)
        file.flush()
        os.fsync(file.fileno())


def unpack(archive: Path, folder: Path | None = None) -> Manifest:
    """Read all of it, into the folder if there is one. Raises Refused unless every file is as written."""
    try:
        with tarfile.open(archive, mode="r:") as tar:
            return _unpack(tar, folder)
    except FileNotFoundError as error:
        raise Refused(f"There is no file {archive}.") from error
    except (tarfile.TarError, EOFError) as error:
        raise Refused(f"{archive} is no whole backup: it can’t be read to its end.") from error


def _unpack(tar: tarfile.TarFile, folder: Path | None) -> Manifest:
    manifest = _manifest(tar)
    seen = set()
    while member := tar.next():
        name = member.name
        if not member.isreg() or name not in manifest.files or name in seen:
            raise Refused(f"The backup has {name!r}, which its manifest doesn’t: nothing was restored.")
        seen.add(name)
        content = tar.extractfile(member)
        if content is None or _copied(content, folder and folder / name) != manifest.files[name]:
            raise Refused(f"{name} in the backup is not as it was written: nothing was restored.")
    if absent := sorted(set(manifest.files) - seen):
        raise Refused(f"The backup lacks {absent[0]}: nothing was restored.")
    return manifest


def _manifest(tar: tarfile.TarFile) -> Manifest:
    """The first two members: the manifest, which must be as its seal says, and the seal."""
    text, seal = (_first(tar, name) for name in (MANIFEST, SEAL))
    if hashlib.sha256(text).hexdigest().encode() != seal:
        raise Refused("The manifest of the backup is not as it was written: nothing was restored.")
    read: dict[str, Any] = json.loads(text)
    if read["format"] != FORMAT:
        raise Refused(f"The backup has format {read['format']}, and this release reads {FORMAT}.")
    for name in read["files"]:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise Refused(f"The backup has a file outside its folders, {name!r}: nothing was restored.")
    return Manifest(**read)


def _first(tar: tarfile.TarFile, name: str) -> bytes:
    member = tar.next()
    content = tar.extractfile(member) if member and member.name == name and member.isreg() else None
    if content is None:
        raise Refused(f"That is no backup of Medial’s: it has no {name} where one begins.")
    return content.read()


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copied(source: IO[bytes], target: Path | None) -> str:
    """The SHA-256 of what was read, and written to the target if there is one."""
    digest = hashlib.sha256()
    if target:
        target.parent.mkdir(parents=True, exist_ok=True)
    with (target or Path(os.devnull)).open("wb") as file:
        while piece := source.read(_PIECE):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()
