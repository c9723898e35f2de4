"""The error table of a new database; a later release adds to it and never overwrites an editor's change."""

from django.apps.registry import Apps

from assessments.domain.error import DEFAULT_ERRORS


def seed_errors(apps: Apps) -> None:
    """Add the defaults that are missing; one that an editor changed stays as it is."""
    rows = apps.get_model("assessments", "MeasurementError").objects
    for row in DEFAULT_ERRORS:
        rows.get_or_create(
            club=None,
            instrument=row.instrument,
            position=row.position,
            motion=row.motion,
            defaults={"sem": row.sem, "grade": row.grade, "source": row.source},
        )
