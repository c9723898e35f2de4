"""The routine and the report as a real browser puts them on A4."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Role, User
from athletes.models import Athlete
from coaching.deciding import decide
from coaching.models import Exercise, Programme
from tests.factories import (
    PASSWORD,
    join,
    make_assessment,
    make_athlete,
    make_club,
    make_exercise,
    make_programme,
    make_session,
    make_user,
)
from tests.journeys.steps import sign_in
from tests.plugins.browser import DESK

A4 = (595, 842)
LANGUAGES = pytest.mark.parametrize("language", ["en-gb", "de", "fr"])


@pytest.fixture
def ann() -> Athlete:
    return make_athlete(club=make_club(), name="Ann Runner " + "of the long name " * 4)


@pytest.fixture
def coach(ann: Athlete) -> User:
    return join(make_user(), ann.club, Role.COACH)


@pytest.fixture
def page(coach: User, open_page: Callable[..., Page]) -> Page:
    page = open_page(**DESK, color_scheme="dark")
    sign_in(page, coach.email, PASSWORD)
    return page


@pytest.fixture
def paper(page: Page) -> Callable[..., int]:
    """How many pages of A4 a page fills, printed from a dark screen, with so many charts `drawn` on it."""

    def pages(path: str, *, drawn: int = 0) -> int:
        page.goto(path)
        page.emulate_media(media="print")
        expect(page.locator("svg.chart:visible")).to_have_count(drawn)
        pdf = page.pdf(prefer_css_page_size=True)
        boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
        assert {(round(float(width)), round(float(height))) for width, height in boxes} == {A4}
        return len(re.findall(rb"/Type\s*/Page\b", pdf))

    return pages


def routine(ann: Athlete, exercises: int, *, weeks: int = 6, steps: int = 5) -> Programme:
    """Exercises of the library, then some of one's own with long steps."""
    own = [
        make_exercise(
            name=f"A stretch of our own, number {n}", steps="\n".join(["Slowly turn the leg."] * steps)
        )
        for n in range(exercises)
    ]
    chosen = [*Exercise.objects.filter(club=None, state="published")[:4], *own][:exercises]
    return make_programme(athlete=ann, exercises=chosen, weeks=weeks, starts_on=ann.club.today())


def speak(coach: User, language: str) -> None:
    User.objects.filter(pk=coach.pk).update(language=language)


@pytest.mark.parametrize(("exercises", "pages"), [(1, 1), (4, 1), (5, 2), (9, 3)])
def test_a_routine_takes_a_page_for_four_exercises(
    ann: Athlete, paper: Callable[..., int], exercises: int, pages: int
) -> None:
    programme = routine(ann, exercises)
    assert paper(f"/programmes/{programme.pk}/sheet/") == pages


def test_twelve_weeks_of_boxes_and_long_steps_take_no_more_room(
    ann: Athlete, paper: Callable[..., int]
) -> None:
    programme = routine(ann, 8, weeks=26, steps=30)
    assert paper(f"/programmes/{programme.pk}/sheet/") == 2


#: Where an exercise on the sheet has more in it than its height shows.
CUT = """() => [...document.querySelectorAll(".sheet-head, .sheet-exercise")]
  .filter((one) => one.scrollHeight > one.clientHeight).map((one) => one.textContent)"""


@LANGUAGES
def test_the_whole_library_fits_in_every_language(
    ann: Athlete, coach: User, page: Page, paper: Callable[..., int], language: str
) -> None:
    """Four exercises a page, and nothing of them cut off, however long the words are."""
    speak(coach, language)
    library = list(Exercise.objects.filter(club=None, state="published"))
    programme = make_programme(athlete=ann, exercises=library, starts_on=ann.club.today())
    programme.exercises.update(extra_sets_left=1)
    assert paper(f"/programmes/{programme.pk}/sheet/") == len(library) // 4
    expect(page.locator("html")).to_have_attribute("lang", language)
    # A4 without its margins is 186 mm wide.
    page.set_viewport_size({"width": 703, "height": 1032})
    page.emulate_media(media="print")
    assert page.evaluate(CUT) == []
    expect(page.locator(".sheet-more")).to_have_count(0)


def test_what_has_no_room_is_left_out_by_whole_steps_and_said(
    ann: Athlete, page: Page, paper: Callable[..., int]
) -> None:
    programme = routine(ann, 8, weeks=26, steps=30)
    paper(f"/programmes/{programme.pk}/sheet/")
    page.set_viewport_size({"width": 703, "height": 1032})
    page.emulate_media(media="print")
    assert page.evaluate(CUT) == []
    expect(page.get_by_text("There are more steps: they are on the phone.")).to_have_count(4)


@pytest.mark.parametrize("tests", [0, 3, 60])
def test_the_report_is_one_page(ann: Athlete, paper: Callable[..., int], tests: int) -> None:
    today = ann.club.today()
    for n in range(tests):
        make_assessment(
            athlete=ann, left=24.0 + n % 9, right=36.0, tested_on=today - dt.timedelta(days=7 * n)
        )
    assert paper(f"/athletes/{ann.pk}/report/", drawn=min(tests, 1)) == 1


@LANGUAGES
def test_the_fullest_report_is_one_page(
    ann: Athlete, coach: User, paper: Callable[..., int], language: str
) -> None:
    speak(coach, language)
    today = ann.club.today()
    Athlete.objects.filter(pk=ann.pk).update(event="Marathon and everything longer than that " * 2)
    for n in range(60):
        make_assessment(
            athlete=ann, left=40.0, right=52.0, tested_on=today - dt.timedelta(days=7 * n), warm_up="x" * 120
        )
    symptoms = ["fever_unwell", "hip_surgery", "groin_catch", "groin_pain_running", "night_pain", "limp"]
    worst: dict[str, Any] = {
        "left": 11.0,
        "right": 30.0,
        "symptoms": symptoms,
        "pain_left": 8,
        "pain_right": 7,
    }
    latest = make_assessment(athlete=ann, tested_on=today, instrument="visual", **worst)
    make_assessment(athlete=ann, tested_on=today, instrument="visual", motion="passive", left=60.0)
    for n in range(4):
        programme = make_programme(
            athlete=ann,
            exercises=[make_exercise(name="An exercise with a long name " * 3) for _four in range(6)],
            state="ended" if n else "running",
            ended_on=today if n else None,
            starts_on=today - dt.timedelta(days=60 * n + 20),
        )
        for day in range(6):
            make_session(programme=programme, done_on=programme.starts_on + dt.timedelta(days=day), pain=7)
    decide(assessment=latest, answer="continue", note="", by=make_user())
    assert paper(f"/athletes/{ann.pk}/report/", drawn=1) == 1
