"""A test day in a hand: a squad typed by numbers and Enter, and nothing of it lost or doubled."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Club, User
from assessments.models import Assessment
from athletes.models import Athlete
from tests.factories import PASSWORD, make_assessment, make_athlete, make_squad
from tests.journeys.steps import sign_in
from tests.plugins.browser import DESK, PHONE, SMALL, Watch

SETUP = "?position=seated&motion=active&instrument=inclinometer"


@pytest.fixture
def squad(club: Club, bob: User) -> list[Athlete]:
    """Twenty athletes of one squad, whose names sort as they are numbered."""
    group = make_squad(club=club, name="Marathon group")
    return [make_athlete(club=club, name=f"Runner {n:02}", squads=[group]) for n in range(1, 21)]


def open_sheet(page: Page, trials: int = 3, who: str = "bob@example.org") -> None:
    sign_in(page, who, PASSWORD)
    page.goto(f"{reverse('test_day')}{SETUP}&trials={trials}")
    expect(page.locator("#sheet[data-ready]")).to_be_visible()


def row_of(page: Page, name: str) -> "object":
    return page.get_by_role("row", name=name)


def test_twenty_athletes_take_the_numbers_and_enter(desk: Page, squad: list[Athlete]) -> None:
    open_sheet(desk)
    loads: list[str] = []
    desk.on("load", lambda _page: loads.append("load"))
    keys = 0
    desk.get_by_label("Runner 01, left, trial 1").focus()
    for n in range(20):
        for trial in (29 + n, "28,5", 29.5, 38, 37.5, 38.5):
            desk.keyboard.type(str(trial))
            desk.keyboard.press("Enter")
            keys += len(str(trial)) + 1

    expect(desk.locator(".is-saved")).to_have_count(20)
    expect(desk.get_by_role("link", name="Finish the day")).to_be_focused()
    assert loads == []
    assert keys == sum(
        len(str(trial)) + 1 for n in range(20) for trial in (29 + n, "28,5", 29.5, 38, 37.5, 38.5)
    )
    tests = {test.athlete_id: test for test in Assessment.objects.all()}
    assert len(tests) == Assessment.objects.count() == 20
    assert [tests[one.pk].left_trials for one in squad] == [[29 + n, 28.5, 29.5] for n in range(20)]
    assert {tuple(test.right_trials) for test in tests.values()} == {(38, 37.5, 38.5)}
