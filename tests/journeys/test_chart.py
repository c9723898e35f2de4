"""The chart of both hips over time in a real browser: any number of tests, every reader, on paper."""

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Club, Role
from athletes.models import Athlete
from tests.factories import (
    PASSWORD,
    join,
    make_assessment,
    make_athlete,
    make_club,
    make_programme,
    make_session,
    make_user,
)
from tests.journeys.steps import sign_in
from tests.journeys.test_pages import faults_of
from tests.plugins.browser import DESK, SMALL

DAY = dt.timedelta(days=1)


@pytest.fixture
def club(seeded: None) -> Club:
    club = make_club()
    join(make_user(email="coach@example.org"), club, Role.OWNER)
    return club


def with_tests(club: Club, number: int) -> Athlete:
    """An athlete who was tested that often, by two methods, with programmes and pain."""
    user = make_user(email=f"a{number}@example.org")
    athlete = make_athlete(club=club, name=f"With {number}", user=user)
    today = club.today()
    for n in range(number):
        make_assessment(
            athlete=athlete,
            left=28 + 5 * math.sin(n),
            right=39 + 4 * math.cos(2 * n),
            tested_on=today - (number - n) * 5 * DAY,
            instrument="phone" if n > number / 2 else "inclinometer",
        )
    programme = make_programme(athlete=athlete, starts_on=today - 30 * DAY)
    for n in range(0, 30, 4):
        make_session(programme=programme, done_on=today - n * DAY, pain=n % 8)
    return athlete


def test_any_number_of_tests_holds_on_a_desk_and_on_a_small_phone(
    club: Club, open_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    athletes = [with_tests(club, number) for number in (0, 1, 2, 40, 400)]
    faults: list[str] = []
    for options in (DESK, {**SMALL, "color_scheme": "dark"}):
        page = open_page(**options)
        sign_in(page, "coach@example.org", PASSWORD)
        for athlete in athletes:
            page.goto(f"/athletes/{athlete.pk}/")
            expect(page.locator("svg.chart:visible")).to_have_count(min(1, athlete.assessments.count()))
            faults += faults_of(page, axe) + small_letters(page)
        page.context.close()
    assert not faults, "\n".join(faults)


def test_athletes_see_theirs_on_a_small_phone(
    club: Club, open_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    faults: list[str] = []
    for number in (1, 40):
        athlete = with_tests(club, number)
        page = open_page(**SMALL)
        sign_in(page, str(athlete.user and athlete.user.email), PASSWORD)
        page.goto("/my-hips/")
        faults += faults_of(page, axe) + small_letters(page)
        page.context.close()
    assert not faults, "\n".join(faults)


SMALLEST = """() => Math.min(...[...document.querySelectorAll("svg.chart text")]
    .filter(text => text.getClientRects().length)
    .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""


def small_letters(page: Page) -> list[str]:
    """Complains where letters of the chart are seen at less than 12 pixels."""
    smallest = page.evaluate(SMALLEST)
    return [f"{page.url} has letters of {smallest} px"] if smallest is not None and smallest < 12 else []


def test_each_test_is_reached_by_keyboard_and_opens(club: Club, open_page: Callable[..., Page]) -> None:
    athlete = with_tests(club, 3)
    page = open_page(**DESK)
    sign_in(page, "coach@example.org", PASSWORD)
    page.goto(f"/athletes/{athlete.pk}/")
    page.get_by_role("link", name="Skip the chart").focus()
    reached = []
    for _test in range(3):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
    earliest_first = athlete.assessments.order_by("tested_on")
    assert reached == [f"/assessments/{test.pk}/" for test in earliest_first]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reached[-1]}")


def test_whoever_skips_the_chart_is_at_the_table(club: Club, open_page: Callable[..., Page]) -> None:
    athlete = with_tests(club, 40)
    page = open_page(**DESK)
    sign_in(page, "coach@example.org", PASSWORD)
    page.goto(f"/athletes/{athlete.pk}/")
    page.get_by_role("link", name="Skip the chart").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    table = page.locator("table", has=page.get_by_role("columnheader", name="Tested"))
    expect(table.get_by_role("link").first).to_be_focused()


COVERED = """() => {
    const box = text => text.getBoundingClientRect();
    const texts = [...document.querySelectorAll("svg.chart text")].filter(text => box(text).width);
    const dots = [...document.querySelectorAll("svg.chart .dot")].filter(dot => box(dot).width);
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
    const found = [];
    texts.forEach((text, n) => {
        [...texts.slice(n + 1), ...dots].forEach(other => {
            if (meet(box(text), box(other))) found.push(`${text.textContent} / ${other.textContent}`);
        });
    });
    return found;
}"""


@pytest.mark.parametrize("options", [DESK, SMALL], ids=["desk", "phone"])
def test_nothing_covers_the_words(club: Club, open_page: Callable[..., Page], options: Any) -> None:
    today = club.today()
    athlete = make_athlete(club=club)
    for n in range(12):
        method = {"instrument": ("inclinometer", "goniometer", "phone")[n // 2 % 3]}
        make_assessment(
            athlete=athlete, left=30 + n, right=38, tested_on=today - (30 * (12 - n)) * DAY, **method
        )
    make_programme(athlete=athlete, starts_on=today - 60 * DAY)
    page = open_page(**options)
    sign_in(page, "coach@example.org", PASSWORD)
    page.goto(f"/athletes/{athlete.pk}/")
    assert page.evaluate(COVERED) == []


def test_on_paper_it_is_the_wide_one_and_whole(club: Club, open_page: Callable[..., Page]) -> None:
    athlete = with_tests(club, 40)
    page = open_page(**SMALL, color_scheme="dark")
    sign_in(page, "coach@example.org", PASSWORD)
    page.goto(f"/athletes/{athlete.pk}/")
    page.emulate_media(media="print")
    expect(page.locator(".chart-desk svg")).to_be_visible()
    expect(page.locator(".chart-phone svg")).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")
