"""From finding to programme: every row of the table, then what holds of every test."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.findings import HipVerdict, Result, Sem, Targets, Verdict, assess
from assessments.domain.referral import ReferralReason
from coaching.domain.prescription import Suggestion, prescribe, stop_chasing_degrees

REFERRED = [ReferralReason(4, "A catch in the groin", "See a physiotherapist.", "professional")]


def verdict(left, right, *, passive=None, motion="active", sem=2.0, targets=None):
    def result(hips, motion):
        return Result(hips[0], hips[1], "seated", motion, "inclinometer", date(2026, 11, 18))

    return assess(
        result((left, right), motion),
        targets=targets or Targets(),
        sem=Sem(sem, "B"),
        passive=None if passive is None else result(passive, "passive"),
    )


def suggested(left, right, **others):
    return prescribe(verdict(left, right, **others), [])


@pytest.mark.parametrize(
    ("hips", "others", "emphasis", "stiffer", "extra"),
    [
        # below sufficient, no active lag known
        ((29.0, 38.0), {}, "stretch_first", "left", (1, 0)),
        ((38.0, 29.0), {}, "stretch_first", "right", (0, 1)),
        ((34.9, 35.0), {}, "stretch_first", "left", (1, 0)),
        ((30.0, 31.0), {}, "stretch_first", "left", (1, 1)),
        ((20.0, 33.0), {}, "stretch_first", "left", (1, 1)),
        ((29.0, None), {}, "stretch_first", None, (1, 0)),
        ((None, 29.0), {}, "stretch_first", None, (0, 1)),
        # below sufficient when passive, no lag
        ((29.0, 38.0), {"motion": "passive"}, "stretch_first", "left", (1, 0)),
        ((29.0, 38.0), {"passive": (33.0, 40.0)}, "stretch_first", "left", (1, 0)),
        # below sufficient when passive, and a lag as well
        ((20.0, 38.0), {"passive": (33.0, 40.0)}, "stretch_first", "left", (1, 0)),
        # sufficient when passive, active lag
        ((29.0, 38.0), {"passive": (42.0, 40.0)}, "strengthen_first", "left", (1, 0)),
        ((36.0, 38.0), {"passive": (48.0, 40.0)}, "strengthen_first", "left", (1, 0)),
        ((46.0, 46.0), {"passive": (47.0, 58.0)}, "strengthen_first", None, (0, 1)),
        # one hip lags, the other lacks range
        ((29.0, 30.0), {"passive": (42.0, 33.0)}, "stretch_first", "left", (1, 1)),
        # asymmetry only
        ((36.0, 47.0), {}, "stretch_first", "left", (1, 0)),
        ((58.0, 46.0), {}, "stretch_first", "right", (0, 1)),
        # between sufficient and optimal
        ((38.0, 41.0), {}, "maintain", "left", (0, 0)),
        ((44.9, 50.0), {}, "maintain", "left", (0, 0)),
        ((None, 40.0), {}, "maintain", None, (0, 0)),
        # optimal, no flag
        ((45.0, 50.0), {}, "none", "left", (0, 0)),
        ((60.0, 60.0), {}, "none", None, (0, 0)),
        # above 60
        ((61.0, 60.0), {}, "strengthen_first", "right", (0, 0)),
        ((62.0, 75.0), {}, "strengthen_first", "left", (1, 0)),
        # both far apart and above 60 on one side
        ((47.0, 62.0), {}, "stretch_first", "left", (1, 0)),
        # too coarse a method to call 16° apart
        ((44.5, 60.5), {"sem": 6.0}, "strengthen_first", "left", (0, 0)),
    ],
)
def test_from_result_to_programme(hips, others, emphasis, stiffer, extra):
    found = suggested(*hips, **others)
    assert (found.emphasis, found.stiffer) == (emphasis, stiffer)
    assert found.extra_sets == {"left": extra[0], "right": extra[1]}


@pytest.mark.parametrize(
    ("hips", "others", "stretch", "left_out"),
    [
        ((29.0, 38.0), {}, True, ()),
        ((38.0, 41.0), {}, True, ()),
        ((45.0, 50.0), {}, False, ()),
        ((61.0, 62.0), {}, False, ("left", "right")),
        ((30.0, 62.0), {}, True, ("right",)),
        ((55.0, 62.0), {}, False, ("right",)),
        ((29.0, 38.0), {"passive": (42.0, 40.0)}, True, ()),
        ((46.0, 50.0), {"passive": (62.0, 50.0)}, False, ("left",)),
    ],
)
def test_no_stretch_above_sixty(hips, others, stretch, left_out):
    found = suggested(*hips, **others)
    assert (found.stretch, found.no_stretch) == (stretch, left_out)


def test_any_reason_to_refer_leaves_no_programme():
    found = prescribe(verdict(29.0, 38.0), REFERRED)
    assert found == Suggestion("refer", reasons=("A catch in the groin. See a physiotherapist.",))
    assert found.extra_sets == {"left": 0, "right": 0}
    assert not found.stretch


@pytest.mark.parametrize(
    ("found", "reasons"),
    [
        (
            suggested(29.0, 38.0),
            (
                "Left 29.0° is below 35°.",
                "Stretch first, and strengthen as well: weakness may be part of it.",
                "Both hips are worked, with one extra set on the left.",
            ),
        ),
        (
            suggested(34.97, 24.0, motion="passive"),
            (
                (
                    "Left 34.97° is below 35° even when the tester moves the leg, "
                    "though by less than the method can tell: test again."
                ),
                "Right 24.0° is below 35° even when the tester moves the leg.",
                "11.0° apart: the right hip is the stiffer one.",
                "Stretch first, and strengthen as well: weakness may be part of it.",
                "Both hips are worked, with one extra set on the left and the right.",
            ),
        ),
        (
            suggested(36.0, 38.0, passive=(48.0, 40.0)),
            (
                "Left reaches 48.0° when the tester moves the leg, 36.0° when the athlete does.",
                "Strengthen first: the range is there, strength or control is not.",
                "Both hips are worked, with one extra set on the left.",
            ),
        ),
        (
            suggested(36.0, 47.0),
            (
                "11.0° apart: the left hip is the stiffer one.",
                "Stretch first, and strengthen as well.",
                "Both hips are worked, with one extra set on the left.",
            ),
        ),
        (
            suggested(62.0, 62.0),
            (
                "Left has more than 60°: no stretch.",
                "Right has more than 60°: no stretch.",
                "Strengthen only: more range would not be better.",
            ),
        ),
        (suggested(38.0, 41.0), ("Between 35° and 45°: keep it with the same exercises, less often.",)),
        (
            suggested(33.0, 33.0, targets=Targets(30.0, 42.5, 10.0)),
            ("Between 30° and 42.5°: keep it with the same exercises, less often.",),
        ),
        (suggested(45.0, 50.0), ("At 45° or more, and nothing stands out: nothing to work on.",)),
    ],
)
def test_the_reasons_in_words(found, reasons):
    assert found.reasons == reasons


def test_a_lag_whose_passive_angle_is_not_told_is_still_a_lag():
    told = Verdict(HipVerdict(30.0, "limited", 0.99, "clear", near_line=False, active_lag=True), None, None)
    found = prescribe(told, [])
    assert found.emphasis == "strengthen_first"
    assert found.reasons[0] == "Left 30.0° is below 35°."


@pytest.mark.parametrize(
    ("weeks", "adherence", "real_change", "stop"),
    [
        (12, 0.7, False, True),
        (20, 1.0, False, True),
        (11, 1.0, False, False),
        (12, 0.69, False, False),
        (12, None, False, False),
        (12, 0.9, True, False),
    ],
)
def test_when_to_stop_chasing_degrees(weeks, adherence, real_change, stop):
    assert stop_chasing_degrees(weeks=weeks, adherence=adherence, real_change=real_change) is stop


angles = st.none() | st.floats(0, 90)
MIRROR = {"left": "right", "right": "left", None: None}


@given(angles, angles, st.none() | st.tuples(angles, angles), st.floats(0.5, 6))
def test_left_and_right_are_prescribed_alike(left, right, passive, sem):
    one = suggested(left, right, passive=passive, sem=sem)
    other = suggested(right, left, passive=passive and passive[::-1], sem=sem)
    assert (one.emphasis, one.stretch) == (other.emphasis, other.stretch)
    assert one.stiffer == MIRROR[other.stiffer]
    assert one.extra_sets["left"] == other.extra_sets["right"]
    assert set(one.no_stretch) == {MIRROR[side] for side in other.no_stretch}


@given(angles, angles, st.none() | st.tuples(angles, angles), st.floats(0.5, 6))
def test_what_holds_of_every_suggestion(left, right, passive, sem):
    found = verdict(left, right, passive=passive, sem=sem)
    suggestion = prescribe(found, [])
    assert suggestion.emphasis != "refer"
    assert suggestion.reasons
    for side, hip in found.hips():
        if hip.below or hip.active_lag:
            assert suggestion.extra_sets[side] == 1
            assert suggestion.emphasis in ("stretch_first", "strengthen_first")
        if hip.degrees > 60:
            assert side in suggestion.no_stretch
    if suggestion.emphasis in ("none", "maintain"):
        assert suggestion.extra_sets == {"left": 0, "right": 0}
    if suggestion.emphasis == "stretch_first":
        assert len(suggestion.no_stretch) < len(list(found.hips()))
    assert prescribe(found, REFERRED).emphasis == "refer"
