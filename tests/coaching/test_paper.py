"""What is made for paper: the routine to tick off, and the report for a physiotherapist."""

import datetime as dt
import re
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from assessments.models import MeasurementError
from athletes.models import Athlete
from coaching.models import Programme
from tests.assessments.entry import headings
from tests.cast import signed_in
from tests.factories import make_assessment, make_athlete, make_exercise, make_programme, make_session

pytestmark = pytest.mark.django_db


def words(user: User | None, name: str, pk: Any) -> str:
    page: Any = signed_in(user).get(reverse(name, args=[pk]))
    assert page.status_code == 200
    assert headings(page) == 1
    return re.sub(r"\s+", " ", page.content.decode())


def routine(ann: Athlete, *, exercises: int = 1, weeks: int = 6, started: int = 0) -> Programme:
    """A programme that started so many days ago."""
    today = ann.club.today()
    return make_programme(
        athlete=ann,
        exercises=[make_exercise(name=f"Exercise {n}") for n in range(1, exercises + 1)],
        starts_on=today - dt.timedelta(days=started),
        weeks=weeks,
    )


def sheet(user: User | None, programme: Programme) -> Any:
    return signed_in(user).get(reverse("programme_sheet", args=[programme.pk])).context["sheet"]


@pytest.mark.parametrize(("exercises", "pages"), [(1, [1]), (4, [4]), (5, [4, 1]), (8, [4, 4])])
def test_four_exercises_stand_on_a_page(ann: Athlete, exercises: int, pages: list[int]) -> None:
    programme = routine(ann, exercises=exercises)
    assert [len(page) for page in sheet(ann.user, programme).pages] == pages
    assert words(ann.user, "programme_sheet", programme.pk).count('<section class="sheet-page"') == len(pages)


def test_each_day_that_is_due_has_a_box(ann: Athlete, bob: User) -> None:
    programme = routine(ann, weeks=3)
    programme.exercises.update(days_per_week=3)
    text = words(bob, "programme_sheet", programme.pk)
    assert text.count('class="box"') == 9
    assert "Exercise 1" in text
    assert "2 × 30 s" in text
    assert "Lie down." in text


@pytest.mark.parametrize(
    ("weeks", "started", "first", "last"),
    [(6, 0, 1, 6), (6, 15, 3, 6), (26, 0, 1, 12), (26, 7 * 20, 21, 26), (6, -3, 1, 6), (6, 60, 6, 6)],
)
def test_the_sheet_begins_with_the_week_of_today(
    ann: Athlete, weeks: int, started: int, first: int, last: int
) -> None:
    programme = routine(ann, weeks=weeks, started=started)
    found = sheet(ann.user, programme)
    assert (found.first_week, found.last_week) == (first, last)
    part = f"Weeks {first} to {last} of {weeks}."
    assert (part in words(ann.user, "programme_sheet", programme.pk)) == (last - first + 1 < weeks)


def test_a_programme_without_exercises_has_a_page_all_the_same(ann: Athlete) -> None:
    programme = routine(ann)
    programme.exercises.all().delete()
    assert "There are no exercises" in words(ann.user, "programme_sheet", programme.pk)


def test_the_report_says_what_the_tests_show_and_how_sure_that_is(ann: Athlete, bob: User) -> None:
    today = ann.club.today()
    make_assessment(athlete=ann, left=24.0, right=36.0, tested_on=today - dt.timedelta(days=60))
    make_assessment(athlete=ann, left=30.0, right=38.0, tested_on=today, pain_left=2)
    programme = routine(ann, started=10)
    make_session(programme=programme, pain=5)
    for user in (bob, ann.user):
        text = words(user, "athlete_report", ann.pk)
        for told in (
            "Screening by a running coach, not a diagnosis.",
            "no study was found that ties them to injury",
            "Left 30.0° is below 35°.",
            "+6.0° improved",
            "Error (SEM) 2.0°",
            "Grade B",
            "left 2, right –",
            "4 or more on 1 of 1 day logged.",
            "% of what was due is done",
        ):
            assert told in text, told


def test_the_report_has_the_chart_wide_for_paper_and_narrow_for_a_phone(ann: Athlete, bob: User) -> None:
    make_assessment(athlete=ann)
    text = words(bob, "athlete_report", ann.pk)
    assert text.count('<svg class="chart"') == 2
    assert 'class="chart-paper"' in text
    assert "right hip: a square, a dashed line" in text


def test_the_note_for_the_club_is_not_in_the_report(ann: Athlete, bob: User) -> None:
    Athlete.objects.filter(pk=ann.pk).update(note="A secret of the club.")
    make_assessment(athlete=ann, note="Another secret.")
    assert "secret" not in words(bob, "athlete_report", ann.pk)


def test_the_report_counts_what_it_does_not_list(ann: Athlete, bob: User) -> None:
    today = ann.club.today()
    for n in range(20):
        make_assessment(athlete=ann, tested_on=today - dt.timedelta(days=n))
    symptoms = ["fever_unwell", "hip_surgery", "groin_catch", "groin_pain_running", "night_pain"]
    make_assessment(athlete=ann, tested_on=today, symptoms=symptoms, left=14.0, right=12.0, pain_left=4)
    for n in range(3):
        make_programme(
            athlete=ann, state="ended", ended_on=today, starts_on=today - dt.timedelta(days=50 + n)
        )
    text = words(bob, "athlete_report", ann.pk)
    assert "4 of 21: the last ones and the first" in text
    assert "and 1 earlier" in text
    assert "Screening rules that ask for a professional’s view:" in text
    assert "and 1 more" in text or "and 2 more" in text


def test_the_clubs_own_error_is_named_in_the_report(ann: Athlete, bob: User) -> None:
    make_assessment(athlete=ann)
    MeasurementError.objects.create(
        club=ann.club,
        instrument="inclinometer",
        position="seated",
        motion="active",
        sem=1.5,
        grade="A",
        source="Own, 24 pairs by one tester.",
    )
    text = words(bob, "athlete_report", ann.pk)
    assert "Your club’s own error: Own, 24 pairs by one tester." in text
    assert "Grade A" not in text


def test_an_athlete_without_a_test_has_a_report_all_the_same(bob: User, ann: Athlete) -> None:
    text = words(bob, "athlete_report", make_athlete(club=ann.club).pk)
    assert "There is no test yet." in text
    assert "None so far." in text
    assert "No day of a routine is logged." in text


def test_the_athletes_page_leads_to_the_report_and_shows_the_code(
    ann: Athlete, bob: User, vera: User
) -> None:
    make_assessment(athlete=ann)
    routine(ann)
    for user in (bob, vera):
        assert reverse("athlete_report", args=[ann.pk]) in words(user, "athlete", ann.pk)
    assert "Open it on Ann Runner’s phone" in words(bob, "athlete", ann.pk)


def test_the_reports_queries_do_not_grow(ann: Athlete, bob: User, django_assert_max_num_queries: Any) -> None:
    for n in range(30):
        make_assessment(athlete=ann, tested_on=ann.club.today() - dt.timedelta(days=n))
    routine(ann, exercises=5)
    client = signed_in(bob)
    with django_assert_max_num_queries(12):
        client.get(reverse("athlete_report", args=[ann.pk]))
