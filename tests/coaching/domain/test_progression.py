"""The next step of a strength exercise, by worked example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.progression import MOST_REPS, STRONGEST, Load, Logged, at_the_top, next_load, step_earned

TOP = Logged(all_sets=True, reps=15, pain=0)
LOAD = Load(12, 15)


@pytest.mark.parametrize(
    ("load", "step"),
    [
        (Load(12, 15), Load(15, 20)),
        (Load(8, 10), Load(10, 15)),
        (Load(10, 18), Load(18, 20)),
        (Load(15, 20), Load(12, 15, band=1)),
        (Load(12, 15, band=1), Load(15, 20, band=1)),
        (Load(15, 25, band=2), Load(12, 15, band=3)),
        (Load(15, 20, band=3), None),
    ],
)
def test_repetitions_first_then_a_stronger_band(load: Load, step: Load | None) -> None:
    assert next_load(load) == step


@pytest.mark.parametrize(
    ("logged", "counts"),
    [
        (TOP, True),
        (Logged(True, 16, 3), True),
        (Logged(True, 15, None), True),
        (Logged(True, 15, 4), False),
        (Logged(True, 14, 0), False),
        (Logged(True, None, 0), False),
        (Logged(False, 15, 0), False),
    ],
)
def test_what_counts_as_the_top(logged: Logged, counts: bool) -> None:
    assert at_the_top(logged, LOAD) is counts


def test_a_range_of_one_number_is_at_its_top_when_it_is_done() -> None:
    assert at_the_top(Logged(True, None, 0), Load(12, 12))


@pytest.mark.parametrize(
    ("latest", "earned"),
    [
        ([], False),
        ([TOP], False),
        ([TOP, TOP], True),
        ([TOP, TOP, Logged(False, None, 8)], True),
        ([Logged(False, None, 0), TOP, TOP], False),
        ([TOP, Logged(True, 14, 0), TOP], False),
    ],
)
def test_two_in_a_row_earn_it(latest: list[Logged], earned: bool) -> None:
    assert (step_earned(LOAD, latest) is not None) is earned


@given(low=st.integers(1, 50), more=st.integers(0, 20), band=st.integers(0, STRONGEST))
def test_steps_only_go_up_and_come_to_an_end(low: int, more: int, band: int) -> None:
    load = Load(low, low + more, band)
    for _step in range(50):
        step = next_load(load)
        if step is None:
            return
        assert (step.band, step.high) > (load.band, load.high)
        assert step.low <= step.high <= MOST_REPS
        load = step
    pytest.fail("there is always a next one")
