"""Two versions of a test beside each other."""

import datetime as dt

from assessments.comparing import Difference, differences
from assessments.saving import Entry

MINE = Entry(
    tested_on=dt.date(2026, 9, 2),
    position="seated",
    motion="active",
    instrument="inclinometer",
    left_trials=(29.0, 28.55),
    symptoms=("limp", "a_question_no_longer_asked"),
    compensations=("knee_valgus", "trunk_lean"),
    pain_left=0,
)


def test_what_is_the_same_is_left_out() -> None:
    assert differences(MINE, MINE) == []


def test_every_field_is_told_in_words_and_in_the_order_of_the_form() -> None:
    theirs = Entry(tested_on=dt.date(2026, 9, 3), position="prone", motion="passive", instrument="phone")
    assert differences(MINE, theirs) == [
        Difference("Tested on", "2 September 2026", "3 September 2026"),
        Difference("Position", "Seated", "Prone, knee at 90°"),
        Difference("Motion", "Active: the athlete moves", "Passive: the tester moves the leg"),
        Difference("Instrument", "Digital inclinometer", "Phone"),
        Difference("Left trials", "29° · 28.55°", "–"),
        Difference("Pain, left hip", "0", "–"),
        Difference("Symptoms and history", "A limp, a_question_no_longer_asked", "–"),
        Difference("Seen when running or walking", "Knee falling in (valgus), Trunk lean", "–"),
    ]
