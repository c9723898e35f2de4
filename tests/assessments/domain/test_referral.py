"""Each row of the table of referral, its edges and its order: docs/formulas.md has the table."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.findings import Result, Sem, Targets, assess
from assessments.domain.referral import SYMPTOM_GROUPS, SYMPTOMS, referral_reasons

POSITIONS = ["seated", "supine", "prone", "supine_90"]
AGES = {"age_under_18", "age_over_50"}


def verdict(left=40.0, right=40.0, *, before=None, position="seated"):
    def result(hips):
        return Result(hips[0], hips[1], position, "active", "inclinometer", date(2026, 11, 18))

    return assess(
        result((left, right)),
        targets=Targets(),
        sem=Sem(2.0, "B"),
        previous=None if before is None else result(before),
    )


def reasons(*symptoms, pain=(None, None), age=30, found=None, position="seated"):
    return referral_reasons(
        symptoms,
        pain_left=pain[0],
        pain_right=pain[1],
        age=age,
        verdict=found or verdict(),
        position=position,
    )


def rules(*symptoms, **others):
    return [reason.rule for reason in reasons(*symptoms, **others)]


def test_nothing_ticked_and_nothing_extreme_refers_nobody():
    assert reasons() == []


def test_the_keys_are_those_stored_with_tests():
    """A key may be added; renaming one needs a migration of the answers given."""
    assert set(SYMPTOMS) == {
        *("fever_unwell", "weight_loss", "cancer_history", "recent_trauma", "cannot_bear_weight"),
        *("constant_pain", "night_pain", "hot_swollen_joint"),
        *("hip_pain", "groin_pain", "groin_pain_running", "thigh_pain", "knee_pain", "hop_pain"),
        *(
            "weight_bearing_pain",
            "rotation_pain",
            "groin_catch",
            "morning_stiffness",
            "limp",
            "leg_rolls_out",
        ),
        *("hip_surgery", "surgery_cleared", "age_under_18", "age_over_50"),
    }
    assert sum(len(group) for group in SYMPTOM_GROUPS.values()) == len(SYMPTOMS)


@pytest.mark.parametrize(
    "flag",
    [
        "fever_unwell",
        "weight_loss",
        "cancer_history",
        "recent_trauma",
        "cannot_bear_weight",
        "constant_pain",
        "night_pain",
        "hot_swollen_joint",
    ],
)
def test_rule_1_any_red_flag(flag):
    (reason,) = reasons(flag)
    assert (reason.rule, reason.urgency, reason.say) == (1, "urgent", "See a doctor urgently.")
    assert reason.trigger == SYMPTOMS[flag]


@pytest.mark.parametrize(
    "sign",
    [
        "hip_pain",
        "groin_pain",
        "groin_pain_running",
        "thigh_pain",
        "knee_pain",
        "rotation_pain",
        "limp",
        "leg_rolls_out",
    ],
)
def test_rule_2_under_18_with_pain_or_limp(sign):
    (young,) = reasons(sign, age=17)
    assert (young.rule, young.urgency) == (2, "same_day")
    assert "no load" in young.say
    assert rules(sign, age=18) == []


def test_rule_2_counts_pain_in_the_test_but_not_pain_of_zero():
    assert rules(age=17, pain=(0, 0)) == []
    assert rules(age=17, pain=(None, 1)) == [2]
    assert rules(age=17) == []


@pytest.mark.parametrize("sign", ["hop_pain", "weight_bearing_pain"])
def test_rule_3_groin_pain_with_running_and_on_loading(sign):
    (reason,) = reasons("groin_pain_running", sign)
    assert (reason.rule, reason.urgency) == (3, "urgent")
    assert "Stop running" in reason.say
    assert rules("groin_pain_running") == []
    assert rules(sign) == []


def test_rule_3_goes_with_rule_1_at_night_and_where_no_weight_is_borne():
    assert rules("groin_pain_running", "night_pain") == [1, 3]
    assert rules("groin_pain_running", "cannot_bear_weight") == [1, 3]


def test_rule_4_a_catch_in_the_groin():
    (reason,) = reasons("groin_catch")
    assert (reason.rule, reason.urgency) == (4, "professional")
    assert "No rotation stretch" in reason.say


def test_rule_5_surgery_until_it_is_cleared():
    (reason,) = reasons("hip_surgery")
    assert (reason.rule, reason.urgency) == (5, "clearance")
    assert rules("hip_surgery", "surgery_cleared") == []
    assert rules("surgery_cleared") == []


@pytest.mark.parametrize("pain", ["hip_pain", "groin_pain", "groin_pain_running", "rotation_pain"])
def test_rule_6_hip_pain_with_little_rotation(pain):
    assert rules(pain, found=verdict(14.9, 20.0)) == [6]
    assert rules(pain, found=verdict(15.0, 20.0)) == []
    assert rules(found=verdict(14.9, 20.0)) == []


def test_rule_6_pain_in_the_test_counts_for_its_own_hip():
    stiff_left = verdict(14.0, 20.0)
    assert rules(pain=(3, 0), found=stiff_left) == [6]
    assert rules(pain=(0, 3), found=stiff_left) == []
    assert rules(pain=(0, 3), found=verdict(20.0, 14.0)) == [6]


@pytest.mark.parametrize("sign", ["rotation_pain", "morning_stiffness"])
def test_rule_6_over_50_with_pain_on_rotation_or_stiffness(sign):
    assert rules(sign, age=51) == [6]
    assert rules(sign, age=50) == []
    assert rules(age=51, pain=(2, None)) == [6]
    assert rules("knee_pain", age=51) == []


def test_rule_6_says_both_of_its_triggers_in_one_reason():
    (reason,) = reasons("rotation_pain", age=60, found=verdict(14.0, 20.0))
    assert reason.trigger == (
        "Over 50; Pain when the hip is turned; Hip pain, and left rotation of 14° is under 15°"
    )


@pytest.mark.parametrize(
    ("position", "referred"), [("seated", [7]), ("supine_90", [7]), ("supine", []), ("prone", [])]
)
def test_rule_7_ten_degrees_or_less_with_the_hip_bent(position, referred):
    assert rules(found=verdict(10.0, 12.0, position=position), position=position) == referred
    assert rules(found=verdict(10.1, 12.0, position=position), position=position) == []
    assert rules(found=verdict(None, 9.0, position=position), position=position) == referred


def test_rule_8_a_real_decline_of_one_hip():
    (reason,) = reasons(found=verdict(36.0, 40.0, before=(42.0, 40.0)))
    assert (reason.rule, reason.trigger) == (8, "A real decline of the left hip only")
    assert rules(found=verdict(37.0, 40.0, before=(42.0, 40.0))) == []
    assert rules(found=verdict(36.0, 40.0, before=(42.0, 46.0))) == []
    assert rules(found=verdict(None, 40.0, before=(None, 46.0))) == [8]


def test_rule_8_fifteen_degrees_apart_with_symptoms():
    apart = verdict(30.0, 45.0)
    assert rules("knee_pain", found=apart) == [8]
    assert rules(pain=(1, None), found=apart) == [8]
    assert rules(found=apart) == []
    assert rules("hip_surgery", "surgery_cleared", "age_over_50", found=apart) == []
    assert rules("knee_pain", found=verdict(30.0, 44.9)) == []
    assert rules("knee_pain", found=verdict(20.3, 35.3)) == [8]
    assert rules("knee_pain", found=verdict(30.0, None)) == []


def test_the_ticks_on_age_count_only_where_no_birth_date_is_known():
    assert rules("knee_pain", "age_under_18", age=None) == [2]
    assert rules("knee_pain", "age_under_18", age=30) == []
    assert rules("knee_pain", age=None) == []
    assert rules("morning_stiffness", "age_over_50", age=None) == [6]
    assert rules("morning_stiffness", "age_over_50", age=30) == []


def test_before_the_angles_the_answers_alone_decide():
    found = referral_reasons(
        ["night_pain"], pain_left=None, pain_right=None, age=30, verdict=None, position="seated"
    )
    assert [reason.rule for reason in found] == [1]


def test_the_most_urgent_comes_first():
    everything = reasons(*SYMPTOMS.keys() - {"surgery_cleared"}, age=17, found=verdict(9.0, 30.0))
    assert [reason.rule for reason in everything] == [1, 3, 2, 5, 4, 6, 7, 8]


@given(
    st.sets(st.sampled_from(sorted(SYMPTOMS))),
    st.none() | st.integers(8, 90),
    st.floats(0, 90),
    st.floats(0, 90),
)
def test_one_more_complaint_never_clears_anybody(symptoms, age, left, right):
    found = verdict(left, right)
    fewer = set(rules(*symptoms, age=age, found=found))
    for more in SYMPTOMS.keys() - AGES - {"surgery_cleared"}:
        assert fewer <= set(rules(*symptoms, more, age=age, found=found))


@given(
    st.sets(st.sampled_from(sorted(SYMPTOMS))),
    st.integers(8, 90),
    st.floats(0, 90),
    st.floats(0, 90),
    st.integers(0, 10),
    st.integers(0, 10),
    st.sampled_from(POSITIONS),
)
def test_left_and_right_refer_alike(symptoms, age, left, right, pain_left, pain_right, position):
    one = rules(
        *symptoms, age=age, found=verdict(left, right), pain=(pain_left, pain_right), position=position
    )
    other = rules(
        *symptoms, age=age, found=verdict(right, left), pain=(pain_right, pain_left), position=position
    )
    assert one == other
