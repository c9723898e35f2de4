"""The library of a new database, and the group that looks after it: see coaching/library/seeding.py."""

from django.db import migrations

from coaching.library import seed_editors, seed_library


def seed(apps, _schema_editor):
    seed_library(apps)
    seed_editors(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("assessments", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("coaching", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
