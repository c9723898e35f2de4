"""A person's download: one zip of JSON, CSV and pictures, written while it is being fetched.

Nothing is prepared beforehand and no copy lies on the server: a file of everybody's data would be one more
thing to guard and to delete. The page answers at once, the browser shows the download as it comes, and memory
holds the rows and one picture at a time.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import spreadsheet
from accounts.models import User
from assessments.models import AssessmentPicture
from coaching.held import Part, held_on, pictures_of


class _Sink(io.RawIOBase):
    """Where the zip is written to: what has come since it was last emptied. It can't be gone back in."""

    def __init__(self) -> None:
        super().__init__()
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._written += data
        return len(data)

    def empty(self) -> bytes:
        taken, self._written = bytes(self._written), bytearray()
        return taken


def download_of(user: User) -> Iterator[bytes]:
    """The zip, piece by piece."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(user):
            archive.writestr(name, content)
            yield sink.empty()
    yield sink.empty()


def _files(user: User) -> Iterator[tuple[str, bytes]]:
    missing: list[str] = []
    everything: dict[str, list[dict[str, Any]]] = {}
    for part in held_on(user):
        rows = list(part.values())
        everything[part.name] = [dict(zip(part.columns, row, strict=True)) for row in rows]
        yield f"csv/{part.name}.csv", _csv(part, rows)
    yield "data.json", json.dumps(everything, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()
    for picture in pictures_of(user):
        try:
            yield _name_of(picture), _read(picture)
        except OSError:
            missing.append(_name_of(picture))
    yield "README.txt", _read_me(missing).encode()


def _read(picture: AssessmentPicture) -> bytes:
    with picture.image.open("rb") as file:
        content: bytes = file.read()
    return content


def _name_of(picture: AssessmentPicture) -> str:
    ending = str(picture.image.name).rpartition(".")[2]
    return f"pictures/{picture.assessment.tested_on}-{picture.assessment_id}.{ending}"


def _csv(part: Part, rows: Iterable[list[Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(part.columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    # With a byte order mark, by which a spreadsheet knows the encoding.
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    """The value as a cell: lists as JSON, and nothing that a spreadsheet would run."""
    if isinstance(value, list | dict):
        value = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return spreadsheet.cell(value)


def _read_me(missing: list[str]) -> str:
    lines = [
        _("All that Medial holds on you, as of %(now)s (UTC).") % {"now": f"{timezone.now():%Y-%m-%d %H:%M}"},
        _("data.json has every table; csv/ has the same, one file a table; pictures/ the pictures of tests."),
        _("Angles are in degrees, pain and effort from 0 to 10. Keys connect the tables with each other."),
        _("Passwords, second factors and tokens of links are left out: they would open your account."),
    ]
    if missing:
        lines.append(_("These pictures could not be read: %(names)s") % {"names": ", ".join(missing)})
    return "\n".join(lines) + "\n"
