"""Migrations run while the previous release still serves: none takes away or demands what that can't know.

A release is laid beside the old one like this: migrate, start the new processes, stop the old. Between the
first step and the last, the old code reads and writes the new tables. So a table or column is taken away one
release after the code that used it, and until then is listed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Q

#: The last migrations of the first release: before it there was no other beside which to run.
FIRST_RELEASE = {
    "accounts": "0006_getting_in",
    "assessments": "0004_repeat_readings",
    "athletes": "0002_ask_for_consent",
    "coaching": "0008_notice_of_erasure",
}
#: What drops what the previous release no longer uses: "app.0012_name" and the release that stopped that.
ONE_RELEASE_LATER: dict[str, str] = {}

#: Nothing that the old code does meets these. While an index is made, writers wait for it and don't fail.
HARMLESS = (
    migrations.CreateModel,
    migrations.AddIndex,
    migrations.RemoveIndex,
    migrations.RemoveConstraint,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
    migrations.RunPython,
)


def complaints(operations: list[Operation], app: str, before: ProjectState) -> Iterator[str]:
    """Why the old code could fail beside these operations; `before` is how the models were."""
    new: set[str] = set()
    for operation in operations:
        about = getattr(operation, "model_name_lower", getattr(operation, "name_lower", ""))
        if isinstance(operation, migrations.CreateModel):
            new.add(operation.name_lower)
        elif about not in new and (said := complaint(operation, app, before)):
            yield f"{operation.describe()}: {said}"
    rows = [one for one in operations if isinstance(one, migrations.RunPython)]
    if rows and any(not isinstance(one, migrations.RunPython | migrations.CreateModel) for one in operations):
        yield f"{rows[0].describe()}: the table is locked meanwhile: give the rows a migration of their own"


def complaint(operation: Operation, app: str, before: ProjectState) -> str:
    if isinstance(operation, HARMLESS):
        return ""
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        return "; ".join(complaints(list(operation.database_operations), app, before))
    if isinstance(operation, migrations.AddField):
        field = operation.field
        left_out = field.null or field.many_to_many or (field.has_db_default() and not field.unique)
        return "" if left_out else "the old code leaves it out: give it null=True or db_default"
    if isinstance(operation, migrations.AlterField):
        model = before.models[app, operation.model_name_lower]
        return (
            "" if is_wider(model.get_field(operation.name), operation.field) else "not every old value fits"
        )
    return "the old code may still use it, or write what it forbids"


def is_wider(old: models.Field[Any, Any], new: models.Field[Any, Any]) -> bool:
    """Does every value of the old column fit in the new one?"""
    described = [field.deconstruct() for field in (old, new)]
    kind = [path for _name, path, _args, _kwargs in described]
    was, becomes = (
        {
            key: value
            for key, value in kwargs.items()
            if key not in {*new.non_db_attrs, "default", "validators"}
        }
        for _name, _path, _args, kwargs in described
    )
    if was.pop("null", False) and not becomes.get("null"):
        return False
    becomes.pop("null", None)
    longest = becomes.pop("max_length", 0) or 0
    return kind[0] == kind[1] and (was.pop("max_length", 0) or 0) <= longest and was == becomes


def since_first_release() -> Iterator[tuple[str, migrations.Migration, ProjectState]]:
    loader = MigrationLoader(None)
    for app, last in FIRST_RELEASE.items():
        old = set(loader.graph.forwards_plan((app, last)))
        for key, migration in loader.disk_migrations.items():
            if key[0] == app and key not in old:
                yield ".".join(key), migration, loader.project_state(key, at_end=False)


def test_every_migration_since_the_first_release_lets_the_old_code_work() -> None:
    found = [
        f"{name}: {said}"
        for name, migration, before in since_first_release()
        if name not in ONE_RELEASE_LATER
        for said in complaints(list(migration.operations), migration.app_label, before)
    ]
    assert found == []


def test_all_of_our_apps_are_looked_at() -> None:
    loader = MigrationLoader(None)
    assert set(FIRST_RELEASE) == {"accounts", "assessments", "athletes", "coaching"}
    assert set(FIRST_RELEASE.items()) <= set(loader.disk_migrations)


def name(**changes: Any) -> models.Field[Any, Any]:
    return models.CharField(**{"max_length": 80, **changes})


@pytest.mark.parametrize(
    ("operation", "fits"),
    [
        (migrations.AddField("squad", "colour", name(null=True)), True),
        (migrations.AddField("squad", "colour", name(db_default="")), True),
        (migrations.AddField("squad", "colour", name(default="")), False),
        (migrations.AddField("squad", "colour", name(db_default="", unique=True)), False),
        (migrations.AddField("squad", "colour", name(null=True, unique=True)), True),
        (migrations.AlterField("squad", "name", name(max_length=120, verbose_name="called")), True),
        (migrations.AlterField("squad", "name", name(null=True)), True),
        (migrations.AlterField("squad", "name", name(max_length=40)), False),
        (migrations.AlterField("squad", "name", models.TextField()), False),
        (migrations.AlterField("squad", "name", name(unique=True)), False),
        (migrations.RemoveField("squad", "name"), False),
        (migrations.RenameField("squad", "name", "title"), False),
        (migrations.DeleteModel("Squad"), False),
        (migrations.RenameModel("Squad", "Group"), False),
        (migrations.AddConstraint("squad", models.UniqueConstraint("name", name="once")), False),
        (migrations.AlterUniqueTogether("squad", {("name",)}), False),
        (migrations.AddConstraint("squad", models.CheckConstraint(condition=Q(name="A"), name="a")), False),
        (migrations.AddIndex("squad", models.Index("name", name="by_name")), True),
        (migrations.RunSQL("DROP TABLE squad"), False),
        (migrations.SeparateDatabaseAndState([], [migrations.RemoveField("squad", "name")]), True),
        (migrations.SeparateDatabaseAndState([migrations.RemoveField("squad", "name")]), False),
    ],
)
def test_what_may_run_beside_the_previous_release(operation: Operation, fits: bool) -> None:
    before = ProjectState()
    migrations.CreateModel("Squad", [("name", name())]).state_forwards("club", before)
    assert (list(complaints([operation], "club", before)) == []) == fits


def test_a_new_table_may_be_as_it_likes() -> None:
    made = migrations.CreateModel("Squad", [("id", models.BigAutoField(primary_key=True))])
    more = migrations.AddField("squad", "name", name())
    filled = migrations.RunPython(migrations.RunPython.noop)
    assert list(complaints([made, more], "club", ProjectState())) == []
    assert list(complaints([made, filled], "club", ProjectState())) == []


def test_rows_are_not_changed_while_their_table_is_locked() -> None:
    column = migrations.AddField("squad", "colour", name(null=True))
    filled = migrations.RunPython(migrations.RunPython.noop)
    [said] = complaints([column, filled], "club", ProjectState())
    assert "a migration of their own" in said
    assert list(complaints([filled], "club", ProjectState())) == []
