"""Which other test a test is held against."""

from datetime import date

import pytest

from assessments.domain.choosing import differing, passive_of, previous_of, same_method
from assessments.domain.findings import Result


def taken(day: int, *, position: str = "seated", motion: str = "active", by: str = "phone") -> Result:
    return Result(30.0, 40.0, position, motion, by, date(2026, 11, day))


NOW = taken(18)


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        (taken(1), ()),
        (taken(1, position="prone"), ("position",)),
        (taken(1, motion="passive"), ("motion",)),
        (taken(1, by="photo"), ("instrument",)),
        (taken(1, position="prone", motion="passive", by="photo"), ("position", "motion", "instrument")),
    ],
)
def test_what_differs_is_named_and_nothing_where_numbers_compare(
    other: Result, differs: tuple[str, ...]
) -> None:
    assert differing(NOW, other) == differs
    assert NOW.comparable_with(other) is not bool(differs)


def test_the_last_of_the_same_method_comes_before_any_other() -> None:
    other, same, older = taken(17, by="photo"), taken(9), taken(2)
    assert previous_of(NOW, [other, same, older]) is same
    assert same_method(NOW, [other]) is None


def test_without_one_the_last_of_an_earlier_day_does_not_compare() -> None:
    same_day, earlier = taken(18, by="photo"), taken(3, position="prone")
    assert previous_of(NOW, [same_day, earlier]) is earlier
    assert previous_of(NOW, [same_day]) is None


def test_the_passive_test_of_the_day_and_position_explains_an_active_one() -> None:
    passive = taken(18, motion="passive", by="goniometer")
    others = [taken(17, motion="passive"), taken(18, motion="passive", position="prone"), taken(18), passive]
    assert passive_of(NOW, others) is passive
    assert passive_of(NOW, others[:3]) is None
    assert passive_of(passive, others) is None
