"""A club's own error, from test-retest differences."""

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.error import LEAST_PAIRS, missing_pairs, own_sem

degrees = st.floats(-30, 30)
of_people = st.lists(st.lists(degrees, min_size=1, max_size=2), min_size=LEAST_PAIRS, max_size=60)


def test_the_sem_is_the_standard_deviation_of_the_differences_over_the_root_of_two():
    found = own_sem([[difference] for difference in range(-10, 11)])
    assert found is not None
    assert found.degrees == pytest.approx(statistics.stdev(range(-10, 11)) / math.sqrt(2))
    assert (found.people, found.hips) == (21, 21)


@pytest.mark.parametrize(
    ("people", "low", "high"),
    # √(f/χ²) of the tables: 32.852 and 8.907 at 19 degrees of freedom, 55.668 and 22.106 at 37.
    [
        (20, math.sqrt(19 / 32.852), math.sqrt(19 / 8.907)),
        (38, math.sqrt(37 / 55.668), math.sqrt(37 / 22.106)),
    ],
)
def test_the_interval_is_that_of_the_chi_square_tables(people, low, high):
    found = own_sem([[(-1.0) ** n * (1 + n / 10)] for n in range(people)])
    assert found is not None
    assert found.low / found.degrees == pytest.approx(low, rel=0.002)
    assert found.high / found.degrees == pytest.approx(high, rel=0.002)


def test_the_shift_and_its_interval_are_those_of_the_t_tables():
    found = own_sem([[2.0 + (-1) ** n] for n in range(20)])
    assert found is not None
    spread = statistics.stdev([2.0 + (-1) ** n for n in range(20)])
    assert found.shift == pytest.approx(2.0)
    assert found.shift_high - found.shift == pytest.approx(2.093 * spread / math.sqrt(20), rel=0.001)
    assert found.systematic


@pytest.mark.parametrize(("shift", "systematic"), [(0.0, False), (0.2, False), (1.0, True), (-1.0, True)])
def test_a_shift_is_systematic_where_chance_does_not_explain_it(shift, systematic):
    found = own_sem([[shift + (-1) ** n] for n in range(20)])
    assert found is not None
    assert found.systematic == systematic


def test_fewer_than_twenty_people_give_no_value_however_many_hips():
    assert own_sem([[1.0, -1.0]] * 19) is None
    assert [missing_pairs(people) for people in (0, 19, 20, 25)] == [20, 1, 0, 0]
    assert own_sem([]) is None


def test_two_hips_of_a_person_narrow_no_interval():
    once = [[float(n % 5)] for n in range(20)]
    twice = [[float(n % 5), float(n % 5)] for n in range(20)]
    one, two = own_sem(once), own_sem(twice)
    assert one is not None
    assert two is not None
    assert (two.people, two.hips) == (20, 40)
    assert two.high / two.degrees == pytest.approx(one.high / one.degrees)
    assert two.shift_high == pytest.approx(one.shift_high)
    # The value itself moves by 1.3 % at most, where both hips err exactly alike.
    assert 0.987 < two.degrees / one.degrees <= 1


def test_a_person_without_a_hip_is_no_pair():
    with pytest.raises(ValueError, match="at least one hip"):
        own_sem([[1.0]] * 20 + [[]])


@given(of_people)
def test_the_value_lies_in_its_interval_and_the_order_of_people_does_not_matter(pairs):
    found = own_sem(pairs)
    assert found is not None
    assert 0 <= found.low <= found.degrees <= found.high
    assert found.shift_low <= found.shift <= found.shift_high
    again = own_sem(list(reversed(pairs)))
    assert again is not None
    assert again.degrees == pytest.approx(found.degrees, abs=1e-6)


@given(of_people, st.floats(-10, 10))
def test_a_shift_of_everybody_changes_the_shift_and_not_the_error(pairs, shift):
    found = own_sem(pairs)
    moved = own_sem([[difference + shift for difference in hips] for hips in pairs])
    assert found is not None
    assert moved is not None
    assert moved.degrees == pytest.approx(found.degrees, abs=1e-6)
    assert moved.shift == pytest.approx(found.shift + shift, abs=1e-6)


@given(of_people, st.floats(0.1, 5))
def test_the_error_scales_with_the_differences_and_not_with_their_sign(pairs, factor):
    found = own_sem(pairs)
    scaled = own_sem([[-factor * difference for difference in hips] for hips in pairs])
    assert found is not None
    assert scaled is not None
    assert scaled.degrees == pytest.approx(factor * found.degrees, abs=1e-6)
