"""A test day in a hand: a squad typed by numbers and Enter, and nothing of it lost or doubled."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Club, User
from assessments.models import Assessment
from athletes.models import Athlete
from tests.factories import make_assessment, make_athlete, make_squad
from tests.journeys.sheet import enter, field, open_sheet, paste, row_of, saved, stored
from tests.plugins.browser import DESK, PHONE, SMALL, Watch

TRIALS = ("28,5", "29", "29.5", "38", "37.5", "38.5")


@pytest.fixture
def squad(club: Club, bob: User) -> list[Athlete]:
    """Twenty athletes of one squad, whose names sort as they are numbered."""
    group = make_squad(club=club, name="Marathon group")
    return [make_athlete(club=club, name=f"Runner {n:02}", squads=[group]) for n in range(1, 21)]


@pytest.fixture
def three(club: Club, bob: User) -> list[Athlete]:
    return [make_athlete(club=club, name=name) for name in ("Ada", "Bea", "Cleo")]


@pytest.mark.stores
def test_twenty_athletes_take_the_numbers_and_enter(desk: Page, squad: list[Athlete]) -> None:
    open_sheet(desk, trials=3)
    loads: list[str] = []
    desk.on("load", lambda _page: loads.append("load"))
    desk.evaluate("() => addEventListener('keydown', () => { window.keys = (window.keys ?? 0) + 1 }, true)")
    field(desk, "Runner 01").focus()
    for _athlete in squad:
        enter(desk, *TRIALS)

    saved(desk, 20)
    expect(desk.get_by_role("link", name="Finish the day")).to_be_focused()
    assert loads == []
    # The digits of each number and one Enter: nothing else was pressed.
    assert desk.evaluate("() => window.keys") == 20 * sum(len(trial) + 1 for trial in TRIALS)
    assert stored() == {one.name: ([28.5, 29, 29.5], [38, 37.5, 38.5]) for one in squad}

    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="The day’s tests")).to_be_visible()
    expect(desk.get_by_text("20 tested")).to_be_visible()


def test_arrows_and_shift_enter_go_everywhere(desk: Page, three: list[Athlete]) -> None:
    open_sheet(desk)
    field(desk, "Ada").focus()
    for key, name, side in (
        ("ArrowDown", "Bea", "left"),
        ("ArrowRight", "Bea", "right"),
        ("Shift+Enter", "Bea", "left"),
        ("ArrowLeft", "Ada", "right"),
        ("ArrowDown", "Bea", "right"),
        ("ArrowUp", "Ada", "right"),
        ("Enter", "Bea", "left"),
    ):
        desk.keyboard.press(key)
        expect(field(desk, name, side)).to_be_focused()


def test_a_block_is_pasted_and_taken_back(desk: Page, three: list[Athlete]) -> None:
    open_sheet(desk)
    paste(field(desk, "Bea"), "29,5\t38\n31;\t44,5\n50\t51")
    expect(field(desk, "Bea")).to_have_value("29,5")
    expect(row_of(desk, "Cleo").locator("td.found")).to_contain_text("is not an angle")
    desk.get_by_role("button", name="Undo").click()
    expect(field(desk, "Bea")).to_have_value("")

    paste(field(desk, "Bea"), "29,5\t38\n31\t44,5")
    saved(desk, 2)
    assert stored() == {"Bea": ([29.5], [38]), "Cleo": ([31], [44.5])}

    desk.get_by_role("button", name="Undo").click()
    bea = row_of(desk, "Bea")
    expect(bea).to_contain_text("This test is stored already, and stays so.")
    bea.get_by_role("button", name="Delete it").click()
    expect(bea.get_by_role("button", name="Delete it")).to_be_hidden()
    assert list(stored()) == ["Cleo"]


def test_ten_thousand_rows_fill_the_sheet_and_the_rest_is_counted(desk: Page, three: list[Athlete]) -> None:
    open_sheet(desk)
    paste(field(desk, "Ada"), "29,5\t38\n" * 10_000)
    saved(desk, 3)
    expect(desk.get_by_text(re.compile("has room for: 9.?997"))).to_be_visible()
    assert stored() == {name: ([29.5], [38]) for name in ("Ada", "Bea", "Cleo")}


def test_ctrl_z_takes_back_the_last_change(desk: Page, three: list[Athlete]) -> None:
    open_sheet(desk)
    field(desk, "Ada").focus()
    enter(desk, 29, 38)
    saved(desk, 1)
    field(desk, "Ada", "right").focus()
    enter(desk, 53)
    desk.keyboard.press("Control+z")

    expect(field(desk, "Ada", "right")).to_have_value("38")
    field(desk, "Cleo").focus()
    saved(desk, 1)
    expect(row_of(desk, "Ada").locator(".chip")).to_have_text("Left below 35°")
    assert stored() == {"Ada": ([29], [38])}


def test_the_unusual_is_asked_and_the_impossible_refused(desk: Page, three: list[Athlete]) -> None:
    open_sheet(desk)
    field(desk, "Ada").focus()
    enter(desk, 3, 38, "2900", 38, 30, 31)
    ada, bea = row_of(desk, "Ada"), row_of(desk, "Bea")

    expect(ada).to_contain_text("Left 3.0° is unusual: is that right?")
    expect(ada).to_contain_text("One question")
    expect(bea).to_contain_text("To be mended")
    expect(bea).to_contain_text("“2900” is not an angle from 0 to 90: write degrees such as 34.5.")
    saved(desk, 1)
    # What is to be answered or mended is not done.
    expect(desk.locator("[data-done]")).to_have_text("· 1 of 3 done")
    assert stored() == {"Cleo": ([30], [31])}
    ada.get_by_label("Yes, that is what was measured").check()
    expect(desk.locator("[data-done]")).to_have_text("· 2 of 3 done")
    field(desk, "Bea").fill("29")
    field(desk, "Bea").press("Enter")
    saved(desk, 3)
    assert stored() == {"Ada": ([3], [38]), "Bea": ([29], [38]), "Cleo": ([30], [31])}


def test_unusual_readings_of_a_hip_are_one_question(desk: Page, three: list[Athlete]) -> None:
    open_sheet(desk, trials=3)
    field(desk, "Ada").focus()
    enter(desk, 75, 75, 76, 40, 41, 3)
    asked = row_of(desk, "Ada").locator(".asked")
    expect(asked).to_contain_text("Left 75.0° and 76.0° are unusual: is that right? Right 3.0° is unusual")


@pytest.mark.parametrize("name", ["Ada", "Cleo"])
def test_a_tap_arrives_though_the_row_that_is_left_changes_its_height(
    phone: Page, three: list[Athlete], name: str
) -> None:
    open_sheet(phone, trials=3)
    for typed, place in (("29", 1), ("abc", 2)):
        field(phone, "Ada", "left", place).fill(typed)
    more = row_of(phone, name).get_by_role("button", name="Symptoms")
    more.scroll_into_view_if_needed()
    box = more.bounding_box()
    assert box
    phone.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + 4)
    expect(phone.get_by_role("dialog", name=name)).to_be_visible()
    phone.keyboard.press("Escape")
    expect(more).to_be_focused()


def test_without_a_network_a_row_says_what_stands_out_and_is_sent_later(
    desk: Page, three: list[Athlete], watch: Watch
) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED")
    open_sheet(desk)
    desk.context.set_offline(True)
    field(desk, "Ada").focus()
    enter(desk, 29, 41)
    ada = row_of(desk, "Ada")

    expect(ada.locator(".chip")).to_have_text(["Left below 35°", "12.0° apart"])
    expect(ada.locator("[data-state]")).to_have_text("On this device")
    desk.get_by_label("Somebody new?").fill("Dora")
    desk.get_by_role("button", name="Add to the sheet").click()
    expect(desk.get_by_text("No network: an athlete can be added as soon as there is one.")).to_be_visible()
    desk.context.set_offline(False)
    saved(desk, 1)
    assert stored() == {"Ada": ([29], [41])}


def test_what_only_the_device_has_is_in_its_row_again(desk: Page, three: list[Athlete], watch: Watch) -> None:
    watch.allow("ERR_FAILED")
    open_sheet(desk)
    desk.route("**/api/v1/**", lambda route: route.abort())
    field(desk, "Ada").focus()
    enter(desk, 29, 41)
    expect(row_of(desk, "Ada").locator("[data-state]")).to_have_text("On this device")
    desk.reload()
    expect(field(desk, "Ada", "right")).to_have_value("41")
    desk.get_by_role("link", name="Finish the day").click()
    expect(desk.get_by_text("Rows that are not stored yet: 1 (Ada).")).to_be_visible()
    desk.unroute("**/api/v1/**")
    desk.evaluate("() => dispatchEvent(new Event('online'))")
    saved(desk, 1)
    assert stored() == {"Ada": ([29], [41])}


@pytest.mark.stores
def test_two_coaches_see_each_others_rows(
    open_page: Callable[..., Page], three: list[Athlete], alice: User
) -> None:
    one, other = open_page(**DESK), open_page(**DESK)
    open_sheet(one)
    open_sheet(other, who="alice@example.org")
    field(one, "Ada").focus()
    enter(one, 29, 38)
    saved(one, 1)

    expect(row_of(other, "Ada").locator("[data-state]")).to_contain_text("Saved · Bob Coe", timeout=10_000)
    # The row that she is about to type into stays hers; the next one is filled in.
    expect(field(other, "Ada")).to_have_value("")
    field(other, "Bea").focus()
    expect(field(other, "Ada")).to_have_value("29")
    assert stored() == {"Ada": ([29], [38])}


@pytest.mark.stores
def test_an_athlete_tested_twice_is_a_question_and_no_loss(
    desk: Page, three: list[Athlete], alice: User
) -> None:
    open_sheet(desk)
    field(desk, "Ada").focus()
    enter(desk, 29, 38)
    saved(desk, 1)
    make_assessment(athlete=three[0], left=33, right=34, tester=alice)
    ada = row_of(desk, "Ada")

    expect(ada).to_contain_text("Alice Owen saved 33.0°/34.0° at")
    assert Assessment.objects.count() == 2
    ada.get_by_role("button", name="Replace").click()
    expect(ada.get_by_role("button", name="Replace")).to_be_hidden()
    assert stored() == {"Ada": ([29], [38])}

    make_assessment(athlete=three[0], left=33, right=34, tester=alice)
    ada.get_by_role("button", name="Keep both").click()
    expect(ada.get_by_role("button", name="Keep both")).to_be_hidden()
    assert Assessment.objects.count() == 2


def test_symptoms_are_one_tap_away_and_an_entry_is_moved(phone: Page, three: list[Athlete]) -> None:
    open_sheet(phone)
    field(phone, "Ada").focus()
    enter(phone, 29, 38)
    saved(phone, 1)
    row_of(phone, "Ada").get_by_role("button", name="Symptoms").click()
    phone.get_by_label("Knee pain").check()
    phone.get_by_label("Pain left, 0–10").fill("3")
    phone.get_by_role("button", name="Done").click()
    expect(row_of(phone, "Ada").get_by_role("button", name="Symptoms: 2")).to_be_visible()
    saved(phone, 1)

    row_of(phone, "Ada").get_by_role("button", name="Symptoms: 2").click()
    phone.get_by_label("That was the other athlete: it belongs to").select_option(label="Cleo")
    phone.get_by_role("button", name="Move it").click()
    expect(field(phone, "Cleo")).to_have_value("29")
    expect(field(phone, "Ada")).to_have_value("")
    saved(phone, 1)
    test = Assessment.objects.get()
    assert (test.athlete, test.symptoms, test.pain_left) == (three[2], ["knee_pain"], 3)


def test_an_athlete_is_added_on_the_spot(desk: Page, three: list[Athlete]) -> None:
    open_sheet(desk)
    desk.get_by_label("Somebody new?").fill("Dora")
    desk.keyboard.press("Enter")
    expect(field(desk, "Dora")).to_be_focused()
    enter(desk, 30, 31)
    saved(desk, 1)
    assert stored() == {"Dora": ([30], [31])}


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "dark"), (SMALL, "light"), (PHONE, "dark")])
def test_the_sheet_and_its_summary_hold_on_every_screen(
    size: dict[str, object],
    scheme: str,
    open_page: Callable[..., Page],
    axe: Callable[[Page], None],
    three: list[Athlete],
) -> None:
    page = open_page(**size, color_scheme=scheme)
    open_sheet(page, trials=3)
    field(page, "Ada").focus()
    enter(page, *TRIALS, 3, 29, 29, 38, 38, 38, "x")
    saved(page, 1)
    too_wide = "() => document.documentElement.scrollWidth > innerWidth"

    # At the end of the page the bar below the sheet covers none of its fields.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    axe(page)
    assert not page.evaluate(too_wide)
    assert not page.locator(".table-card").evaluate("frame => frame.scrollWidth > frame.clientWidth")
    small = page.locator("#sheet :is(input:not([type=checkbox]), button), #add :is(input, button)")
    heights = [box["height"] for one in small.all() if (box := one.bounding_box())]
    assert min(heights) >= 44
    row_of(page, "Ada").locator("button.more").click()
    axe(page)
    page.keyboard.press("Escape")
    page.goto(reverse("test_day_summary"))
    axe(page)
    assert not page.evaluate(too_wide)
