from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from config.backup.archive import Manifest, Refused, unpack
from config.backup.restoring import restore


class Command(BaseCommand):
    help = "Restore a backup into a database without tables and a MEDIA_ROOT without files, or only check it."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path, help="what `manage.py backup` has written")
        parser.add_argument("--check", action="store_true", help="read and check all of it, restore nothing")

    def handle(self, *, archive: Path, check: bool, **options: Any) -> None:
        try:
            manifest = unpack(archive) if check else self._restored(archive)
        except (Refused, OSError) as reason:
            raise CommandError(str(reason)) from reason
        rows, pictures = sum(manifest.rows.values()), len(manifest.media)
        done = "Whole" if check else "Restored"
        self.stdout.write(f"{done}: {rows} rows and {pictures} media files, as of {manifest.made_at}")
        if not check:
            self.stdout.write("Now run `manage.py migrate`, in case the backup is of an earlier release.")

    def _restored(self, archive: Path) -> Manifest:
        return restore(archive, settings=connection.settings_dict, media=Path(settings.MEDIA_ROOT))
