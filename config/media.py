"""Uploaded files on the disk: whole, or not there."""

from typing import IO, Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Django's, which leaves what it has written of a file when the disk gets full."""

    def save(self, name: str | None, content: File | IO[Any], max_length: int | None = None) -> str:
        new = name if name and not self.exists(name) else None
        try:
            return super().save(name, content, max_length)
        except OSError:
            if new:
                self.delete(new)
            raise
