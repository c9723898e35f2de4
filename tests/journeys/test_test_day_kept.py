"""What is on the sheet and not yet with the server: nothing of it is lost, and nothing is stored unasked."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import Club, User
from assessments.models import Assessment
from athletes.models import Athlete
from tests.factories import join, make_assessment, make_athlete, make_club
from tests.journeys.sheet import enter, field, open_sheet, row_of, saved, stored
from tests.plugins.browser import Watch


@pytest.fixture
def three(club: Club, bob: User) -> list[Athlete]:
    return [make_athlete(club=club, name=name) for name in ("Ada", "Bea", "Cleo")]


def opened_again(context: BrowserContext, page: Page) -> Page:
    """The tab is closed, and the sheet opened in another one."""
    url = page.url
    page.close()
    again = context.new_page()
    again.goto(url)
    expect(again.locator("#sheet[data-ready]")).to_be_visible()
    return again


def test_what_cannot_be_stored_yet_is_there_when_the_sheet_is_opened_again(
    desk: Page, three: list[Athlete]
) -> None:
    sent: list[str] = []
    desk.context.on("request", lambda one: sent.append(one.url) if one.method == "PUT" else None)
    open_sheet(desk)
    field(desk, "Ada").focus()
    enter(desk, 2900, 38, 3)
    desk.keyboard.type("4")

    again = opened_again(desk.context, desk)
    ada, bea = row_of(again, "Ada"), row_of(again, "Bea")
    expect(field(again, "Ada")).to_have_value("2900")
    expect(field(again, "Ada", "right")).to_have_value("38")
    expect(ada).to_contain_text("“2900” is not an angle from 0 to 90")
    expect(ada.locator("[data-state]")).to_have_text("To be mended")
    expect(bea).to_contain_text("Left 3.0° is unusual: is that right? Right 4.0° is unusual: is that right?")
    # The device knows what the server would only ask: nothing was sent.
    assert sent == []
    assert Assessment.objects.count() == 0

    field(again, "Ada").fill("29")
    bea.get_by_label("Yes, that is what was measured").check()
    saved(again, 2)
    assert stored() == {"Ada": ([29], [38]), "Bea": ([3], [4])}
    assert again.evaluate("Object.keys(localStorage)") == []


def test_half_a_number_is_kept_where_the_tab_dies(desk: Page, three: list[Athlete]) -> None:
    open_sheet(desk)
    field(desk, "Ada").focus()
    enter(desk, 29)
    desk.keyboard.type("3")
    # As a tab does that gets no time to say goodbye.
    kept = desk.evaluate("JSON.stringify(localStorage)")
    assert "29" in kept
    assert Assessment.objects.count() == 0


def test_a_mended_draft_does_not_overwrite_what_changed_meanwhile(
    desk: Page, three: list[Athlete], watch: Watch
) -> None:
    watch.allow("status of 409")
    open_sheet(desk)
    field(desk, "Ada").focus()
    enter(desk, 29, 38)
    saved(desk, 1)
    field(desk, "Ada", "right").fill("388")
    field(desk, "Cleo").focus()
    test = Assessment.objects.get()
    test.left_trials, test.left_degrees, test.version = [33], 33, 2
    test.save()

    again = opened_again(desk.context, desk)
    expect(field(again, "Ada", "right")).to_have_value("388")
    field(again, "Ada", "right").fill("39")
    field(again, "Cleo").focus()
    ada = row_of(again, "Ada")
    expect(ada).to_contain_text("The stored test says 33.0°/38.0°: keep that, or replace it by yours?")
    ada.get_by_role("button", name="Keep the stored one").click()
    expect(field(again, "Ada")).to_have_value("33")
    assert stored() == {"Ada": ([33], [38])}


def test_signing_out_with_a_draft_asks_first_and_forgets_it(desk: Page, three: list[Athlete]) -> None:
    open_sheet(desk)
    field(desk, "Ada").focus()
    enter(desk, 2900, 38)
    field(desk, "Bea").focus()
    desk.locator(".menu summary").last.click()
    desk.get_by_role("button", name="Sign out").click()
    expect(desk.get_by_role("dialog")).to_contain_text("1 entry is only on this device")
    desk.get_by_role("button", name="Sign out and delete what is not sent").click()
    desk.wait_for_url(lambda url: "/test-day/" not in url)
    assert desk.evaluate("Object.keys(localStorage)") == []


def test_readings_beyond_the_fields_of_the_sheet_stay_with_the_test(desk: Page, three: list[Athlete]) -> None:
    make_assessment(athlete=three[0], left=[29, 30, 31], right=[38, 39, 40])
    open_sheet(desk)
    ada = row_of(desk, "Ada")
    expect(ada).to_contain_text("More readings than this sheet has fields for are kept with this test: 4.")
    expect(ada.locator("[data-mean=left]")).to_have_text("30.0°")
    field(desk, "Ada").fill("28")
    field(desk, "Bea").focus()
    expect(ada.locator("[data-mean=left]")).to_have_text("29.7°")
    expect(ada.locator("[data-state]")).to_have_text("Saved")
    assert stored() == {"Ada": ([28, 30, 31], [38, 39, 40])}


def test_one_hip_alone_is_a_test_and_what_stands_out_is_said_aloud(desk: Page, three: list[Athlete]) -> None:
    open_sheet(desk)
    field(desk, "Ada").fill("29")
    field(desk, "Bea").focus()
    expect(row_of(desk, "Ada").locator(".chip")).to_have_text("Left below 35°")
    enter(desk, 20, 32)
    expect(desk.locator("#sheet").get_by_role("status")).to_have_text(
        "Bea: Left below 35°, Right about 35° — test again, 12.0° apart"
    )
    saved(desk, 2)
    assert stored() == {"Ada": ([29], []), "Bea": ([20], [32])}


def test_a_slow_network_holds_nobody_up(desk: Page, three: list[Athlete]) -> None:
    open_sheet(desk)
    waiting: list[Callable[[], None]] = []
    desk.route("**/api/v1/**", lambda route: waiting.append(route.continue_))
    field(desk, "Ada").focus()
    enter(desk, 29, 38, 30, 39)
    expect(row_of(desk, "Ada").locator("[data-state]")).to_have_text("Sending")
    expect(row_of(desk, "Bea").locator("[data-state]")).to_have_text("On this device")
    expect(field(desk, "Cleo")).to_be_focused()
    # Nothing more is held up, and what was goes on.
    desk.route("**/api/v1/**", lambda route: route.continue_())
    waiting[0]()
    saved(desk, 2)
    assert stored() == {"Ada": ([29], [38]), "Bea": ([30], [39])}


def test_a_sheet_stays_its_clubs_own_whatever_another_tab_chose(
    desk: Page, three: list[Athlete], bob: User
) -> None:
    join(bob, make_club(name="Second Club"))
    open_sheet(desk)
    field(desk, "Ada").focus()
    enter(desk, 29, 38)
    saved(desk, 1)
    other = desk.context.new_page()
    other.goto("/squad/")
    other.locator(".menu summary").first.click()
    other.get_by_role("button", name="Second Club").click()
    with desk.expect_response(lambda answer: "/test-day/rows/" in answer.url and answer.status in (200, 304)):
        desk.evaluate("() => dispatchEvent(new Event('online'))")
    expect(field(desk, "Ada")).to_have_value("29")
    desk.get_by_label("Somebody new?").fill("Dora")
    desk.keyboard.press("Enter")
    expect(field(desk, "Dora")).to_be_focused()
    desk.get_by_role("link", name="Finish the day").click()
    expect(desk.get_by_text("1 tested")).to_be_visible()
    assert Athlete.objects.get(name="Dora").club == three[0].club
