"""The phone as the instrument of a test day: one athlete after the other, without leaving the meter."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import Club, User
from assessments.models import Assessment
from athletes.models import Athlete
from tests.factories import make_athlete
from tests.journeys.sheet import enter, field, open_sheet, row_of, saved, stored
from tests.journeys.tilting import Tilt, tilting


@pytest.fixture
def tilt(phone: Page) -> Tilt:
    tilt = tilting(phone)
    tilt()
    return tilt


@pytest.fixture
def three(club: Club, bob: User) -> list[Athlete]:
    return [make_athlete(club=club, name=name) for name in ("Ada", "Bea", "Cleo")]


def measure(page: Page, tilt: Tilt, *degrees: float) -> None:
    """Zero, then turn and hold and come back for each of them."""
    tilt(0)
    page.get_by_role("button", name="Zero in neutral").click()
    for n, angle in enumerate(degrees, start=1):
        expect(page.locator("[data-number]")).to_have_text("0.0°")
        tilt(angle)
        expect(note(page)).to_contain_text(f"trial {n}: {abs(angle):.1f}° taken")
        tilt(0)


def note(page: Page) -> Locator:
    return page.locator("#meter").get_by_role("status")


def start(page: Page, name: str) -> None:
    page.get_by_role("button", name=f"Measure with this phone: {name}").click()


def test_one_athlete_after_the_other_without_leaving_the_meter(
    phone: Page, tilt: Tilt, three: list[Athlete], axe: Callable[[Page], None]
) -> None:
    open_sheet(phone, trials=2, instrument="phone")
    axe(phone)
    start(phone, "Ada")
    expect(phone.get_by_role("dialog", name="Ada · left hip")).to_contain_text(
        "Seated · Active · trial 1 of 2"
    )
    measure(phone, tilt, 28.6, 29.4)
    expect(phone.get_by_role("dialog", name="Ada · right hip")).to_be_visible()
    measure(phone, tilt, -41.0, -42.0)

    done = phone.get_by_role("dialog", name="Ada · both hips")
    expect(done).to_contain_text("Left below 35° · 12.5° apart")
    axe(phone)
    phone.get_by_role("button", name="Next: Bea").click()
    expect(phone.get_by_role("dialog", name="Bea · left hip")).to_contain_text("trial 1 of 2")
    measure(phone, tilt, 38.0)
    phone.get_by_role("button", name="Done").click()

    # What is measured is saved as what is typed is; half a hip goes on from where it was.
    expect(row_of(phone, "Ada").locator("[data-state]")).to_have_text("Saved")
    expect(phone.get_by_role("button", name="Measure with this phone: Bea")).to_be_focused()
    assert set(Assessment.objects.values_list("instrument", flat=True)) == {"phone"}
    start(phone, "Bea")
    expect(phone.get_by_role("dialog", name="Bea · left hip")).to_contain_text("trial 2 of 2")
    phone.keyboard.press("Escape")
    field(phone, "Bea", "left", 2).focus()
    enter(phone, 39, 40, 41)
    saved(phone, 2)
    assert stored() == {"Ada": ([28.6, 29.4], [41, 42]), "Bea": ([38, 39], [40, 41])}


def test_it_begins_on_the_side_where_the_coach_is_and_takes_back_across_athletes(
    phone: Page, tilt: Tilt, three: list[Athlete]
) -> None:
    open_sheet(phone, instrument="phone")
    field(phone, "Cleo", "right").focus()
    start(phone, "Cleo")
    expect(phone.get_by_role("dialog", name="Cleo · right hip")).to_be_visible()
    measure(phone, tilt, -30.0)
    expect(phone.get_by_role("dialog", name="Cleo · left hip")).to_be_visible()
    measure(phone, tilt, 31.0)
    # Nobody below: from the top.
    phone.get_by_role("button", name="Next: Ada").click()
    phone.get_by_role("button", name="Undo last").click()
    expect(note(phone)).to_contain_text("Left hip, trial 1: taken back.")
    expect(phone.get_by_role("dialog", name="Cleo · left hip")).to_be_visible()
    measure(phone, tilt, 33.0)
    phone.get_by_role("button", name="Done").first.click()
    saved(phone, 1)
    assert stored() == {"Cleo": ([33], [30])}

    # The sheet's own undo takes a reading back, too.
    phone.get_by_role("button", name="Undo").click()
    expect(field(phone, "Cleo")).to_have_value("")


def test_an_unusual_reading_is_asked_about_in_its_row(phone: Page, tilt: Tilt, three: list[Athlete]) -> None:
    open_sheet(phone, instrument="phone")
    start(phone, "Ada")
    measure(phone, tilt, 72.0)
    measure(phone, tilt, -40.0)
    expect(phone.get_by_role("dialog")).to_contain_text("One reading is unusual: the row asks about it.")
    phone.get_by_role("button", name="Done").first.click()
    ada = row_of(phone, "Ada")
    expect(ada).to_contain_text("Left 72.0° is unusual: is that right?")
    ada.get_by_label("Yes, that is what was measured").check()
    saved(phone, 1)
    assert stored() == {"Ada": ([72], [40])}


def test_a_sheet_of_another_instrument_leads_to_the_same_one_by_phone(
    phone: Page, three: list[Athlete]
) -> None:
    open_sheet(phone, trials=2)
    expect(phone.locator("#meter")).to_have_count(0)
    phone.get_by_role("link", name="Measure with this phone").click()
    expect(phone.locator("#sheet[data-ready]")).to_be_visible()
    expect(phone.get_by_text("Instrument Phone")).to_be_visible()
    expect(phone.get_by_role("button", name="Measure with this phone: Ada")).to_be_visible()
    box = phone.get_by_role("button", name="Measure with this phone: Ada").bounding_box()
    assert box
    assert box["height"] >= 44
    phone.get_by_label("Somebody new?").fill("Dora")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("button", name="Measure with this phone: Dora")).to_be_visible()
