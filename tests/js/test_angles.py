"""The page's arithmetic is the server's: one table of cases, read by both."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from assessments.domain.trials import is_unusual, mean, parse_angle
from tools.steps import ROOT, VENV

CASES = json.loads(Path(__file__).with_name("angles.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("typed", "degrees"), CASES["typed"])
def test_the_server_takes_what_the_page_takes(typed: str, degrees: float | None) -> None:
    if degrees is None:
        with pytest.raises(ValueError, match=r"^[a-z_]+: "):
            parse_angle(typed)
    else:
        assert parse_angle(typed) == degrees


@pytest.mark.parametrize(("trials", "expected"), CASES["means"])
def test_the_server_makes_the_same_mean(trials: list[str], expected: float) -> None:
    assert mean([parse_angle(typed) for typed in trials if typed]) == expected


@pytest.mark.parametrize(("degrees", "unusual"), CASES["unusual"])
def test_the_server_asks_about_the_same_angles(degrees: float, unusual: bool) -> None:
    assert is_unusual(degrees) == unusual


def test_the_pages_own_tests_pass() -> None:
    """By node: the machine's, or the one that the stylesheets were installed with."""
    node = shutil.which("node", path=os.pathsep.join([os.environ["PATH"], str(VENV / "bin")]))
    assert node, "no node: python -m tools.prepare css installs one"
    command = [node, "--test", *map(str, Path(__file__).parent.glob("*.test.js"))]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout
