import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.error import (
    DEFAULT_ERRORS,
    UNKNOWN_METHOD,
    ErrorRow,
    Sem,
    difference_limit,
    mdc95,
    row_for,
    sem_for,
)

sems = st.floats(0.1, 20)


@pytest.mark.parametrize(("sem", "mdc"), [(1.9, 5.27), (2.0, 5.54), (3.6, 9.98), (6.0, 16.63)])
def test_mdc95_of_known_errors(sem, mdc):
    assert mdc95(sem) == pytest.approx(mdc, abs=0.005)


def test_difference_limit_of_two_errors():
    assert difference_limit(2.0, 2.0) == pytest.approx(5.54, abs=0.005)
    assert difference_limit(3.0, 4.0) == pytest.approx(9.8)


@given(sems, st.floats(0.1, 10))
def test_mdc95_scales_with_the_error(sem, factor):
    assert mdc95(factor * sem) == pytest.approx(factor * mdc95(sem))


@given(sems, sems)
def test_difference_limit_is_symmetric_and_never_below_either_error_alone(a, b):
    assert difference_limit(a, b) == difference_limit(b, a)
    assert difference_limit(a, b) >= 1.96 * max(a, b)
    assert difference_limit(a, a) == pytest.approx(mdc95(a))


@pytest.mark.parametrize("degrees", [0, -2.0, float("nan")])
def test_an_error_is_above_zero(degrees):
    with pytest.raises(ValueError, match="above zero"):
        Sem(degrees, "B")


@pytest.mark.parametrize(
    ("instrument", "position", "motion", "degrees", "grade"),
    [
        ("goniometer", "seated", "active", 3.0, "C"),
        ("goniometer", "prone", "passive", 3.5, "D"),
        ("inclinometer", "seated", "active", 2.0, "B"),
        ("inclinometer", "seated", "passive", 2.5, "C"),
        ("inclinometer", "prone", "active", 2.5, "B"),
        ("inclinometer", "supine", "active", 3.5, "D"),
        ("phone", "seated", "active", 3.6, "B"),
        ("phone", "supine_90", "passive", 5.0, "B"),
        ("photo", "supine_90", "active", 4.5, "D"),
        ("photo", "supine", "active", 4.5, "C"),
        ("visual", "prone", "passive", 6.0, "D"),
    ],
)
def test_the_default_table(instrument, position, motion, degrees, grade):
    found = sem_for(DEFAULT_ERRORS, instrument=instrument, position=position, motion=motion)
    assert found == Sem(degrees, grade)


def test_the_default_table_covers_every_method_once_and_says_where_it_comes_from():
    methods = {(row.instrument, row.position) for row in DEFAULT_ERRORS}
    assert len(methods) == 5 * 4
    assert len({(row.instrument, row.position, row.motion) for row in DEFAULT_ERRORS}) == len(DEFAULT_ERRORS)
    assert all(row.source.endswith(".") and len(row.source) <= 300 for row in DEFAULT_ERRORS)
    assert {row.grade for row in DEFAULT_ERRORS} == {"B", "C", "D"}


DEFAULT_ANY = ErrorRow("phone", "seated", "", 3.6, "B")
DEFAULT_NAMED = ErrorRow("phone", "seated", "active", 3.0, "C")
OWN_ANY = ErrorRow("phone", "seated", "", 2.8, "A", own=True)
OWN_NAMED = ErrorRow("phone", "seated", "active", 2.2, "A", own=True)


@pytest.mark.parametrize(
    ("rows", "best"),
    [
        ([DEFAULT_ANY], DEFAULT_ANY),
        ([DEFAULT_ANY, DEFAULT_NAMED], DEFAULT_NAMED),
        ([DEFAULT_NAMED, OWN_ANY], OWN_ANY),
        ([OWN_NAMED, DEFAULT_NAMED, OWN_ANY, DEFAULT_ANY], OWN_NAMED),
        ([ErrorRow("phone", "seated", "passive", 1.0, "B")], UNKNOWN_METHOD),
        (
            [ErrorRow("phone", "prone", "", 1.0, "B"), ErrorRow("photo", "seated", "", 1.0, "B")],
            UNKNOWN_METHOD,
        ),
        ([], UNKNOWN_METHOD),
    ],
)
def test_the_more_specific_row_counts(rows, best):
    assert row_for(rows, instrument="phone", position="seated", motion="active") is best


def test_a_method_without_a_row_gets_a_conservative_guess():
    assert sem_for([], instrument="phone", position="seated", motion="active") == Sem(6.0, "D")
