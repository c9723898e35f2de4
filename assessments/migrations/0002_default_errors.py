from django.db import migrations

from assessments.domain.error import DEFAULT_ERRORS


def seed(apps, schema_editor):
    """Add the defaults that are missing; one that an editor changed stays as it is."""
    rows = apps.get_model("assessments", "MeasurementError").objects.using(schema_editor.connection.alias)
    for row in DEFAULT_ERRORS:
        rows.get_or_create(
            club=None,
            instrument=row.instrument,
            position=row.position,
            motion=row.motion,
            defaults={"sem": row.sem, "grade": row.grade, "source": row.source},
        )


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=False)]
