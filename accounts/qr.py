"""A link as a QR code, drawn by a template."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno


@dataclass(frozen=True)
class QrCode:
    """`path` is the `d` of one SVG path, in modules; `size` counts them, with four quiet ones around."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """The code of `text`, with enough redundancy to be read off a scratched or tilted screen."""
    matrix = segno.make(text, error="m", micro=False).matrix
    runs = []
    for y, row in enumerate(matrix, start=4):
        x = 4
        for dark, modules in groupby(row):
            width = len(list(modules))
            if dark:
                runs.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return QrCode(size=len(matrix) + 8, path="".join(runs))


@lru_cache(maxsize=16)
def code_of_address(address: str) -> QrCode:
    """The code of an `address` that is no secret, kept: to work it out takes 5 % of an athlete's page."""
    return qr_code(address)
