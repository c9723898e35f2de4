"""The self-test judges on the device as the rules do on the server: one table of cases, read by both."""

import datetime as dt
import json
from pathlib import Path

import pytest

from assessments.domain.findings import HipVerdict, Result, Sem, Targets, Verdict, assess
from assessments.domain.rounding import decimals_beside

CASES = json.loads(Path(__file__).with_name("bands.json").read_text(encoding="utf-8"))
TARGETS = Targets(**CASES["targets"])


def verdict(left: float, right: float | None, sem: float) -> Verdict:
    result = Result(left, right, "seated", "active", "phone", dt.date(2026, 11, 18))
    return assess(result, targets=TARGETS, sem=Sem(sem, "B"))


def certainty(hip: HipVerdict) -> str:
    return hip.below or ("near" if hip.near_line else "above")


@pytest.mark.parametrize(("degrees", "sem", "band", "certain"), CASES["hips"])
def test_one_hip(degrees: float, sem: float, band: str, certain: str) -> None:
    hip = verdict(degrees, None, sem).left
    assert hip is not None
    assert (hip.band, certainty(hip)) == (band, certain)


@pytest.mark.parametrize(("left", "right", "sem", "words"), CASES["pairs"])
def test_both_hips(left: float, right: float, sem: float, words: str) -> None:
    asymmetry = verdict(left, right, sem).asymmetry
    assert asymmetry is not None
    said = "apart" if asymmetry.flagged else "alike" if asymmetry.within_error else "close"
    assert said == words


@pytest.mark.parametrize(("degrees", "places"), CASES["decimals"])
def test_decimals(degrees: float, places: int) -> None:
    assert max(decimals_beside(degrees, limit) for limit in (TARGETS.sufficient, TARGETS.optimal)) == places
