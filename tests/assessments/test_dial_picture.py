"""The hip dial as a PNG: what the layout says, in pixels."""

import io

import pytest
from PIL import Image

from assessments.dial_picture import BANDS, FRAME, SCALE, UNTESTED, ZONES, dial_png
from assessments.domain.dial import INNER, KNEE, OUTER, at
from assessments.domain.findings import DEFAULT_TARGETS


def picture(left: float | None, right: float | None) -> Image.Image:
    return Image.open(io.BytesIO(dial_png(left, right, DEFAULT_TARGETS))).convert("RGBA")


def colour(image: Image.Image, x: float, y: float) -> str:
    """The colour at a point of the layout."""
    pixel = image.getpixel((round((x - FRAME[0]) * SCALE), round((y - FRAME[1]) * SCALE)))
    assert isinstance(pixel, tuple)
    return "#{:02x}{:02x}{:02x}".format(*pixel[:3])


def near(one: str, other: str) -> bool:
    values = [[int(text[n : n + 2], 16) for n in (1, 3, 5)] for text in (one, other)]
    return all(abs(a - b) < 12 for a, b in zip(*values, strict=True))


@pytest.mark.parametrize(("degrees", "band"), [(29.0, "limited"), (40.0, "sufficient"), (50.0, "optimal")])
@pytest.mark.parametrize("outward", [1, -1])
def test_each_shin_has_its_band_s_colour_at_its_own_angle(degrees: float, band: str, outward: int) -> None:
    hips = (degrees, 10.0) if outward == 1 else (10.0, degrees)
    image = picture(*hips)
    for along in (25.0, 50.0):
        assert near(colour(image, *at(outward, degrees, along)), BANDS[band])
    assert not near(colour(image, *at(outward, degrees + 20, 60.0)), BANDS[band])


def test_the_zones_stand_behind() -> None:
    image = picture(5.0, None)
    middle = (INNER + OUTER) / 2
    for degrees, band in ((20.0, "limited"), (40.0, "sufficient"), (52.0, "optimal")):
        assert near(colour(image, *at(-1, degrees, middle)), ZONES[band])


def test_a_hip_that_was_not_tested_hangs_grey() -> None:
    image = picture(30.0, None)
    assert near(colour(image, -KNEE, 40.0), UNTESTED)


def test_it_is_small_enough_for_a_mail() -> None:
    assert len(dial_png(29.0, 46.0, DEFAULT_TARGETS)) < 20_000
