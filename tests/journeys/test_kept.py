"""What is kept, in a real browser: a consent by mail, a copy of one's data, and a device that was cleared."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from accounts.clubs import remove_member
from accounts.models import Club, Membership, Role, User
from athletes.models import Athlete
from tests.factories import PASSWORD, join, make_assessment, make_athlete, make_club, make_user
from tests.journeys.steps import IS_KEPT, kept, sign_in, until
from tests.plugins.browser import SMALL, Watch


@pytest.fixture
def club() -> Club:
    return make_club(name="Riverside Harriers")


@pytest.fixture
def bob(club: Club) -> User:
    return join(make_user(email="bob@example.org", name="Bob Coe"), club, Role.COACH)


@pytest.fixture
def ann(club: Club, bob: User) -> Athlete:
    user = make_user(email="ann@example.org", name="Ann Runner")
    athlete = make_athlete(club=club, name="Ann Runner", user=user, consent="none")
    make_assessment(athlete=athlete, left=21.0, tester=bob)
    return athlete


@pytest.mark.stores
def test_a_coach_asks_by_mail_and_the_answer_opens_the_tests(
    desk: Page, open_page: Callable[..., Page], bob: User, ann: Athlete
) -> None:
    sign_in(desk, bob.email, PASSWORD)
    desk.goto(f"/athletes/{ann.pk}/")
    desk.get_by_role("link", name="Ask, or write it down").click()
    desk.get_by_label("E-mail address").fill("ann@example.org")
    desk.get_by_role("button", name="Send the question").click()
    expect(desk.get_by_text("Asked: a mail is on its way")).to_be_visible()
    found = re.search(r"https?://[^/]+(/consent/\S+)", str(mail.outbox[-1].body))
    assert found

    phone = open_page(**SMALL)
    phone.goto(found[1])
    phone.get_by_label("Your name").fill("Ann Runner")
    phone.get_by_label("I have read this, and agree.").check()
    phone.get_by_label("I am 16 or older.").check()
    phone.get_by_role("button", name="Agree").click()
    expect(phone.get_by_role("heading", name="You have agreed")).to_be_visible()

    ann.refresh_from_db()
    assert ann.has_agreed
    phone.get_by_role("button", name="Withdraw the consent").click()
    expect(phone.get_by_role("heading", name="Withdrawn")).to_be_visible()
    desk.goto("/squad/")
    expect(desk.get_by_text("Consent withdrawn").first).to_be_visible()


@pytest.mark.stores
def test_an_athlete_takes_everything_along_and_asks_to_be_erased(
    phone: Page, ann: Athlete, tmp_path: Path
) -> None:
    sign_in(phone, "ann@example.org", PASSWORD)
    phone.goto("/my-data/")
    with phone.expect_download() as downloading:
        phone.get_by_role("button", name="Download my data").click()
    downloading.value.save_as(tmp_path / "mine.zip")
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        assert json.loads(archive.read("data.json"))["tests"][0]["left_degrees"] == 21.0

    phone.get_by_role("link", name="Erase my data").click()
    phone.get_by_role("button", name="Yes, erase me").click()
    expect(phone.get_by_text("is erased on")).to_be_visible()
    phone.get_by_role("button", name="Take it back").click()
    expect(phone.get_by_text("Taken back: nothing is erased.")).to_be_visible()


def test_a_removed_coach_s_device_keeps_no_sheet(
    desk: Page, watch: Watch, bob: User, club: Club, ann: Athlete
) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|^503 from|status of 503")
    join(make_user(), club, Role.OWNER)
    sign_in(desk, bob.email, PASSWORD)
    desk.goto("/test-day/")
    kept(desk)
    remove_member(membership=Membership.objects.get(user=bob))

    desk.goto("/test-day/")
    expect(desk.get_by_role("heading", name="Welcome to Medial")).to_be_visible()

    sheet = IS_KEPT.replace("location.href", "new URL('/test-day/', location.href).href")
    until(desk, False, sheet)
