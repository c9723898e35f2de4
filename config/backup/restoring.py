"""Putting a backup into an empty place: everything is checked before anything is written."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

from config.backup.archive import MEDIA, Manifest, Refused, unpack
from config.backup.databases import Settings, database
from config.backup.taking import count


def restore(archive: Path, *, settings: Settings, media: Path) -> Manifest:
    """The database and the media files of a backup, in a database without tables and a folder without files.

    Raises Refused, and leaves both empty, where the backup is damaged, of another kind of database or of a
    newer release, or where there is something already.
    """
    target = database(settings)
    media.mkdir(parents=True, exist_ok=True)
    if any(media.iterdir()):
        raise Refused(f"{media} is not empty: a backup is never restored over anything.")
    if not target.is_empty():
        raise Refused("The database is not empty: a backup is never restored over anything.")
    # Within: what is unpacked is on its disk already, and nobody may write beside a disk of its own.
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=media) as unpacked:
        folder = Path(unpacked)
        manifest = unpack(archive, folder)
        _fits(manifest, target.vendor)
        try:
            for part in (folder / MEDIA).glob("*"):
                part.rename(media / part.name)
            target.load(folder / manifest.dump)
        except BaseException:
            for part in set(media.iterdir()) - {folder}:
                part.rename(folder / part.name)
            raise
        # Its room is for the snapshot.
        (folder / manifest.dump).unlink()
        with target.snapshot(folder) as snapshot:
            found = count(snapshot)
    if found != manifest.rows:
        raise Refused("The restored tables have other rows than the backup says: use another backup.")
    return manifest


def _fits(manifest: Manifest, vendor: str) -> None:
    if manifest.database != vendor:
        raise Refused(
            f"The backup is of {manifest.database}, and DATABASE_URL leads to {vendor}: "
            "restore it into the kind of database that it was made of."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(manifest.migrations) - known):
        raise Refused(f"The backup was made by a newer release, with {newer[0]}: install that one first.")
