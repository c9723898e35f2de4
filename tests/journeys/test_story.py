"""The whole story, as its two people live it: the coach at a desk, the athlete with a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Club, Role, User
from coaching.models import Programme, Session
from tests.factories import PASSWORD, join, make_athlete, make_club, make_user
from tests.journeys.steps import sign_in
from tests.plugins.browser import PHONE


@pytest.fixture
def club() -> Club:
    return make_club(name="Riverside Harriers")


@pytest.fixture
def coach(club: Club) -> User:
    return join(make_user(email="bob@example.org", name="Bob Coe"), club, Role.COACH)


def log_test(desk: Page, *, left: str, right: str) -> None:
    """From the squad page to a saved test: seated, active, by inclinometer, one reading a hip."""
    desk.get_by_role("link", name="Test", exact=False).filter(visible=True).last.click()
    expect(desk.get_by_role("heading", name="New test")).to_be_visible()
    desk.locator("[name=left_1]").fill(left)
    desk.locator("[name=right_1]").fill(right)
    desk.get_by_role("button", name="Save the test").click()


@pytest.mark.stores
def test_from_a_test_to_a_routine_that_is_done(
    desk: Page, open_page: Callable[..., Page], club: Club, coach: User
) -> None:
    make_athlete(club=club, name="Ann Runner", user=make_user(email="ann@example.org", name="Ann Runner"))
    sign_in(desk, coach.email, PASSWORD)
    log_test(desk, left="29", right="38")

    expect(desk.get_by_text("Left below 35°")).to_be_visible()
    expect(
        desk.get_by_text("Left 29.0° is below 35°. With a digital inclinometer that is over 99 % sure.")
    ).to_be_visible()
    desk.get_by_role("link", name="Assign").click()
    desk.get_by_role("button", name="Assign", exact=True).first.click()
    expect(desk.get_by_text("Running")).to_be_visible()

    phone = open_page(**PHONE)
    sign_in(phone, "ann@example.org", PASSWORD)
    expect(phone.get_by_role("heading", name="Today’s routine")).to_be_visible()
    expect(phone.get_by_role("heading", name="Knees-in stretch")).to_be_visible()
    phone.get_by_role("button", name="All done as prescribed").click()
    expect(phone.get_by_text("Today is logged")).to_be_visible()

    programme = Programme.objects.get()
    assert set(programme.exercises.values_list("done__outcome", flat=True)) == {"done"}
    desk.goto("/squad/")
    row = desk.get_by_role("row").filter(has_text="Ann Runner")
    expect(row).to_contain_text("Left below 35°")
    expect(row).to_contain_text("Week 1 of 6")
    expect(row).to_contain_text("100 %")


@pytest.mark.stores
def test_pain_reported_on_the_phone_reaches_the_squad_page(
    desk: Page, open_page: Callable[..., Page], club: Club, coach: User
) -> None:
    make_athlete(club=club, name="Ann Runner", user=make_user(email="ann@example.org", name="Ann Runner"))
    sign_in(desk, coach.email, PASSWORD)
    log_test(desk, left="31,5", right="33")
    desk.get_by_role("link", name="Assign").click()
    desk.get_by_role("button", name="Assign", exact=True).first.click()

    phone = open_page(**PHONE)
    sign_in(phone, "ann@example.org", PASSWORD)
    phone.get_by_role("radio", name="6", exact=True).first.check(force=True)
    expect(phone.locator("form").get_by_text("Pain of 4 or more: stop for today.")).to_be_visible()
    phone.get_by_role("button", name="All done as prescribed").click()
    expect(phone.get_by_text("Today is logged")).to_be_visible()

    assert Session.objects.get().pain == 6
    desk.goto("/squad/?show=pain")
    expect(desk.get_by_role("row").filter(has_text="Ann Runner")).to_contain_text("6 of 10")
