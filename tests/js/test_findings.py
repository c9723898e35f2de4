"""What stands out on the device is what stands out on the server: vectors of the rules, read by node."""

import dataclasses
import datetime as dt
import itertools
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from accounts.ids import uuid7
from accounts.models import User
from assessments.domain.error import TESTER_FACTOR, difference_limit
from assessments.domain.findings import ACTIVE_LAG, HipVerdict, Result, Sem, Targets, assess
from assessments.models import MeasurementError
from assessments.wording import squad_chips
from athletes.models import Athlete
from coaching.test_day_words import chips_of
from tests.cast import signed_in
from tests.factories import join, make_assessment, make_athlete, make_club, make_user
from tools.steps import ROOT, VENV

HIPS = (None, 0.0, 24.3, 29.0, 31.709, 31.71, 34.3, 34.999999999, 35.0, 38.29, 38.3, 44.75, 45.0, 62.25, 90.0)
CLUBS = (Targets(), Targets(sufficient=30.0, optimal=40.0, asymmetry=6.0))
SEMS = (2.0, 3.6)
BEFORE = ((None, None), (29.0, 38.0), (45.0, 29.456))
#: The passive test of the day; the last of them is short of a lag, or just one, by a binary hair.
PASSIVE = ((None, None), (44.3, 45.0), (90.0, None))


def result(left: float | None, right: float | None, motion: str = "active") -> Result:
    return Result(left, right, "seated", motion, "inclinometer", dt.date(2026, 9, 2))


def hip(verdict: HipVerdict | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {
        "degrees": verdict.degrees,
        "band": verdict.band,
        "below": verdict.below,
        "near": verdict.near_line,
        "change": verdict.change,
        "lag": verdict.active_lag,
    }


def vector(
    left: float | None,
    right: float | None,
    before: tuple[float | None, float | None],
    passive: tuple[float | None, float | None],
    targets: Targets,
    sem: float,
    *,
    others: bool,
) -> dict[str, Any]:
    verdict = assess(
        result(left, right),
        targets=targets,
        sem=Sem(sem, "B"),
        previous=result(*before),
        passive=result(*passive, "passive"),
        passive_sem=Sem(4.5, "C"),
        tester_changed=others,
    )
    limit = difference_limit(sem, sem) * (TESTER_FACTOR if others else 1)
    apart = verdict.asymmetry and {
        "degrees": verdict.asymmetry.degrees,
        "stiffer": verdict.asymmetry.stiffer,
        "flagged": verdict.asymmetry.flagged,
        "strong": verdict.asymmetry.strong,
        "withinError": verdict.asymmetry.within_error,
    }
    chips = [{"chip": chip.chip, "tone": chip.tone} for chip in squad_chips(verdict, targets)]
    return {
        "left": left,
        "right": right,
        "previous": {"left": before[0], "right": before[1], "limit": limit},
        "passive": {
            "left": passive[0],
            "right": passive[1],
            "limit": max(ACTIVE_LAG, difference_limit(sem, 4.5)),
        },
        "rules": {**dataclasses.asdict(targets), "sem": sem, "chips": chips_of(targets)},
        "expected": {
            "left": hip(verdict.left),
            "right": hip(verdict.right),
            "asymmetry": apart,
            "chips": chips,
        },
    }


def node(script: str, told: list[dict[str, Any]], folder: Path) -> str:
    """What the script prints that reads this from a file; fails where it does."""
    file = folder / "told.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    found = shutil.which("node", path=os.pathsep.join([os.environ["PATH"], str(VENV / "bin")]))
    assert found, "no node: python -m tools.prepare css installs one"
    command = [found, str(Path(__file__).with_name(script)), str(file)]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_the_device_finds_what_the_server_finds(tmp_path: Path) -> None:
    vectors = [
        vector(left, right, before, passive, targets, sem, others=others)
        for left, right, before, passive, targets, sem, others in itertools.product(
            HIPS, HIPS, BEFORE, PASSIVE, CLUBS, SEMS, (False, True)
        )
        if left is not None or right is not None
    ]
    node("findings-vectors.js", vectors, tmp_path)

    assert {chip["tone"] for one in vectors for chip in one["expected"]["chips"]} >= {
        "below",
        "maybe",
        "asym",
        "up",
        "down",
        "ok",
        "lag",
    }


ROWS: tuple[tuple[list[str], list[str]], ...] = (
    (["29", "28,5", "29.5"], ["38", "37.5", "38.5"]),
    (["34.9", "35", "35.1"], ["45", "45", "45"]),
    (["31.9"], ["29.8"]),
    (["41"], []),
    (["20"], ["36"]),
    (["52"], ["52.25"]),
)


@pytest.mark.django_db
@pytest.mark.parametrize("instrument", ["inclinometer", "phone"])
def test_a_row_says_before_the_answer_what_the_answer_says(instrument: str, tmp_path: Path) -> None:
    """The page’s own row and rules: a club’s own targets and error, other hands, a passive test."""
    club = make_club(sufficient_degrees=32.0, optimal_degrees=42.0, asymmetry_degrees=6.0)
    MeasurementError.objects.create(
        club=club, instrument="inclinometer", position="seated", motion="active", sem=1.5, grade="C"
    )
    bob, alice = join(make_user(), club), join(make_user(), club)
    for n, _typed in enumerate(ROWS):
        athlete = make_athlete(club=club, name=f"Runner {n}")
        make_passive_and_previous(athlete, by=alice if n % 2 else bob, instrument=instrument)
    client = signed_in(bob)
    page = client.get(
        reverse("test_day"),
        {"position": "seated", "motion": "active", "instrument": instrument, "trials": "3", "squad": ""},
    )
    rows = [row.data for row in page.context["rows"]]
    rules = json.loads(page.context["script"]["rules"])
    asked = [
        {"left": left, "right": right, "row": row, "rules": rules, "user": str(bob.pk)}
        for row, (left, right) in zip(rows, ROWS, strict=True)
    ]

    answered = [
        client.put(
            reverse("api:assessment", args=[uuid7()]),
            {
                "athlete": row["athlete"],
                "tested_on": str(club.today()),
                "position": "seated",
                "motion": "active",
                "instrument": instrument,
                "left_trials": left,
                "right_trials": right,
            },
            content_type="application/json",
        ).json()["chips"]
        for row, (left, right) in zip(rows, ROWS, strict=True)
    ]

    said = json.loads(node("sheet-row.js", asked, tmp_path))
    assert said == [[{"chip": chip["chip"], "tone": chip["tone"]} for chip in chips] for chips in answered]
    assert {chip["tone"] for chips in said for chip in chips} >= {"below", "maybe", "asym", "lag", "up"}


def make_passive_and_previous(athlete: Athlete, *, by: User, instrument: str) -> None:
    day = athlete.club.today()
    last = day - dt.timedelta(days=30)
    make_assessment(athlete=athlete, left=34, right=33, tester=by, instrument=instrument, tested_on=last)
    make_assessment(athlete=athlete, left=60, right=61, tester=by, instrument="photo", tested_on=last)
    make_assessment(athlete=athlete, left=47, right=50, tester=by, instrument="photo", motion="passive")
