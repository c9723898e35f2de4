"""Pictures for tests: files as cameras make them, and legs at known angles."""

import io
import math
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

#: The tag in which a camera notes how it was held.
ORIENTATION = 0x0112


def picture(
    kind: str = "JPEG", *, size: tuple[int, int] = (2400, 1200), mode: str = "RGB", **options: Any
) -> SimpleUploadedFile:
    """A plain picture as an upload."""
    return SimpleUploadedFile(f"legs.{kind.lower()}", _file(Image.new(mode, size), kind, **options))


def legs(
    *, left: float, right: float, size: tuple[int, int] = (1200, 900), orientation: int = 1
) -> tuple[bytes, dict[str, tuple[float, float]]]:
    """A JPEG of shins at these angles seen from the front, and where its marks belong, upright.

    With `orientation` the file holds it turned, as a camera that was held so would write it (EXIF 6 or 8).
    """
    width, height = size
    shin = height * 0.45
    marks = {}
    for side, degrees, outwards in (("right", right, -1), ("left", left, 1)):
        x, y = width / 2 + outwards * width * 0.06, height * 0.3
        turn = math.radians(degrees)
        marks[f"{side}_knee"] = (x, y)
        marks[f"{side}_ankle"] = (x + outwards * shin * math.sin(turn), y + shin * math.cos(turn))
    image = Image.new("RGB", size, "#c9d2dc")
    brush = ImageDraw.Draw(image)
    brush.rectangle((0, height * 0.92, width, height), fill="#7d8792")
    brush.rectangle((width * 0.32, height * 0.24, width * 0.68, height * 0.34), fill="#34405e")
    for side in ("right", "left"):
        knee, ankle = marks[f"{side}_knee"], marks[f"{side}_ankle"]
        brush.line([knee, ankle], fill="#d9a07a", width=round(width * 0.055))
        for x, y in (knee, ankle):
            r = width * 0.03
            brush.ellipse((x - r, y - r, x + r, y + r), fill="#c98f6a")
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    turned = {1: 0, 6: 90, 8: 270}[orientation]
    return _file(image.rotate(turned, expand=True), "JPEG", quality=90, exif=exif.tobytes()), marks


def film(jpeg: bytes) -> bytes:
    """The picture as the film of a camera that holds still: Y4M, which a browser's fake camera plays."""
    with Image.open(io.BytesIO(jpeg)) as image:
        width, height = image.size
        luma, *chroma = image.convert("YCbCr").split()
    halves = [part.resize((width // 2, height // 2)) for part in chroma]
    frame = b"FRAME\n" + b"".join(part.tobytes() for part in (luma, *halves))
    return f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 2


def _file(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
