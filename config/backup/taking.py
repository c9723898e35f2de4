"""Taking a backup while Medial is in use."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.apps import apps
from django.db.models import FileField

from config.backup.archive import MEDIA, Manifest, Refused, checksum, pack, unpack
from config.backup.databases import Settings, Snapshot, database

#: How often rows are read again because a file that they refer to has gone meanwhile.
_ATTEMPTS = 5


def back_up(archive: Path, *, settings: Settings, media: Path) -> Manifest:
    """Write the database and the media files that its rows refer to into a new file, and read that again.

    The file appears only once it is whole. Raises Refused.
    """
    if archive.exists():
        raise Refused(f"{archive} exists: a backup is never written over another file.")
    if not archive.parent.is_dir():
        raise Refused(f"There is no folder {archive.parent}.")
    with tempfile.TemporaryDirectory(prefix=".medial-backup-", dir=archive.parent) as folder:
        manifest = _collect(Path(folder), settings, media)
        packed = Path(folder) / "packed"
        pack(packed, Path(folder), manifest)
        unpack(packed)
        packed.rename(archive)
    return manifest


def _collect(folder: Path, settings: Settings, media: Path) -> Manifest:
    """Dump and media files in the folder, as of one moment.

    Media files are written once, under a name of their own, and may be deleted. So the rows say which files
    are needed, and where one of those has gone, somebody deleted it between the rows and now: rows are read
    again. A file that is still missing then was lost before.
    """
    source = database(settings)
    kept = folder / MEDIA
    lost: set[str] | None = None
    for _attempt in range(_ATTEMPTS):
        dump = folder / source.dump_name
        dump.unlink(missing_ok=True)
        with source.snapshot(folder) as snapshot:
            named = _named_files(snapshot)
            gone = {name for name in named if not _keep(media / name, kept / name)}
            if gone and gone != lost:
                lost = gone
                continue
            snapshot.dump(dump)
            return _manifest(folder, source.vendor, dump.name, snapshot, named, gone)
    raise Refused("Pictures are being deleted faster than they can be copied: try again in a while.")


def _named_files(snapshot: Snapshot) -> list[str]:
    """Every media file that a row refers to."""
    there = set(snapshot.tables())
    columns = [
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, FileField) and model._meta.managed and model._meta.db_table in there
    ]
    names = set()
    for table, column in columns:
        names |= {name for (name,) in snapshot.rows(f'SELECT "{column}" FROM "{table}"') if name}
    return sorted(names)


def _keep(source: Path, target: Path) -> bool:
    """Is it kept? A copy takes another disk's place; on the same disk a second name does."""
    if target.exists():
        return True
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileNotFoundError:
        return False
    except OSError:
        try:
            shutil.copyfile(source, target)
        except FileNotFoundError:
            target.unlink(missing_ok=True)
            return False
    return True


def _manifest(
    folder: Path, vendor: str, dump: str, snapshot: Snapshot, named: list[str], gone: set[str]
) -> Manifest:
    tables = snapshot.tables()
    applied = (
        snapshot.rows("SELECT app, name FROM django_migrations") if "django_migrations" in tables else []
    )
    files = [dump, *(f"{MEDIA}{name}" for name in named if name not in gone)]
    return Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        database=vendor,
        dump=dump,
        rows=count(snapshot),
        migrations=sorted(f"{app}.{name}" for app, name in applied),
        files={name: checksum(folder / name) for name in files},
        missing=sorted(gone),
    )


def count(snapshot: Snapshot) -> dict[str, int]:
    """How many rows each table has."""
    return {table: snapshot.rows(f'SELECT count(*) FROM "{table}"')[0][0] for table in snapshot.tables()}
