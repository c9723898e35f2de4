"""What journeys do with the sheet of a test day."""

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from assessments.models import Assessment
from tests.factories import PASSWORD
from tests.journeys.steps import sign_in

SETUP = "?position=seated&motion=active"


def open_sheet(
    page: Page, trials: int = 1, who: str = "bob@example.org", instrument: str = "inclinometer"
) -> None:
    sign_in(page, who, PASSWORD)
    page.goto(f"{reverse('test_day')}{SETUP}&instrument={instrument}&trials={trials}")
    expect(page.locator("#sheet[data-ready]")).to_be_visible()


def row_of(page: Page, name: str) -> Locator:
    return page.locator("tr").filter(has=page.get_by_role("rowheader", name=name))


def field(page: Page, name: str, side: str = "left", trial: int = 1) -> Locator:
    return page.get_by_label(f"{name}, {side}, trial {trial}", exact=True)


def enter(page: Page, *typed: object) -> None:
    for text in typed:
        page.keyboard.type(str(text))
        page.keyboard.press("Enter")


def paste(cell: Locator, text: str) -> None:
    cell.focus()
    cell.evaluate(
        """(cell, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def saved(page: Page, count: int) -> None:
    expect(page.locator("[data-state].is-saved")).to_have_count(count)


def stored() -> dict[str, tuple[list[float], list[float]]]:
    """Every test by its athlete's name; fails where an athlete has two."""
    tests = Assessment.objects.select_related("athlete")
    by_name = {test.athlete.name: (test.left_trials, test.right_trials) for test in tests}
    assert len(by_name) == len(tests)
    return by_name
