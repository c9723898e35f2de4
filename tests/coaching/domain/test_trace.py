"""Where the lines of a drawing of both hips go."""

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.trace import Point, Scale, Trace, trace

HIGHEST, LOWEST = 58.0, 18.0
SEPTEMBER = dt.date(2026, 9, 1)
OLD, NEW = "goniometer", "inclinometer"


def scale(days: int) -> Scale:
    return Scale(SEPTEMBER, days, 10, 110, 10, 50, LOWEST, HIGHEST)


def point(day: int, left: float | None, right: float | None, method: str = NEW) -> Point:
    return Point(SEPTEMBER + dt.timedelta(days=day), method, left, right)


def test_the_axis_runs_from_the_highest_angle_down() -> None:
    assert [scale(9).y(degrees) for degrees in (HIGHEST, LOWEST, 90, 0)] == [10, 50, 10, 50]


def test_nothing_tested_draws_nothing() -> None:
    assert trace([], scale(0)) == Trace("", "")


def test_one_test_is_a_dot_at_the_end() -> None:
    assert trace([point(0, HIGHEST, LOWEST)], scale(0)) == Trace("M110 10h0", "M110 50h0")


def test_tests_lie_by_their_dates() -> None:
    lines = trace([point(0, HIGHEST, 38), point(5, LOWEST, 38), point(20, HIGHEST, 38)], scale(20))
    assert lines.left == "M10 10h0L35 50L110 10"


def test_two_tests_of_one_day_lie_above_each_other() -> None:
    assert trace([point(0, HIGHEST, None), point(0, LOWEST, None)], scale(0)).left == "M110 10h0L110 50"


def test_the_hips_may_stand_apart() -> None:
    assert trace([point(0, HIGHEST, LOWEST)], scale(0), apart=3) == Trace("M107 10h0", "M113 50h0")


def test_the_line_breaks_where_the_method_changes() -> None:
    points = [point(0, HIGHEST, 38, OLD), point(10, HIGHEST, 38), point(20, HIGHEST, 38)]
    assert trace(points, scale(20)).left == "M10 10h0M60 10h0L110 10"


def test_a_hip_left_out_is_passed_over() -> None:
    points = [point(0, HIGHEST, LOWEST), point(10, HIGHEST, None), point(20, HIGHEST, LOWEST)]
    assert trace(points, scale(20)) == Trace("M10 10h0L60 10L110 10", "M10 50h0L110 50")


@given(
    st.lists(
        st.tuples(st.integers(0, 999), st.none() | st.floats(0, 90), st.none() | st.floats(0, 90)),
        min_size=1,
    )
)
def test_everything_drawn_is_inside(rows: list[tuple[int, float | None, float | None]]) -> None:
    points = [point(*row) for row in sorted(rows, key=lambda row: row[0])]
    span = Scale(points[0].day, (points[-1].day - points[0].day).days, 10, 110, 10, 50, LOWEST, HIGHEST)
    lines = trace(points, span)
    for x, y in re.findall(r"(-?\d+) (-?\d+)", lines.left + lines.right):
        assert 10 <= int(x) <= 110
        assert 10 <= int(y) <= 50
