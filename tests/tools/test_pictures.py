"""The pictures of the guide to measuring, and the numbers beside them, are the product's own."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assessments.domain.error import DEFAULT_ERRORS, ErrorRow, mdc95
from assessments.methods import Instrument, Position
from tools.pictures import POSITIONS, pictures
from tools.steps import ROOT

GUIDE = ROOT / "docs" / "measuring.md"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@pytest.mark.parametrize("path", pictures(), ids=lambda path: path.name)
def test_a_drawing_is_what_its_command_writes(path: Path) -> None:
    written, found = pictures()[path], path.read_text(encoding="utf-8")
    command = "python -m tools.pictures writes it again"
    assert NUMBER.sub("#", found) == NUMBER.sub("#", written), command
    # Another machine's sines may round the last digit otherwise.
    numbers = zip(NUMBER.findall(found), NUMBER.findall(written), strict=True)
    assert all(abs(float(one) - float(other)) <= 0.11 for one, other in numbers), command


@pytest.mark.parametrize("path", pictures(), ids=lambda path: path.name)
def test_a_drawing_is_whole_and_asks_for_nothing_else(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ElementTree.fromstring(text).tag.endswith("svg")
    assert "prefers-color-scheme: dark" in text
    assert not re.search(r"<script|@import|url\(|href", text)
    assert len(text) < 12_000


def test_every_position_has_its_drawings() -> None:
    assert set(POSITIONS) == set(Position.values)


def test_the_guide_shows_every_picture_that_was_made_for_it_and_each_is_small() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    names = re.findall(r'src="([^"]+\.(?:svg|png))"', guide)
    shown = {(GUIDE.parent / name).resolve() for name in names}
    assert set(pictures()) <= shown
    screenshots = set((ROOT / "docs" / "images").glob("measure-*.png"))
    assert screenshots <= shown
    assert all(path.stat().st_size <= 60_000 for path in screenshots)


def rows_of_the_guide() -> dict[str, list[str]]:
    """The table of errors: its cells by instrument."""
    guide = GUIDE.read_text(encoding="utf-8")
    found = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", guide, re.MULTILINE)
    return {instrument: cells for instrument, *cells in found}


def cell(rows: list[ErrorRow]) -> str:
    """As the guide writes it: "3.6 B, real from 10.0", with the motion before where two differ."""
    return "<br>".join(
        f"{row.motion} {row.sem:.1f} {row.grade}, real from {mdc95(row.sem):.1f}°".strip() for row in rows
    )


def test_the_table_of_errors_is_the_products_own() -> None:
    table = rows_of_the_guide()
    for instrument in Instrument:
        for n, position in enumerate(("seated", "supine_90", "prone", "supine")):
            rows = [row for row in DEFAULT_ERRORS if (row.instrument, row.position) == (instrument, position)]
            assert table[str(instrument.label)][n] == cell(rows), f"{instrument.label}, {position}"
