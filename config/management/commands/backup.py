from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from config.backup.archive import Refused, checksum
from config.backup.taking import back_up


class Command(BaseCommand):
    help = "Write a backup of the database and the pictures, while Medial is in use, and check it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("to", type=Path, help="a folder, where it is named by the time, or a new file")

    def handle(self, *, to: Path, **options: Any) -> None:
        archive = to / f"medial-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar" if to.is_dir() else to
        try:
            manifest = back_up(archive, settings=connection.settings_dict, media=Path(settings.MEDIA_ROOT))
        except (Refused, OSError) as reason:
            raise CommandError(str(reason)) from reason
        for name in manifest.missing:
            self.stderr.write(f"Not in the backup, since it was not on the disk: {name}")
        rows, pictures = sum(manifest.rows.values()), len(manifest.media)
        self.stdout.write(f"{archive}: {rows} rows of {len(manifest.rows)} tables, {pictures} media files")
        self.stdout.write(f"SHA-256 {checksum(archive)}")
