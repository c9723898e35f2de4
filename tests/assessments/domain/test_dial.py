"""The hip dial's layout: where shins, zones and numbers stand."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.dial import INNER, KNEE, NEEDLE_TIP, DialLayout, band_of, dial
from assessments.domain.findings import Targets

TARGETS = Targets()
FRAME = (-160.0, -126.0, 160.0, 120.0)  # the tag's largest frame
angles = st.none() | st.floats(0, 90)


def points(d: str) -> list[tuple[float, float]]:
    """The points of a path of M, L and A commands."""
    found = re.findall(r"(?:[ML]|A\S+ \S+ 0 0 [01] )(-?[\d.]+) (-?[\d.]+)", d)
    return [(float(x), float(y)) for x, y in found]


def all_points(layout: DialLayout) -> list[tuple[float, float]]:
    paths = [zone.d for hip in layout.hips for zone in hip.zones] + [
        hip.needle for hip in layout.hips if hip.needle
    ]
    return [point for d in paths for point in points(d)]


def test_the_athletes_left_is_on_the_viewers_right():
    layout = dial(29, 38, TARGETS)
    assert layout.hips == (layout.right, layout.left)
    assert layout.right.knee < 0 < layout.left.knee
    assert layout.right.label < 0 < layout.left.label


def test_each_shin_swings_outward_by_its_own_angle():
    layout = dial(29, 38, TARGETS)
    # In SVG a negative turn takes a hanging line to the viewer's right.
    assert layout.left.turn == -29
    assert layout.right.turn == 38


@pytest.mark.parametrize(
    ("degrees", "band"),
    [
        (0, "limited"),
        (34.97, "limited"),
        (35, "sufficient"),
        (44.99, "sufficient"),
        (45, "optimal"),
        (90, "optimal"),
    ],
)
def test_bands_compare_the_unrounded_mean(degrees, band):
    assert band_of(degrees, TARGETS) == band
    assert dial(degrees, None, TARGETS).left.band == band


def test_a_hip_that_was_not_tested_has_zones_but_no_needle():
    hip = dial(None, 40, TARGETS).left
    assert (hip.degrees, hip.band, hip.needle, hip.turn) == (None, None, None, 0)
    assert [zone.band for zone in hip.zones] == ["limited", "sufficient", "optimal"]


@pytest.mark.parametrize(
    ("left", "right", "end"),
    [
        (29, 38, 60),
        (60, None, 60),
        (60.1, 20, 75),
        (20, 71.5, 75),
        (12, 80, 90),
        (90, 90, 90),
        (None, None, 60),
    ],
)
def test_the_scale_ends_at_60_and_goes_further_where_a_hip_does(left, right, end):
    assert dial(left, right, TARGETS).end == end


def test_a_clubs_own_targets_move_zones_and_ticks():
    hip = dial(38, None, Targets(sufficient=40, optimal=50)).left
    assert hip.band == "limited"
    assert [tick.degrees for tick in hip.ticks] == [40, 50]


def test_targets_at_the_very_end_leave_no_empty_zone():
    hip = dial(38, None, Targets(sufficient=40, optimal=90)).left
    assert [zone.band for zone in hip.zones] == ["limited", "sufficient"]


@given(angles, angles)
def test_everything_stays_inside_the_frame(left, right):
    x0, y0, x1, y1 = FRAME
    for x, y in all_points(dial(left, right, TARGETS)):
        assert x0 <= x <= x1
        assert y0 <= y <= y1


@given(st.floats(0, 90))
def test_the_needle_stands_at_the_angle_outside_of_the_foot(degrees):
    needle = points(dial(degrees, None, TARGETS).left.needle or "")
    for x, y in needle:
        assert math.hypot(x - KNEE, y) >= INNER - 2.2
        assert math.hypot(x - KNEE, y) <= NEEDLE_TIP + 0.2
    mean = [sum(p[i] for p in needle) / len(needle) for i in (0, 1)]
    assert math.degrees(math.atan2(mean[0] - KNEE, mean[1])) == pytest.approx(degrees, abs=0.2)


@given(angles, angles)
def test_swapping_the_hips_mirrors_the_picture(left, right):
    one, other = dial(left, right, TARGETS), dial(right, left, TARGETS)
    assert sorted((-x, y) for x, y in all_points(one)) == sorted(all_points(other))
