"""docs/formulas.md: its examples are true, its table is the code's, and no rule is left out of it."""

import doctest
import inspect
import re
from pathlib import Path

import pytest

from assessments.domain import choosing, error, findings, referral, rounding, trials
from coaching.domain import adherence, deciding, prescription, schedule, thinning

DOCUMENT = Path(__file__).parents[3] / "docs" / "formulas.md"
MODULES = [
    error,
    trials,
    rounding,
    findings,
    choosing,
    referral,
    prescription,
    schedule,
    adherence,
    deciding,
    thinning,
]
RULES = [
    name
    for module in MODULES
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_")
]


def test_the_worked_examples_are_true():
    failed, attempted = doctest.testfile(str(DOCUMENT), module_relative=False, encoding="utf-8")
    assert attempted > 40
    assert failed == 0


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_told(name):
    assert f"`{name}`" in DOCUMENT.read_text(encoding="utf-8")


def test_every_section_says_what_its_rule_rests_on():
    _introduction, *sections = re.split(r"^## ", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(sections) >= 10
    for section in sections:
        assert re.search(r"\*\*\[[RDA]\]\*\*|\*\*\[[RDA]\*\*", section), section.splitlines()[0]
        assert ">>>" in section, section.splitlines()[0]


def test_the_table_of_errors_is_the_one_that_is_seeded():
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    told = {
        (instrument, position, motion, float(degrees), grade)
        for instrument, cells in rows
        for position, cell in zip(("seated", "supine_90", "prone", "supine"), cells.split(" | "), strict=True)
        for motion, degrees, grade in re.findall(r"(active|passive|) ?([\d.]+) ([BCD])", cell)
    }
    assert told == {
        (row.instrument, row.position, row.motion, row.sem, row.grade) for row in error.DEFAULT_ERRORS
    }
