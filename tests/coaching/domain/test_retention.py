"""When an archived athlete is erased."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.retention import NOTICE, erased_on, months_after

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (dt.date(2024, 1, 31), 1, dt.date(2024, 2, 29)),
        (dt.date(2023, 12, 15), 12, dt.date(2024, 12, 15)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2024, 11, 30), 36, dt.date(2027, 11, 30)),
    ],
)
def test_months_later(day: dt.date, months: int, then: dt.date) -> None:
    assert months_after(day, months) == then


def test_nothing_is_announced_before_its_month() -> None:
    archived = dt.date(2024, 1, 10)

    assert erased_on(archived, 12, dt.date(2024, 12, 10)) is None
    assert erased_on(archived, 12, dt.date(2024, 12, 11)) == dt.date(2025, 1, 10)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 120), st.integers(0, 4000))
def test_there_is_always_a_month_s_notice(archived: dt.date, months: int, later: int) -> None:
    today = archived + later * DAY
    day = erased_on(archived, months, today)

    assert day is None or day >= max(today + NOTICE, months_after(archived, months))
