from django.db import migrations

from assessments.seeding import seed_errors


def seed(apps, _schema_editor):
    seed_errors(apps)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=False)]
