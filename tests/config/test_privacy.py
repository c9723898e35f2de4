"""docs/privacy.md says of every field why it is held: a field that isn't explained fails here."""

import re

import pytest
from django.apps import apps

from tools.steps import ROOT

PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
MODELS = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
#: The copies of rows that django-simple-history keeps: explained once for all of them.
HISTORIES = {label for label in MODELS if "Historical" in label}
WITHOUT_PEOPLE = set(re.findall(r"`(\w+\.\w+)`", PAGE.partition("### Nothing about people")[2]))


def explained(heading: str) -> list[str]:
    """The fields in the table of that heading, each with a reason."""
    table = PAGE.partition(f"| {heading} | Why |\n|---|---|\n")[2].partition("\n\n")[0]
    return re.findall(r"^\| `(\w+)` \| \S.*\|$", table, re.MULTILINE)


@pytest.mark.parametrize("label", sorted(set(MODELS) - HISTORIES - WITHOUT_PEOPLE))
def test_every_field_is_explained(label: str) -> None:
    fields = [field.name for field in MODELS[label]._meta.concrete_fields]

    assert sorted(explained(f"Field of `{label}`")) == sorted(fields)


@pytest.mark.parametrize("label", sorted(HISTORIES))
def test_a_history_holds_what_its_rows_hold(label: str) -> None:
    of = label.replace("Historical", "")
    fields = {field.name for field in MODELS[label]._meta.concrete_fields}
    known = {field.name for field in MODELS[of]._meta.concrete_fields} | {"id"}

    assert fields - known <= set(explained("Field of every history"))
    assert f"`{of.partition('.')[2].partition('_')[0]}`" in PAGE.partition("### History\n")[2]


def test_what_is_said_to_hold_no_data_is_there() -> None:
    assert set(MODELS) >= WITHOUT_PEOPLE
