"""When a coach is asked to decide."""

from datetime import date, timedelta

import pytest

from assessments.domain.findings import Change
from coaching.domain.deciding import Spell, Worked, asks_again_on, asks_to_decide, spell_before

START, WEEK = date(2026, 6, 1), timedelta(weeks=1)


def worked(week: int, weeks: int = 6, adherence: float | None = 0.8) -> Worked:
    return Worked(START + week * WEEK, START + (week + weeks) * WEEK - timedelta(days=1), adherence)


def test_the_last_programmes_make_up_twelve_weeks() -> None:
    programmes = [worked(12, adherence=1.0), worked(6, adherence=0.5), worked(0)]
    assert spell_before(START + 18 * WEEK, programmes) == Spell(START + 6 * WEEK, 12, 0.75)


def test_only_days_before_the_test_count() -> None:
    assert spell_before(START + 9 * WEEK, [worked(6), worked(0)]) is None
    assert spell_before(START, [worked(6), worked(0)]) is None


def test_a_programme_of_which_nothing_is_known_leaves_the_share_unknown() -> None:
    spell = spell_before(START + 12 * WEEK, [worked(6, adherence=None), worked(0)])
    assert spell == Spell(START, 12, None)


def test_a_programme_to_come_takes_nothing_away() -> None:
    spell = spell_before(START + 12 * WEEK, [worked(20, adherence=None), worked(6), worked(0)])
    assert spell is not None
    assert spell.adherence == pytest.approx(0.8)


FOLLOWED = Spell(START, 12, 0.7)
TESTED = START + 12 * WEEK


@pytest.mark.parametrize(
    ("spell", "changes", "answered_on", "asks"),
    [
        (FOLLOWED, ["none"], None, True),
        (FOLLOWED, ["none", "none"], None, True),
        (FOLLOWED, ["none", "improved"], None, False),
        (FOLLOWED, ["declined"], None, False),
        (FOLLOWED, ["not_comparable"], None, False),
        (FOLLOWED, ["none", None], None, False),
        (FOLLOWED, [], None, False),
        (Spell(START, 12, 0.69), ["none"], None, False),
        (Spell(START, 11, 0.9), ["none"], None, False),
        (Spell(START, 12, None), ["none"], None, False),
        (FOLLOWED, ["none"], TESTED, False),
        (FOLLOWED, ["none"], TESTED - 6 * WEEK + timedelta(days=1), False),
        (FOLLOWED, ["none"], TESTED - 6 * WEEK, True),
    ],
)
def test_the_question(
    spell: Spell, changes: list[Change | None], answered_on: date | None, asks: bool
) -> None:
    assert asks_to_decide(spell, changes, tested_on=TESTED, answered_on=answered_on) is asks


def test_an_answer_holds_for_six_weeks() -> None:
    assert asks_again_on(date(2026, 11, 22)) == date(2027, 1, 3)
