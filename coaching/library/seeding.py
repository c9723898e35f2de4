"""Filling a database with the library: adds what is missing, never touches what is there.

The migrations call these with their own `apps`; a later release that adds an exercise writes it down beside
this and calls `seed_library` in a migration of its own. An exercise is known by its slug, a template by its
emphasis: words that an editor changed stay changed, and an archived exercise stays archived.
"""

from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.utils import timezone

from coaching.domain.figures import parse_figure
from coaching.domain.figures.slimming import slim_data
from coaching.domain.poses import FIGURES
from coaching.domain.prescription import CHECK_WEEKS
from coaching.library.programmes import EXERCISES, TEMPLATES, Template
from coaching.library.translations import of_exercise, of_template
from coaching.library.words import Dose, Words

EDITORS = "Content editors"
#: What editors may do, by app and model. An exercise is archived, never deleted.
EDITORS_MAY: dict[tuple[str, str], tuple[str, ...]] = {
    ("coaching", "exercise"): ("view", "add", "change"),
    ("coaching", "programmetemplate"): ("view", "add", "change"),
    ("coaching", "templateitem"): ("view", "add", "change", "delete"),
    ("assessments", "measurementerror"): ("view", "add", "change"),
}
FIRST_VERSION = "As the library came"


def seed_library(apps: Apps) -> None:
    """Adds the exercises whose slug, and the templates whose emphasis, the database doesn't have yet."""
    exercises = {words.slug: _exercise(apps, words, order) for order, words in enumerate(EXERCISES, start=1)}
    for template in TEMPLATES:
        _template(apps, template, exercises)


def seed_translations(apps: Apps) -> None:
    """Adds the library's own words in further languages to rows that have none; an editor's stay."""
    for exercise in apps.get_model("coaching", "Exercise").objects.filter(club=None, translations={}):
        exercise.translations = of_exercise(exercise.slug)
        exercise.save()
    for template in apps.get_model("coaching", "ProgrammeTemplate").objects.filter(translations={}):
        template.translations = of_template(template.emphasis)
        template.save()


def seed_editors(apps: Apps) -> None:
    """Adds the group of content editors, with its permissions, where there is none."""
    group, created = apps.get_model("auth", "Group").objects.get_or_create(name=EDITORS)
    if not created:
        return
    for label in sorted({app for app, _ in EDITORS_MAY}):
        # Django makes permissions after the last migration, which is too late for a group that needs them.
        create_permissions(installed.get_app_config(label), verbosity=0, apps=apps)
    permissions = apps.get_model("auth", "Permission").objects
    for (label, model), actions in EDITORS_MAY.items():
        names = [f"{action}_{model}" for action in actions]
        group.permissions.add(
            *permissions.filter(content_type__app_label=label, content_type__model=model, codename__in=names)
        )


def _exercise(apps: Apps, words: Words, order: int) -> Any:
    fields = {
        "name": words.name,
        "kind": words.kind,
        "side_specific": not words.both_at_once,
        "summary": words.summary,
        "steps": "\n".join(words.steps),
        "cues": "\n".join(words.cues),
        "stop_signs": "\n".join(words.stop_signs),
        "figure": slim_data(parse_figure(FIGURES[words.slug])),
        "state": "published",
        "order": order * 10,
        **_dose(words.dose),
    }
    exercise, created = apps.get_model("coaching", "Exercise").objects.get_or_create(
        slug=words.slug, defaults=fields
    )
    if created:
        _remember(apps, "Exercise", exercise)
    return exercise


def _template(apps: Apps, template: Template, exercises: dict[str, Any]) -> None:
    row, created = apps.get_model("coaching", "ProgrammeTemplate").objects.get_or_create(
        emphasis=template.emphasis,
        defaults={"name": template.name, "introduction": template.introduction, "weeks": CHECK_WEEKS},
    )
    if not created:
        return
    _remember(apps, "ProgrammeTemplate", row)
    for order, words, dose in template.numbered():
        item = apps.get_model("coaching", "TemplateItem").objects.create(
            template=row, exercise=exercises[words.slug], order=order, **_dose(dose)
        )
        _remember(apps, "TemplateItem", item)


def _dose(dose: Dose) -> dict[str, int | None]:
    low, high = dose.reps or (None, None)
    return {
        "sets": dose.sets,
        "hold_seconds": dose.hold,
        "reps_low": low,
        "reps_high": high,
        "rest_seconds": dose.rest,
        "days_per_week": dose.days,
    }


def _remember(apps: Apps, model: str, row: Any) -> None:
    """The first line of a row's history, so that an editor can go back to how the library came.

    Models of a migration keep no history of their own; live ones do, and then it is there already.
    """
    history = apps.get_model("coaching", f"Historical{model}")
    if history.objects.filter(id=row.pk).exists():
        return
    values = {name: value for name, value in vars(row).items() if not name.startswith("_")}
    history.objects.create(
        **values, history_date=timezone.now(), history_type="+", history_change_reason=FIRST_VERSION
    )
