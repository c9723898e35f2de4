"""Where the lines of a small drawing go."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.sparkline import HIGHEST, LOWEST, Frame, Point, Sparkline, sparkline

FRAME = Frame(width=120, height=60, pad=10)
SEPTEMBER = dt.date(2026, 9, 1)
OLD, NEW = "goniometer", "inclinometer"


def point(day: int, left: float | None, right: float | None, method: str = NEW) -> Point:
    return Point(SEPTEMBER + dt.timedelta(days=day), method, left, right)


def test_the_axis_runs_from_the_highest_angle_down():
    assert [FRAME.y(HIGHEST), FRAME.y(LOWEST), FRAME.y(90), FRAME.y(0)] == [10, 50, 10, 50]


def test_nothing_tested_draws_nothing():
    assert sparkline([], FRAME) == Sparkline("", "")


def test_one_test_is_a_dot_at_the_right():
    assert sparkline([point(0, HIGHEST, LOWEST)], FRAME) == Sparkline("M110 10h0", "M110 50h0")


def test_tests_lie_by_their_dates():
    lines = sparkline([point(0, HIGHEST, 38), point(5, LOWEST, 38), point(20, HIGHEST, 38)], FRAME)

    assert lines.left == "M10 10h0L35 50L110 10"


def test_two_tests_of_one_day_lie_above_each_other():
    assert sparkline([point(0, HIGHEST, None), point(0, LOWEST, None)], FRAME).left == "M110 10h0L110 50"


def test_the_line_breaks_where_the_method_changes():
    points = [point(0, HIGHEST, 38, OLD), point(10, HIGHEST, 38), point(20, HIGHEST, 38)]

    assert sparkline(points, FRAME).left == "M10 10h0M60 10h0L110 10"


def test_a_hip_left_out_is_passed_over():
    points = [point(0, HIGHEST, LOWEST), point(10, HIGHEST, None), point(20, HIGHEST, LOWEST)]

    assert sparkline(points, FRAME) == Sparkline("M10 10h0L60 10L110 10", "M10 50h0L110 50")


def test_a_level_and_the_band_around_it_span_the_width():
    assert FRAME.level(LOWEST) == "M0 50h120"
    # 38 ± 1.645 · 4 is 31.42 to 44.58: 24 and 36 down, for 40 units of 40 degrees.
    assert FRAME.band(38.0, 4.0) == "M0 23h120v14H0z"


@given(
    st.lists(
        st.tuples(st.integers(0, 999), st.none() | st.floats(0, 90), st.none() | st.floats(0, 90)),
        min_size=1,
    )
)
def test_everything_drawn_is_inside_the_frame(rows):
    lines = sparkline([point(*row) for row in sorted(rows, key=lambda row: row[0])], FRAME)

    for x, y in re.findall(r"(-?\d+) (-?\d+)", lines.left + lines.right):
        assert 10 <= int(x) <= 110
        assert 10 <= int(y) <= 50


@pytest.mark.parametrize("sem", [0.5, 2.0, 6.0])
def test_a_larger_error_makes_a_wider_band(sem):
    def height(of: float) -> int:
        return int(FRAME.band(35.0, of).split("v")[1].split("H")[0])

    assert height(sem) <= height(sem + 2)
