"""Text in a CSV file, so that the program that opens it shows it and calculates nothing.

Every file that somebody may open in a spreadsheet goes through here, and so does what is read back from one.
"""

import re
from typing import Any

from import_export.formats.base_formats import CSV
from tablib import Dataset

# What programs take for the beginning of a formula, with the apostrophes that may stand before it already.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")
_ESCAPED = re.compile("'+[=+\\-@\t\r\n\0＝＋－＠]")


def cell(value: Any) -> Any:
    """The value as a cell: text that begins like a formula gets an apostrophe in front; numbers stay."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def text_of(value: Any) -> Any:
    """What `cell` was made of."""
    return value[1:] if isinstance(value, str) and _ESCAPED.match(value) else value


class PlainCSV(CSV):
    """CSV of the content pages' import and export: what goes out comes back the same."""

    def export_data(self, dataset: Dataset, **kwargs: Any) -> Any:
        return super().export_data(_each(cell, dataset), **kwargs)

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Dataset:
        return _each(text_of, super().create_dataset(in_stream, **kwargs))


def _each(change: Any, dataset: Dataset) -> Dataset:
    return Dataset(*([change(value) for value in row] for row in dataset), headers=dataset.headers)
