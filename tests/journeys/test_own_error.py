"""A club measures its own error, on a phone beside the track, and every finding rests on it."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Role, User
from assessments.models import ErrorStudy, MeasurementError, Repeat
from tests.factories import PASSWORD, join, make_assessment, make_athlete, make_club, make_pairs, make_user
from tests.journeys.steps import sign_in
from tests.plugins.browser import PHONE


@pytest.fixture
def coach() -> User:
    return join(make_user(email="bob@example.org", name="Bob Coe"), make_club(), Role.COACH)


@pytest.mark.stores
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_wizard_from_the_first_reading_to_the_findings(
    open_page: Callable[..., Page], coach: User, scripts: bool
) -> None:
    club = coach.memberships.get().club
    ann, ben = make_athlete(club=club, name="Ann Runner"), make_athlete(club=club, name="Ben Miler")
    test = make_assessment(athlete=ann, left=29.0, right=38.0)
    phone = open_page(**PHONE, java_script_enabled=scripts)
    sign_in(phone, coach.email, PASSWORD)
    phone.goto("/club/errors/")
    phone.get_by_role("link", name="Measure your own error").first.click()
    phone.get_by_label("Trials a hip").select_option("1")
    phone.get_by_role("button", name="Begin or go on").click()

    phone.get_by_role("link", name="Measure Ann Runner").click()
    phone.get_by_label("Left, Trial 1").fill("31,7")
    phone.get_by_label("Right, Trial 1").fill("42.3")
    phone.get_by_role("button", name="Save, then Ben Miler").click()
    expect(phone.get_by_role("heading", level=1, name="Ben Miler")).to_be_visible()
    phone.get_by_label("Left, Trial 1").fill("28.4")
    phone.get_by_label("Right, Trial 1").fill("37.6")
    phone.get_by_role("button", name="Save", exact=True).click()

    # Interrupted, and taken up again; a quarter of an hour has passed.
    Repeat.objects.update(first_at=timezone.now() - dt.timedelta(minutes=15))
    phone.goto("/club/errors/own/")
    phone.get_by_role("link", name="Seated · active · digital inclinometer").click()
    for _athlete in (ann, ben):
        phone.get_by_role("link", name="again").first.click()
        expect(phone.get_by_text("Second reading")).to_be_visible()
        assert not {"31.7", "42.3", "28.4", "37.6"} & set(phone.content().replace("°", " ").split())
        phone.get_by_label("Left, Trial 1").fill("30")
        phone.get_by_label("Right, Trial 1").fill("40")
        phone.locator("form#entry").get_by_role("button").first.click()
        phone.goto(f"/club/errors/own/{ErrorStudy.objects.get().pk}/")
    expect(phone.get_by_role("heading", name="2 of 20 pairs")).to_be_visible()
    expect(phone.get_by_text("18 more athletes must be tested twice")).to_be_visible()

    make_pairs(study=ErrorStudy.objects.get(), people=18)
    phone.reload()
    expect(phone.get_by_role("heading", name="Your SEM is")).to_be_visible()
    phone.get_by_role("button", name="Use it in every finding").click()
    expect(phone.get_by_text("Every finding by this method now rests on")).to_be_visible()
    assert MeasurementError.objects.get(club=club).grade == "A"
    phone.goto(f"/assessments/{test.pk}/")
    expect(phone.get_by_text("Your club’s own error").first).to_be_visible()
    phone.go_back()
    phone.get_by_role("button", name="Go back to the default").click()
    assert not MeasurementError.objects.filter(club=club).exists()
