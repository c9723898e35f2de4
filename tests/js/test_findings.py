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

from assessments.domain.error import TESTER_FACTOR, difference_limit
from assessments.domain.findings import HipVerdict, Result, Sem, Targets, assess
from assessments.wording import squad_chips
from coaching.test_day_words import chips_of
from tools.steps import ROOT, VENV

HIPS = (None, 0.0, 24.3, 29.0, 31.709, 31.71, 34.3, 34.999999999, 35.0, 38.29, 38.3, 44.75, 45.0, 62.25, 90.0)
CLUBS = (Targets(), Targets(sufficient=30.0, optimal=40.0, asymmetry=6.0))
SEMS = (2.0, 3.6)
BEFORE = ((None, None), (29.0, 38.0), (45.0, 29.456))


def result(left: float | None, right: float | None) -> Result:
    return Result(left, right, "seated", "active", "inclinometer", dt.date(2026, 9, 2))


def hip(verdict: HipVerdict | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {
        "degrees": verdict.degrees,
        "band": verdict.band,
        "below": verdict.below,
        "near": verdict.near_line,
        "change": verdict.change,
    }


def vector(
    left: float | None,
    right: float | None,
    before: tuple[float | None, float | None],
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
        "rules": {**dataclasses.asdict(targets), "sem": sem, "chips": chips_of(targets)},
        "expected": {
            "left": hip(verdict.left),
            "right": hip(verdict.right),
            "asymmetry": apart,
            "chips": chips,
        },
    }


def test_the_device_finds_what_the_server_finds(tmp_path: Path) -> None:
    vectors = [
        vector(left, right, before, targets, sem, others=others)
        for left, right, before, targets, sem, others in itertools.product(
            HIPS, HIPS, BEFORE, CLUBS, SEMS, (False, True)
        )
        if left is not None or right is not None
    ]
    told = tmp_path / "vectors.json"
    told.write_text(json.dumps(vectors), encoding="utf-8")
    node = shutil.which("node", path=os.pathsep.join([os.environ["PATH"], str(VENV / "bin")]))
    assert node, "no node: python -m tools.prepare css installs one"
    command = [node, str(Path(__file__).with_name("findings-vectors.js")), str(told)]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert finished.returncode == 0, finished.stderr
    assert {chip["tone"] for one in vectors for chip in one["expected"]["chips"]} >= {
        "below",
        "maybe",
        "asym",
        "up",
        "down",
        "ok",
    }
