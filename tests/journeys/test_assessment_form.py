"""The form of a test in a hand: what the page adds while typing, and that it works without a script."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from assessments.models import Assessment
from athletes.models import Athlete
from tests.factories import PASSWORD, make_assessment
from tests.journeys.steps import sign_in
from tests.plugins.browser import PHONE, Watch


@pytest.fixture
def form(bob: User, ann: Athlete) -> str:
    """The address of the form, for an athlete tested by two methods before."""
    day = ann.club.today() - dt.timedelta(days=30)
    make_assessment(athlete=ann, tester=bob, left=31, right=36, tested_on=day, instrument="phone")
    make_assessment(athlete=ann, tester=bob, left=29, right=38, tested_on=day)
    return reverse("assessment_new", args=[ann.pk])


def test_means_answers_and_last_results_follow_what_is_typed(phone: Page, form: str) -> None:
    sign_in(phone, "bob@example.org", PASSWORD)
    phone.goto(form)
    left = phone.get_by_role("region", name="Left")
    expect(left).to_contain_text("29.0°")
    phone.get_by_label("Instrument").select_option("phone")
    expect(left).to_contain_text("31.0°")
    phone.get_by_label("Instrument").select_option("visual")
    expect(left.get_by_text("Last time")).to_be_hidden()

    left.get_by_label("Trial 1").fill("28,5")
    left.get_by_label("Trial 3").fill("30")
    expect(left.locator("output")).to_have_text("29.3°")
    left.get_by_label("Trial 3").fill("4")
    expect(left.get_by_text("That is unusual: is that right?")).to_be_visible()
    left.get_by_label("Trial 3").fill("x")
    expect(left.locator("output")).to_have_text("–")

    question = phone.get_by_text("Does anything hurt?")
    question.click()
    phone.get_by_label("Knee pain").check()
    expect(phone.locator("summary", has=question)).to_contain_text("Yes · 1")


def test_how_to_test_is_a_press_away_for_the_chosen_position(
    phone: Page, form: str, axe: Callable[[Page], None]
) -> None:
    sign_in(phone, "bob@example.org", PASSWORD)
    phone.goto(form)
    phone.get_by_text("How to test in this position").click()
    how = phone.locator(".how-to")
    drawn = "img => img.complete && img.naturalWidth > 0"
    for position, name, alt in (
        ("seated", "Seated", "the ankles move apart"),
        ("supine", "Supine, legs straight", "the feet tip towards each other"),
        ("prone", "Prone, knee at 90°", "fall apart to the outside"),
        ("supine_90", "Supine, hip and knee at 90°", "the feet swing apart"),
    ):
        phone.get_by_label("Position").select_option(position)
        expect(how.get_by_role("heading")).to_have_text(name)
        expect(how.get_by_role("img")).to_have_attribute("alt", re.compile(alt))
        assert how.get_by_role("img").evaluate(drawn)
    axe(phone)


@pytest.mark.stores
def test_an_unusual_angle_is_confirmed_for_that_angle_only(phone: Page, form: str, watch: Watch) -> None:
    # The outbox asks first, and is told that there is a question.
    watch.allow("status of 422")
    sign_in(phone, "bob@example.org", PASSWORD)
    phone.goto(form)
    phone.get_by_role("region", name="Left").get_by_label("Trial 1").fill("3")
    phone.get_by_role("button", name="Save the test").click()
    expect(phone.get_by_role("heading", name="One question before this is saved")).to_be_focused()
    confirm = phone.get_by_label("Yes, that is what was measured")
    confirm.check()
    phone.get_by_role("region", name="Left").get_by_label("Trial 1").fill("4")
    expect(confirm).not_to_be_checked()
    confirm.check()
    phone.get_by_role("button", name="Save the test").first.click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Test of")
    assert Assessment.objects.filter(left_degrees=4).exists()


def test_it_works_without_a_script(open_page: Callable[..., Page], form: str) -> None:
    page = open_page(**PHONE, java_script_enabled=False)
    sign_in(page, "bob@example.org", PASSWORD)
    page.goto(form)
    page.get_by_text("Does anything hurt?").click()
    page.get_by_label("Knee pain").check()
    left = page.get_by_role("region", name="Left")
    left.get_by_label("Trial 1").fill("91")
    left.get_by_label("Trial 2").fill("29,5")
    page.get_by_role("button", name="Save the test").click()
    expect(left.get_by_text("“91” is over 90°: check the reading.")).to_be_visible()
    expect(page.get_by_label("Knee pain")).to_be_checked()
    left.get_by_label("Trial 1").fill("30,5")
    page.get_by_role("button", name="Save the test").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Test of")
    assert Assessment.objects.filter(left_degrees=30, symptoms=["knee_pain"]).exists()
