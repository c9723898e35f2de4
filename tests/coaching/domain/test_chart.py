"""The chart of both hips over time: where everything goes, by worked examples and for any athlete at all."""

import datetime as dt
from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.chart import DESK, INSET, PAPER, PHONE, chart
from coaching.domain.chart_labels import GAP, Lettering, Wanted, labelled, pushed_apart
from coaching.domain.chart_places import Chart, Sheet
from coaching.domain.chart_strips import LEAST, MARK, STRIP, Pain, Programme, pain_marks, strips
from coaching.domain.chart_ticks import angle_ticks, day_ticks
from coaching.domain.thinning import landmarks, thinned
from coaching.domain.trace import Measured, Scale

DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 1, 1)
METHODS = {"a": "Seated · active · digital inclinometer", "b": "phone", "c": "Supine 90/90 · goniometer"}


def taken(
    day: int,
    left: float | None = 29.0,
    right: float | None = 38.0,
    *,
    method: str = "a",
    sem: float = 2.0,
    beside: bool = False,
) -> Measured:
    label = METHODS[method]
    return Measured(FIRST + day * DAY, method, left, right, sem, label, label, beside)


def drawn(
    *tests: Measured,
    sheet: Sheet = DESK,
    programmes: Sequence[Programme] = (),
    pains: Sequence[Pain] = (),
) -> Chart:
    places = chart(tests, sufficient=35.0, optimal=45.0, sheet=sheet, programmes=programmes, pains=pains)
    assert places is not None
    return places


# -- worked examples ------------------------------------------------------------------------------


def test_without_a_test_there_is_no_chart() -> None:
    assert chart([], sufficient=35.0, optimal=45.0, sheet=DESK) is None


def test_one_test_lies_at_the_right_with_its_error() -> None:
    places = drawn(taken(0))
    (spot,) = places.spots
    assert spot.left
    assert spot.right
    assert (spot.left.x + spot.right.x) / 2 == places.right - INSET
    # The axis is 35° high, from 20° to 55°, on 250 units; the bar is ±1.645 · 2° = ±3.29°.
    assert (spot.left.y, spot.left.top, spot.left.bottom) == (25 + 186, 25 + 162, 25 + 209)
    assert [name.side for name in places.names] == ["left", "right"]
    assert [tick.kind for tick in places.days] == ["day"]


def test_the_bands_meet_at_the_targets() -> None:
    optimal, sufficient, limited = drawn(taken(0)).bands
    assert (optimal.y, sufficient.y, limited.y) == (25, 96, 168)
    assert optimal.y + optimal.height == sufficient.y
    assert limited.y + limited.height == 275


def test_the_axis_grows_for_what_lies_beyond() -> None:
    places = drawn(taken(0, 8.0, 70.0, sem=6.0))
    assert {tick.degrees for tick in places.angles} >= {0.0, 80.0}
    (spot,) = places.spots
    assert spot.left
    assert spot.left.bottom == places.bottom, "an error below zero ends at the axis"


def test_another_method_breaks_the_line_and_is_named() -> None:
    places = drawn(taken(0), taken(10), taken(30, method="b"), taken(40, method="b"))
    assert places.trace.left.count("M") == 2
    assert [label.text for label in places.labels] == [METHODS["a"], "phone"]
    (at,) = places.breaks
    xs = [spot.left.x + DESK.apart for spot in places.spots if spot.left]
    assert at == (xs[1] + xs[2]) // 2


def test_methods_that_change_on_one_day_break_once_and_the_last_is_named() -> None:
    places = drawn(taken(0), taken(0, method="b"), taken(0, method="c"))
    assert len(places.breaks) == 1
    assert [(label.text, label.anchor) for label in places.labels] == [
        (METHODS["a"], "start"),
        (METHODS["c"], "end"),
    ]


def test_the_passive_test_of_the_day_is_beside_the_line() -> None:
    places = drawn(taken(0), taken(9, 44.0, method="b", beside=True), taken(9), taken(20))
    assert places.breaks == ()
    assert places.trace.left.count("L") == 2
    assert [spot.beside for spot in places.spots] == [False, True, False, False]


def test_a_hip_never_tested_has_no_line_and_no_name() -> None:
    places = drawn(taken(0, right=None), taken(9, right=None))
    assert places.trace.right == ""
    assert [name.side for name in places.names] == ["left"]


def test_programmes_and_pain_lie_beneath_at_their_days() -> None:
    programme = Programme(FIRST, FIRST + 42 * DAY, 0.5)
    places = drawn(taken(0), taken(84), programmes=[programme], pains=[Pain(FIRST + 42 * DAY, 6)])
    (strip,), (pain,) = places.strips, places.pains
    assert places.programmes
    assert places.pain
    middle = (places.left + places.right) // 2
    assert (strip.x, strip.x + strip.width) == (places.left + INSET, middle)
    assert strip.filled == STRIP // 2
    assert strip.filled_y + strip.filled == places.programmes.y + STRIP
    assert (pain.x, pain.level) == (middle, 6)
    assert places.bottom < places.days_y < places.programmes.y < places.pain.y < places.height


def test_on_a_phone_lanes_are_named_above() -> None:
    lane = drawn(taken(0), sheet=PHONE, pains=[Pain(FIRST, 5)]).pain
    assert lane
    assert lane.name_y < lane.y


def test_time_spans_programmes_and_pain_too() -> None:
    places = drawn(taken(10), programmes=[Programme(FIRST, FIRST + 20 * DAY, None)], pains=[])
    assert [tick.day for tick in places.days] == [FIRST, FIRST + 20 * DAY]
    assert not places.strips[0].named


# -- thinning -------------------------------------------------------------------------------------


def test_up_to_the_most_all_are_drawn() -> None:
    tests = [taken(n) for n in range(60)]
    assert thinned(tests, range(60), most=60) == list(range(60))


def test_of_four_hundred_the_landmarks_stay() -> None:
    tests = [taken(n, 30.0 + n % 7, method="a" if n < 201 else "b") for n in range(400)]
    tests[133] = taken(133, 12.0, 70.0)
    kept = thinned(tests, [n * 2 for n in range(400)], most=60)
    assert {0, 133, 200, 201, 399} <= set(kept)
    assert 60 <= len(kept) <= 66


def test_four_hundred_on_one_day_are_few() -> None:
    tests = [taken(0, 30.0 + n / 100) for n in range(400)]
    assert thinned(tests, [50] * 400, most=60) == [0, 399]


def test_the_first_on_the_line_stays_where_the_first_of_all_is_beside_it() -> None:
    tests = [taken(0, beside=True), *[taken(n) for n in range(100)], taken(100, beside=True)]
    assert {0, 1, 100, 101} <= landmarks(tests)


def test_a_first_label_longer_than_the_rest_of_the_plot_begins_further_left_or_takes_two_lines() -> None:
    for words, lines in (
        ("Im Sitzen · aktiv · digitaler Neigungsmesser", ["Im Sitzen · aktiv · digitaler Neigungsmesser"]),
        (
            "In Rückenlage 90/90 · passiv · digitaler Neigungsmesser",
            ["In Rückenlage 90/90 · passiv · digitaler", "Neigungsmesser"],
        ),
    ):
        labels = drawn(Measured(FIRST, "a", 29.0, 38.0, 2.0, words), sheet=PHONE).labels
        assert [label.text for label in labels] == lines
        assert [label.row for label in labels] == [*range(len(lines))][::-1]


# -- labels, ticks, strips ------------------------------------------------------------------------

LETTERS = Lettering(width=10.0, line=16, rows=2)


def test_an_earlier_label_goes_above_a_later_one() -> None:
    first, second = labelled([Wanted(0, "longer words"), Wanted(60, "word")], LETTERS, width=300)
    assert (first.row, second.row) == (1, 0)
    assert first.y < second.y < 0


def test_a_label_without_room_is_left_out() -> None:
    wanted = [Wanted(x, "some words") for x in (0, 20, 40)]
    assert [label.x for label in labelled(wanted, LETTERS, width=300)] == [20, 40]
    assert labelled([Wanted(40, "much too long for this")], LETTERS, width=100) == []


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([], []),
        ([50], [50]),
        ([5], [10]),
        ([20, 60], [20, 60]),
        ([50, 52], [43, 59]),
        ([52, 50], [59, 43]),
        ([11, 11], [10, 26]),
        ([99, 100], [84, 100]),
    ],
)
def test_names_are_pushed_apart(places: list[int], moved: list[int]) -> None:
    assert pushed_apart(places, least=16, top=10, bottom=100) == moved


def across(days: int) -> Scale:
    return Scale(FIRST, days, 100, 600, 0, 100, 0.0, 100.0)


@pytest.mark.parametrize(
    ("days", "between"),
    [(20, []), (60, ["month"]), (400, ["month"] * 2), (3000, ["year"] * 2), (40_000, ["year"] * 3)],
)
def test_days_are_named_where_there_is_room(days: int, between: list[str]) -> None:
    first, *others, last = day_ticks(across(days), FIRST + days * DAY, slot=84)
    assert (first.day, last.day) == (FIRST, FIRST + days * DAY)
    assert [tick.kind for tick in others] == between
    assert all(tick.day.day == 1 for tick in others)


def test_a_narrow_axis_names_the_last_day_only() -> None:
    assert [tick.anchor for tick in day_ticks(across(9), FIRST + 9 * DAY, slot=300)] == ["end"]


def test_targets_too_close_keep_their_lines() -> None:
    ticks = angle_ticks(across(9), (35.0, 37.0), taken=[90], least=6)
    assert [(tick.degrees, tick.named) for tick in ticks if tick.target] == [(37.0, False), (35.0, True)]
    assert 40.0 not in {tick.degrees for tick in ticks}, "its number would be on that of a target"


def test_days_of_pain_close_together_are_one_mark_with_the_worst() -> None:
    pains = [Pain(FIRST, 4), Pain(FIRST + DAY, 7), Pain(FIRST + 2 * DAY, 5), Pain(FIRST + 60 * DAY, 4)]
    one, other = pain_marks(pains, across(100))
    assert (one.first, one.last, one.days, one.level) == (FIRST, FIRST + 2 * DAY, 3, 7)
    assert (other.days, other.level) == (1, 4)


def test_a_short_programme_is_seen() -> None:
    (strip,) = strips([Programme(FIRST + 100 * DAY, FIRST + 100 * DAY, 1.0)], across(100), y=0)
    assert (strip.x, strip.width, strip.named) == (600 - LEAST, LEAST, False)


# -- for any athlete ------------------------------------------------------------------------------

degrees = st.none() | st.floats(0, 90)
measured = st.builds(
    taken,
    st.integers(0, 4000),
    degrees,
    degrees,
    method=st.sampled_from("abc"),
    sem=st.floats(0.5, 8.0),
    beside=st.booleans(),
)
athletes = st.lists(measured, min_size=1, max_size=90).map(lambda tests: sorted(tests, key=lambda t: t.day))
programmes = st.lists(
    st.builds(
        lambda start, days, share: Programme(FIRST + start * DAY, FIRST + (start + days) * DAY, share),
        st.integers(0, 4000),
        st.integers(0, 80),
        st.none() | st.floats(0, 1),
    ),
    max_size=6,
)
pains = st.lists(
    st.builds(lambda day, level: Pain(FIRST + day * DAY, level), st.integers(0, 4000), st.integers(4, 10)),
    max_size=30,
).map(lambda found: sorted(found, key=lambda one: one.day))


@given(athletes, programmes, pains, st.sampled_from([DESK, PAPER, PHONE]))
def test_everything_is_in_its_place(
    tests: list[Measured], worked: list[Programme], hurt: list[Pain], sheet: Sheet
) -> None:
    places = drawn(*tests, sheet=sheet, programmes=worked, pains=hurt)
    bars = [bar for spot in places.spots for bar in (spot.left, spot.right) if bar]
    for bar in bars:
        assert places.left < bar.x < places.right
        assert places.top <= bar.top <= bar.y <= bar.bottom <= places.bottom
    assert all(places.left < x < places.right for x in places.breaks)
    for strip in places.strips:
        assert places.left < strip.x
        assert strip.x + strip.width < places.right
        assert 0 <= strip.filled <= STRIP
    assert all(b.x - a.x >= MARK for a, b in pairwise(places.pains))
    assert sum(mark.days for mark in places.pains) == len(hurt)
    lanes = [lane for lane in (places.programmes, places.pain) if lane]
    assert places.height > max([places.days_y, *(lane.y + STRIP for lane in lanes)])


@given(athletes, st.sampled_from([DESK, PAPER, PHONE]))
def test_places_never_run_back_in_time(tests: list[Measured], sheet: Sheet) -> None:
    places = drawn(*tests, sheet=sheet)
    assert [spot.index for spot in places.spots] == sorted({spot.index for spot in places.spots})
    for aside, hip in ((sheet.apart, "left"), (-sheet.apart, "right")):
        xs = [getattr(spot, hip).x + aside for spot in places.spots if getattr(spot, hip)]
        assert xs == sorted(xs)


@given(athletes, st.sampled_from([DESK, PAPER, PHONE]))
def test_thinning_keeps_the_landmarks(tests: list[Measured], sheet: Sheet) -> None:
    kept = {spot.index for spot in drawn(*tests, sheet=sheet).spots}
    assert landmarks(tests) <= kept
    assert len(kept) <= sheet.most + len(landmarks(tests))
    for hip in ("left", "right"):
        known = [getattr(test, hip) for test in tests if getattr(test, hip) is not None]
        still = [getattr(tests[n], hip) for n in kept if getattr(tests[n], hip) is not None]
        if known:
            assert (min(still), max(still)) == (min(known), max(known))


@given(athletes, st.sampled_from([DESK, PAPER, PHONE]))
def test_nothing_hides_words(tests: list[Measured], sheet: Sheet) -> None:
    places = drawn(*tests, sheet=sheet)
    for one, other in combinations(places.labels, 2):
        assert one.row != other.row or one.ends <= other.begins + GAP or other.ends <= one.begins + GAP
        for leader, words in ((one, other), (other, one)):
            if leader.leader and leader.row > words.row:
                assert not words.begins < leader.x < words.ends
    for label in places.labels:
        assert 0 <= label.begins < label.ends <= sheet.width
        assert 0 < label.y < places.top
    line = sheet.lettering.line
    assert all(abs(a.y - b.y) >= line for a, b in combinations(places.names, 2))
    assert all(places.top <= name.y <= places.bottom for name in places.names)
    numbers = [tick.y for tick in places.angles if tick.named]
    numbers += [band.middle for band in places.bands if band.named]
    assert all(abs(a - b) >= line for a, b in combinations(numbers, 2))
    slot = round(12 * sheet.lettering.width)
    assert all(b.x - a.x >= slot or a.anchor == "start" for a, b in pairwise(places.days))
