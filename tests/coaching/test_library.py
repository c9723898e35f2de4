"""What a new database holds: the eight exercises, the programme templates and the editors' group."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from coaching.library import seed_editors, seed_library
from coaching.models import Exercise, ProgrammeTemplate, TemplateItem

SLUGS = {
    "knees-in-stretch",
    "side-lying-ankle-lift",
    "figure-four-stretch",
    "prone-windscreen-wiper",
    "seated-band-internal-rotation",
    "ninety-ninety-switch",
    "standing-hip-rotation",
    "half-kneeling-hip-flexor-stretch",
}
pytestmark = pytest.mark.django_db


def test_a_new_database_has_the_eight_exercises_published():
    exercises = Exercise.objects.filter(club=None, state=Exercise.State.PUBLISHED)

    assert set(exercises.values_list("slug", flat=True)) == SLUGS


def test_every_exercise_is_complete_and_valid():
    for exercise in Exercise.objects.all():
        exercise.full_clean()
        assert exercise.summary.endswith(".")
        assert 3 <= len(exercise.step_lines) <= 6, exercise
        assert 2 <= len(exercise.cue_lines) <= 3, exercise
        assert 2 <= len(exercise.stop_lines) <= 3, exercise
        assert exercise.figure["start"], exercise


def test_doses_are_those_of_the_evidence():
    stretch = Exercise.objects.get(slug="knees-in-stretch")
    strength = Exercise.objects.get(slug="side-lying-ankle-lift")

    assert (stretch.dose, stretch.days_per_week, stretch.side_specific) == ("2 × 30 s", 5, False)
    assert (strength.dose, strength.days_per_week, strength.side_specific) == ("3 × 12–15", 3, True)


def test_each_emphasis_has_a_template_of_two_to_four_exercises_for_six_weeks():
    slugs = {
        template.emphasis: [item.exercise.slug for item in template.items.select_related("exercise")]
        for template in ProgrammeTemplate.objects.all()
    }

    assert slugs["stretch_first"][0] == "knees-in-stretch"
    assert "side-lying-ankle-lift" in slugs["stretch_first"]
    assert slugs["strengthen_first"] == [
        "side-lying-ankle-lift",
        "seated-band-internal-rotation",
        "knees-in-stretch",
    ]
    assert slugs["maintain"] == ["knees-in-stretch", "side-lying-ankle-lift"]
    assert all(2 <= len(items) <= 4 for items in slugs.values())
    assert all(template.weeks == 6 for template in ProgrammeTemplate.objects.all())


def test_maintaining_is_the_same_two_exercises_less_often():
    often = {
        i.exercise.slug: i.days_per_week
        for i in TemplateItem.objects.filter(template__emphasis="stretch_first")
    }

    for item in TemplateItem.objects.filter(template__emphasis="maintain").select_related("exercise"):
        assert item.days_per_week < often[item.exercise.slug]


def test_a_second_seeding_changes_nothing():
    before = (Exercise.objects.count(), TemplateItem.objects.count(), Exercise.history.count())

    seed_library(apps)
    seed_editors(apps)

    assert (Exercise.objects.count(), TemplateItem.objects.count(), Exercise.history.count()) == before


def test_what_an_editor_changed_archived_or_took_out_stays_so():
    Exercise.objects.filter(slug="knees-in-stretch").update(name="Knees together", state="archived")
    TemplateItem.objects.filter(template__emphasis="maintain").delete()
    Group.objects.get(name="Content editors").permissions.clear()

    seed_library(apps)
    seed_editors(apps)

    exercise = Exercise.objects.get(slug="knees-in-stretch")
    assert (exercise.name, exercise.state) == ("Knees together", "archived")
    assert not TemplateItem.objects.filter(template__emphasis="maintain").exists()
    assert not Group.objects.get(name="Content editors").permissions.exists()


def test_an_emptied_database_is_filled_again():
    TemplateItem.objects.all().delete()
    ProgrammeTemplate.objects.all().delete()
    Exercise.objects.all().delete()
    Group.objects.all().delete()

    seed_library(apps)
    seed_editors(apps)

    assert Exercise.objects.count() == 8
    assert ProgrammeTemplate.objects.count() == 3
    assert Group.objects.get(name="Content editors").permissions.count() == 13
    assert all(exercise.history.count() == 1 for exercise in Exercise.objects.all())


def test_history_begins_with_how_the_library_came():
    for exercise in Exercise.objects.all():
        first = exercise.history.get()
        assert (first.history_type, first.history_change_reason) == ("+", "As the library came")
        assert first.steps == exercise.steps


def test_editors_may_change_content_and_nothing_else():
    group = Group.objects.get(name="Content editors")
    may = {
        f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.select_related("content_type")
    }

    assert may == {
        "coaching.view_exercise",
        "coaching.add_exercise",
        "coaching.change_exercise",
        "coaching.view_programmetemplate",
        "coaching.add_programmetemplate",
        "coaching.change_programmetemplate",
        "coaching.view_templateitem",
        "coaching.add_templateitem",
        "coaching.change_templateitem",
        "coaching.delete_templateitem",
        "assessments.view_measurementerror",
        "assessments.add_measurementerror",
        "assessments.change_measurementerror",
    }


@pytest.mark.parametrize(
    ("dose", "field"),
    [
        ({"hold_seconds": None, "reps_low": None, "reps_high": None}, "hold_seconds"),
        ({"hold_seconds": 30, "reps_low": 12, "reps_high": 15}, "hold_seconds"),
        ({"hold_seconds": None, "reps_low": 15, "reps_high": 12}, "reps_high"),
        ({"hold_seconds": None, "reps_low": 15, "reps_high": None}, "reps_high"),
    ],
)
def test_a_dose_that_makes_no_sense_is_refused_at_its_field(dose, field):
    exercise = Exercise.objects.get(slug="knees-in-stretch")
    for name, value in dose.items():
        setattr(exercise, name, value)

    with pytest.raises(ValidationError) as refusal:
        exercise.full_clean()

    assert list(refusal.value.error_dict) == [field]
