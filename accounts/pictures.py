"""Pictures that people upload: decoded, made small and written anew, so that nothing else comes along."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image

from accounts.ids import uuid7

#: What a picture may be when it comes, and how it is kept.
FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 8 * 1024 * 1024
#: Width × height: a small file can unfold to gigabytes, so this is asked before anything is decoded.
MAX_PIXELS = 40_000_000


#: What makes a file something else besides a picture, for whatever program opens it.
_POLYGLOT = re.compile(rb"<script|<!doctype|<html[ >]|<svg[ >]|<\?php|<iframe|%pdf-", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kept:
    """How a picture is kept: at most so many pixels on its longer side and so many bytes (None: any)."""

    longest_side: int
    format: Literal["JPEG", "WEBP"]
    max_bytes: int | None = None

    @property
    def content_type(self) -> str:
        return f"image/{self.format.lower()}"


#: How to turn a picture upright, by what its camera noted. (Pillow's own way writes the notes anew first, and
#: fails on damaged ones in more ways than can be listed.)
_UPRIGHT: dict[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
#: Tried in turn until the file is small enough.
_QUALITIES = (82, 70, 58, 46)
#: And if it never is: the picture at this part of its size, from the first quality again.
_SMALLER = 0.8

_TOO_LARGE = _("This file is larger than 8 MB: choose a smaller picture.")
_TOO_MANY_PIXELS = _("This picture has more than 40 megapixels: choose a smaller one.")
_NOT_A_PICTURE = _("This is not a picture that can be read: choose a JPEG, PNG or WebP file.")


def written_anew(upload: UploadedFile, kept: Kept) -> ContentFile[bytes]:
    """The picture as `kept` says, under a new name and without any metadata.

    Raises ValidationError, with a sentence for the field, for files that are too large, no such picture (SVG
    among them: it can carry scripts), or a page, a script or an archive as well.
    """
    if upload.size is None or upload.size > MAX_BYTES:
        raise ValidationError(_TOO_LARGE, code="too_large")
    if _is_more(upload):
        raise ValidationError(_NOT_A_PICTURE, code="not_a_picture")
    picture = _decoded(upload)
    picture.thumbnail((kept.longest_side, kept.longest_side))
    # Only the pixels are carried over: what a camera wrote beside them (place, time, owner) stays behind.
    clean = Image.new("RGB" if kept.format == "JPEG" else picture.mode, picture.size, "white")
    clean.paste(picture, mask=picture if picture.mode == "RGBA" and clean.mode == "RGB" else None)
    return ContentFile(_small_enough(clean, kept), name=f"{uuid7()}.{kept.format.lower()}")


def _is_more(upload: UploadedFile) -> bool:
    """Whether the file would open as something else too. What a phone appends, such as a film, is fine."""
    upload.seek(0)
    found = _POLYGLOT.search(upload.read()) is not None or zipfile.is_zipfile(upload)
    upload.seek(0)
    return found


def _small_enough(picture: Image.Image, kept: Kept) -> bytes:
    """The file of these pixels: of less quality, then of fewer pixels, until it holds `kept.max_bytes`."""
    while True:
        for quality in _QUALITIES:
            out = io.BytesIO()
            picture.save(out, kept.format, quality=quality, method=4)
            if kept.max_bytes is None or out.tell() <= kept.max_bytes:
                return out.getvalue()
        width, height = (max(1, round(side * _SMALLER)) for side in picture.size)
        picture = picture.resize((width, height))


def _decoded(upload: UploadedFile) -> Image.Image:
    """Upright, in RGB or RGBA; of an animation, the first picture."""
    try:
        # A form may be read again, such as over somebody else's change.
        upload.seek(0)
        with warnings.catch_warnings():
            # Pillow warns of sizes near its own limit; ours is lower and refuses.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=FORMATS)
        if picture.width * picture.height > MAX_PIXELS:
            raise ValidationError(_TOO_MANY_PIXELS, code="too_many_pixels")
        turn = _UPRIGHT.get(picture.getexif().get(ExifTags.Base.Orientation))
        turned = picture if turn is None else picture.transpose(turn)
        return turned.convert("RGBA" if turned.has_transparency_data else "RGB")
    except Image.DecompressionBombError as error:
        raise ValidationError(_TOO_MANY_PIXELS, code="too_many_pixels") from error
    # Pillow asserts that a picture of numbered colours has a palette, whatever the file has.
    except (AssertionError, OSError, SyntaxError, ValueError, EOFError, struct.error) as error:
        raise ValidationError(_NOT_A_PICTURE, code="not_a_picture") from error
