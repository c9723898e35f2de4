"""What is exported is shown by a spreadsheet, and never calculated."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tablib import Dataset

from accounts.spreadsheet import PlainCSV, cell, text_of


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 30", "-2", "@SUM(A1)", "\tx", "\rx", "\0x", "'=1", "＝1", "=HYPERLINK(“x”)"]
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert text_of(cell(text)) == text


@pytest.mark.parametrize("value", ["", "Ann", "’tis", "'quoted'", "1 = 1", 34.5, -2, None])
def test_anything_else_stays(value: object) -> None:
    assert cell(value) == value
    assert text_of(value) == value


@given(st.text())
def test_any_text_comes_back_and_none_begins_like_a_formula(text: str) -> None:
    assert text_of(cell(text)) == text
    assert not str(cell(text)).startswith(("=", "+", "-", "@", "\t", "\r", "\0"))


def test_a_file_is_quoted_and_comes_back() -> None:
    rows = [('=cmd|" /c calc"!A1', "two\nlines, and a comma"), ("-", 'say "so"')]
    file = PlainCSV().export_data(Dataset(*rows, headers=["name", "steps"]))
    assert [row[0] for row in csv.reader(io.StringIO(file, newline=""))] == ["name", f"'{rows[0][0]}", "'-"]
    assert [tuple(row) for row in PlainCSV().create_dataset(file)] == rows
