"""The rules of a test by worked example: docs/formulas.md tells the same in prose."""

from datetime import date

import pytest

from assessments.domain.error import mdc95
from assessments.domain.findings import Asymmetry, Result, Sem, Targets, assess

SEM = Sem(2.0, "B")
TARGETS = Targets()


def result(
    left, right, *, position="seated", motion="active", instrument="inclinometer", on=date(2026, 11, 18)
):
    return Result(left, right, position, motion, instrument, on)


def verdict(left, right=40.0, *, sem=SEM, targets=TARGETS, **others):
    return assess(result(left, right), targets=targets, sem=sem, **others)


def test_the_targets_are_35_45_and_10():
    assert (TARGETS.sufficient, TARGETS.optimal, TARGETS.asymmetry) == (35.0, 45.0, 10.0)


@pytest.mark.parametrize(
    ("degrees", "band"),
    [
        (0, "limited"),
        (34.99, "limited"),
        (35.0, "sufficient"),
        (44.99, "sufficient"),
        (45.0, "optimal"),
        (90, "optimal"),
    ],
)
def test_band(degrees, band):
    assert verdict(degrees).left.band == band


@pytest.mark.parametrize(
    ("degrees", "chance"), [(29.0, 0.99865), (33.0, 0.84134), (35.0, 0.5), (38.0, 0.06681), (60.0, 0.0)]
)
def test_chance_of_being_below(degrees, chance):
    assert verdict(degrees).left.chance_below_sufficient == pytest.approx(chance, abs=0.00001)


@pytest.mark.parametrize(
    ("degrees", "below", "near_line"),
    [
        (31.70, "clear", False),
        (31.71, "borderline", False),  # 35 − 1.645·2 = 31.71
        (34.99, "borderline", False),
        (35.0, None, True),
        (38.29, None, True),
        (38.30, None, False),
    ],
)
def test_below_and_near_the_line(degrees, below, near_line):
    left = verdict(degrees).left
    assert (left.below, left.near_line) == (below, near_line)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (29.0, 38.0, Asymmetry(9.0, "left", flagged=False, strong=False, within_error=False)),
        (40.0, 36.0, Asymmetry(4.0, "right", flagged=False, strong=False, within_error=True)),
        (40.0, 40.0, Asymmetry(0.0, None, flagged=False, strong=False, within_error=True)),
        (30.0, 40.0, Asymmetry(10.0, "left", flagged=True, strong=False, within_error=False)),
        (31.5, 44.0, Asymmetry(12.5, "left", flagged=True, strong=False, within_error=False)),
        (45.0, 30.0, Asymmetry(15.0, "right", flagged=True, strong=True, within_error=False)),
    ],
)
def test_asymmetry(left, right, expected):
    assert verdict(left, right).asymmetry == expected


def test_ten_degrees_are_ten_degrees_in_binary_fractions_too():
    assert 34.3 - 24.3 < 10
    assert verdict(24.3, 34.3).asymmetry.flagged
    assert verdict(20.3, 35.3).asymmetry.strong


def test_a_coarse_method_raises_the_limit_of_asymmetry():
    by_eye = Sem(6.0, "D")
    sixteen = verdict(24.0, 40.0, sem=by_eye).asymmetry
    assert (sixteen.flagged, sixteen.strong, sixteen.within_error) == (False, False, True)
    assert sixteen.flag_from == pytest.approx(16.63, abs=0.005)
    seventeen = verdict(23.0, 40.0, sem=by_eye).asymmetry
    assert (seventeen.flagged, seventeen.strong, seventeen.within_error) == (True, True, False)


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (24.0, 29.0, "none"),
        (24.0, 29.54, "none"),  # 1.96·√(2² + 2²) = 5.5437
        (24.0, 29.55, "improved"),
        (35.0, 29.0, "declined"),
        (29.0, 29.0, "none"),
    ],
)
def test_real_change(before, now, change):
    left = verdict(now, previous=result(before, 40.0, on=date(2026, 9, 2))).left
    assert left.change == change
    assert left.change_degrees == pytest.approx(now - before)
    assert left.change_limit == pytest.approx(5.5437, abs=0.0001)


@pytest.mark.parametrize("sem", [2.0, 2.5, 3.0, 3.6, 4.5])
@pytest.mark.parametrize("before", [20.0, 24.0, 31.3])
def test_a_change_of_just_the_limit_is_real_in_binary_fractions_too(sem, before):
    limit = mdc95(sem)
    last = result(before, before)
    now = verdict(before + limit, before - limit, sem=Sem(sem, "B"), previous=last)
    assert (now.left.change, now.right.change) == ("improved", "declined")


def test_each_test_brings_its_own_error():
    left = verdict(40.0, previous=result(34.0, 40.0), previous_sem=Sem(3.0, "C")).left
    assert left.change_limit == pytest.approx(7.067, abs=0.001)
    assert left.change == "none"


def test_another_tester_widens_the_error_of_the_change_and_of_nothing_else():
    before = result(23.0, 40.0)
    same, other = (verdict(30.0, previous=before, tester_changed=changed) for changed in (False, True))
    assert (same.left.change, other.left.change) == ("improved", "none")
    assert other.left.change_limit == pytest.approx(8.3156, abs=0.0001)
    assert other.left.chance_below_sufficient == same.left.chance_below_sufficient
    assert other.asymmetry == same.asymmetry
    assert other.tester_changed


@pytest.mark.parametrize("how", [{"position": "prone"}, {"motion": "passive"}, {"instrument": "phone"}])
def test_another_method_is_not_comparable(how):
    left = verdict(45.0, previous=result(20.0, 40.0, **how)).left
    assert (left.change, left.change_degrees, left.change_limit) == ("not_comparable", None, None)


def test_nothing_to_compare_with():
    assert verdict(45.0).left.change is None
    now = verdict(45.0, previous=result(None, 40.0))
    assert (now.left.change, now.left.change_limit, now.right.change) == (None, None, "none")


@pytest.mark.parametrize(
    ("active", "passive", "lag"),
    [(30.0, 39.9, False), (30.0, 40.0, True), (24.3, 34.3, True), (40.0, 30.0, False)],
)
def test_active_lag(active, passive, lag):
    left = verdict(active, passive=result(passive, 40.0, motion="passive")).left
    assert left.active_lag is lag
    assert left.passive_degrees == passive


def test_active_lag_of_coarse_methods_takes_more():
    passive = result(42.0, 40.0, motion="passive", instrument="photo")
    fine = verdict(30.0, passive=passive)
    assert fine.left.active_lag
    coarse = verdict(30.0, passive=passive, sem=Sem(4.5, "C"), passive_sem=Sem(4.5, "C"))
    assert not coarse.left.active_lag  # 1.96·√(4.5² + 4.5²) = 12.5


@pytest.mark.parametrize(
    "passive",
    [
        result(50.0, 50.0, motion="active"),
        result(50.0, 50.0, motion="passive", on=date(2026, 11, 17)),
        result(50.0, 50.0, motion="passive", position="prone"),
        None,
    ],
)
def test_only_a_passive_test_of_that_day_and_position_shows_a_lag(passive):
    left = verdict(30.0, passive=passive).left
    assert (left.active_lag, left.passive_degrees) == (False, None)


def test_a_passive_test_has_no_lag_of_its_own():
    passive = result(30.0, 40.0, motion="passive")
    found = assess(passive, targets=TARGETS, sem=SEM, passive=passive)
    assert not any(hip.active_lag for _side, hip in found.hips())


def test_one_hip_missing():
    only_left = verdict(29.0, None, previous=result(29.0, 38.0), passive=result(None, 50.0, motion="passive"))
    assert (only_left.right, only_left.asymmetry) == (None, None)
    assert [side for side, _hip in only_left.hips()] == ["left"]
    assert (only_left.below, only_left.apart, only_left.left.active_lag) == (True, False, False)
    only_right = verdict(None, 38.0)
    assert (only_right.left, only_right.asymmetry) == (None, None)
    assert [side for side, _hip in only_right.hips()] == ["right"]
    assert not only_right.below


def test_summary_of_both_hips():
    assert verdict(29.0, 38.0).below
    assert verdict(38.0, 29.0).below
    assert not verdict(38.0, 38.0).below
    assert verdict(29.0, 39.0).apart
    assert not verdict(29.0, 38.0).apart


def test_a_club_s_own_targets():
    own = Targets(sufficient=30.0, optimal=40.0, asymmetry=12.0)
    found = verdict(29.5, 41.0, targets=own)
    assert (found.left.band, found.right.band) == ("limited", "optimal")
    assert (found.left.below, found.left.chance_below_sufficient > 0.5) == ("borderline", True)
    assert not found.asymmetry.flagged
    assert found.asymmetry.flag_from == 12.0
    assert found.targets is own
