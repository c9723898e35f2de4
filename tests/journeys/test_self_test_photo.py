"""Testing one's own hips on a photo: by anyone, alone or with help, and nothing of it is stored or sent."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.test_camera import PHONE_WITH_CAMERA, RUNNING
from tests.journeys.test_phone import DEVICE
from tests.journeys.test_photo import choose, close_to, drag, shown
from tests.pictures import film, legs
from tests.plugins.browser import DESK, PATIENCE, PHONE, SMALL, Watch
from tools.browser import FLAGS

DATA, PLACES = legs(left=29.0, right=44.0, size=(1280, 960))
#: What a page could have left behind, anywhere that a browser lets it.
LEFT_BEHIND = """async () => [
    localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length,
    document.querySelector("[data-picture]").width,
    [...document.querySelectorAll("input[type=file]")].filter((input) => input.files.length).length,
]"""


def opened(page: Page) -> Page:
    page.goto(reverse("self_test"))
    page.get_by_role("button", name="Measure on a photo").click()
    expect(page.get_by_role("dialog", name="The angle on a photo")).to_be_visible()
    return page


def trial(page: Page, hip: str, n: int) -> Locator:
    return page.get_by_role("group", name=hip).get_by_label(f"Trial {n}")


def test_a_photo_goes_into_the_readings_with_its_own_error_and_nothing_is_left(
    open_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    page = open_page(**PHONE)
    page.goto(reverse("self_test"), wait_until="networkidle")
    kept = page.evaluate("caches.keys()")
    asked: list[tuple[str, str, str | None]] = []
    page.on("request", lambda request: asked.append((request.url, request.method, request.post_data)))
    page.get_by_role("button", name="Measure on a photo").click()
    expect(page.get_by_text("somebody else takes it")).to_be_visible()
    axe(page)
    choose(page, DATA)
    drag(page, PLACES, width=1280)
    assert shown(page) == close_to(left=29.0, right=44.0)
    axe(page)
    page.get_by_role("button", name="Use these angles").click()

    expect(page.get_by_role("status").get_by_text("The angles are in")).to_be_visible()
    expect(page.get_by_role("button", name="Measure on a photo")).to_be_focused()
    expect(page.get_by_label("Measured with")).to_have_value("photo")
    assert float(trial(page, "Left", 1).input_value()) == pytest.approx(29.0, abs=0.5)
    assert float(trial(page, "Right", 1).input_value()) == pytest.approx(44.0, abs=0.5)
    result = page.get_by_role("region", name="What it says")
    expect(result).to_contain_text("4.5° (grade C), so anything from 27.6° to 42.4° can’t be told from 35°.")
    expect(result).to_contain_text("Below 35°, but it can’t be told from 35°")
    axe(page)

    # A second one is the second trial.
    page.get_by_role("button", name="Measure on a photo").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    choose(page, DATA)
    drag(page, PLACES, width=1280)
    page.get_by_role("button", name="Use these angles").click()
    expect(trial(page, "Left", 2)).not_to_have_value("")

    # The picture is read from a data: address; what else was asked for is the tool itself, once.
    sent = [request for request in asked if not request[0].startswith("data:")]
    assert {(method, body) for _url, method, body in sent} == {("GET", None)}
    paths = [urlsplit(url).path for url, _method, _body in sent]
    tool = [path for path in paths if path.startswith("/static/js/photo-")]
    assert len(set(tool)) == len(tool) >= 8
    # The browser fetches the tab's picture when it pleases.
    assert {path for path in paths if not path.endswith("icon.svg")} == set(tool)
    assert page.evaluate(LEFT_BEHIND) == [0, 0, "", 0, 0, 0]
    assert page.evaluate("caches.keys()") == kept


@pytest.fixture
def alone(
    launch_browser: Callable[..., Browser], watch: Watch, base_url: str, tmp_path: Path
) -> Iterator[Page]:
    """A phone whose camera films the legs of whoever leant it there."""
    file = tmp_path / "legs.y4m"
    file.write_bytes(film(DATA))
    camera = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={file}"]
    browser = launch_browser(args=[*FLAGS, *camera])
    context = browser.new_context(base_url=base_url, **PHONE_WITH_CAMERA)
    context.set_default_timeout(PATIENCE)
    watch.follow(context)
    page = context.new_page()
    page.add_init_script(DEVICE)
    yield page
    browser.close()


def test_alone_the_phone_counts_to_ten(alone: Page, axe: Callable[[Page], None]) -> None:
    page = opened(alone)
    page.get_by_role("button", name="Take a picture").click()
    later = page.get_by_role("button", name="In 10 seconds")
    later.click()
    count = page.locator("[data-count]")
    expect(count).to_have_text(re.compile(r"^\d$"))
    page.get_by_role("button", name="Stop").click()
    expect(count).to_have_text("")
    expect(later).to_be_focused()
    later.click()
    # Closing it stops it too.
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Measure on a photo")).to_be_focused()
    expect(count).to_have_text("")
    page.wait_for_function(f"{RUNNING} === 0")

    page.get_by_role("button", name="Measure on a photo").click()
    page.get_by_role("button", name="Take a picture").click()
    later.click()
    expect(count).to_have_text(re.compile(r"^\d$"))
    axe(page)
    expect(page.locator("[data-stage]")).to_be_visible(timeout=30_000)
    assert page.evaluate("asked") == ["tone", "tone", "shaken"]
    expect(page.locator("canvas[data-picture]")).to_have_js_property("width", 1280)
    page.wait_for_function(f"{RUNNING} === 0")
    drag(page, PLACES, width=1280)
    assert shown(page) == close_to(left=29.0, right=44.0)
    page.get_by_role("button", name="Use these angles").click()
    expect(page.get_by_label("Measured with")).to_have_value("photo")


def test_by_keyboard_alone(open_page: Callable[..., Page]) -> None:
    page = open_page(**DESK)
    page.goto(reverse("self_test"))
    button = page.get_by_role("button", name="Measure on a photo")
    button.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    choose(page, DATA)
    for mark in ("right_knee", "right_ankle", "left_knee", "left_ankle"):
        expect(page.locator(f"[data-mark={mark}]")).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Use these angles").press("Enter")
    expect(button).to_be_focused()
    expect(trial(page, "Left", 1)).not_to_have_value("")
    expect(trial(page, "Right", 1)).not_to_have_value("")


def test_small_and_in_the_dark_it_fits(open_page: Callable[..., Page], axe: Callable[[Page], None]) -> None:
    page = opened(open_page(**SMALL, color_scheme="dark"))
    fits = "!(document.documentElement.scrollWidth > innerWidth)"
    assert page.evaluate(fits)
    axe(page)
    choose(page, DATA)
    drag(page, PLACES, width=1280)
    assert page.evaluate(fits)
    axe(page)
    page.get_by_role("button", name="Use these angles").click()
    expect(page.get_by_role("region", name="What it says")).to_contain_text("4.5° (grade C)")
    assert page.evaluate(fits)
    axe(page)


def test_without_a_network_it_says_so_and_comes_later(open_page: Callable[..., Page], watch: Watch) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED")
    page = open_page(**PHONE)
    page.goto(reverse("self_test"), wait_until="networkidle")
    page.context.set_offline(True)
    page.get_by_role("button", name="Measure on a photo").click()
    expect(page.get_by_text("The photo tool did not load")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Measure on a photo").click()
    expect(page.get_by_role("dialog", name="The angle on a photo")).to_be_visible()
    expect(page.get_by_text("The photo tool did not load")).to_be_hidden()
