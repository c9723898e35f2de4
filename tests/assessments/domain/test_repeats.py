"""The order of the second round."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.repeats import LEAST_BETWEEN, second_round

NOW = dt.datetime(2026, 11, 21, 18, 0, tzinfo=dt.UTC)


def ago(minutes):
    return NOW - dt.timedelta(minutes=minutes)


def test_whoever_has_rested_comes_before_whoever_has_not():
    first_at = {"a": ago(3), "b": ago(9), "c": ago(40), "d": ago(30)}
    order = second_round(first_at, now=NOW, seed="study")
    assert set(order[:2]) == {"c", "d"}
    assert order[2:] == ["b", "a"]


@given(st.lists(st.integers(10, 600), min_size=2, max_size=30, unique=True), st.text(max_size=5))
def test_the_order_is_never_that_of_the_first_round_and_stays_the_same(minutes, seed):
    first_at = {str(minute): ago(minute) for minute in minutes}
    order = second_round(first_at, now=NOW, seed=seed)
    assert sorted(order) == sorted(first_at)
    assert order != sorted(first_at, key=lambda key: first_at[key])
    assert order == second_round(dict(reversed(first_at.items())), now=NOW, seed=seed)


@pytest.mark.parametrize("first_at", [{}, {"a": NOW - LEAST_BETWEEN}])
def test_nobody_and_one(first_at):
    assert second_round(first_at, now=NOW, seed="study") == list(first_at)
