"""All three ways of measuring, with an emulated phone, an emulated tilt and a fake camera that films legs."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from assessments.models import Assessment, AssessmentPicture
from athletes.models import Athlete
from tests.factories import PASSWORD
from tests.journeys.steps import sign_in
from tests.journeys.test_phone import DEVICE, measure, start
from tests.journeys.test_photo import choose, close_to, drag, shown
from tests.journeys.tilting import tilting
from tests.pictures import film, legs
from tests.plugins.browser import DESK, PATIENCE, PHONE, Watch
from tools.browser import FLAGS

DATA, PLACES = legs(left=33.0, right=42.5, size=(1280, 960))
#: Whoever grants one permission withholds all others.
SENSORS = ["accelerometer", "gyroscope", "magnetometer"]
PHONE_WITH_CAMERA: dict[str, Any] = {**PHONE, "permissions": ["camera", *SENSORS]}
DESK_WITH_CAMERA: dict[str, Any] = {**DESK, "permissions": ["camera"]}
#: How many cameras are running, asked of the page.
RUNNING = """(document.querySelector("video").srcObject?.getTracks() ?? [])
    .filter(track => track.readyState === "live").length"""


@pytest.fixture(scope="module")
def filming(
    launch_browser: Callable[..., Browser], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser whose only camera films legs at known angles."""
    file: Path = tmp_path_factory.mktemp("camera") / "legs.y4m"
    file.write_bytes(film(DATA))
    camera = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={file}"]
    browser = launch_browser(args=[*FLAGS, *camera])
    yield browser
    browser.close()


@pytest.fixture
def camera(filming: Browser, watch: Watch, base_url: str) -> Iterator[Page]:
    """A phone in that browser, which lets the camera be used."""
    context = filming.new_context(base_url=base_url, **PHONE_WITH_CAMERA)
    context.set_default_timeout(PATIENCE)
    watch.follow(context)
    page = context.new_page()
    page.add_init_script(DEVICE)
    yield page
    context.close()


@pytest.fixture
def form(bob: User, ann: Athlete) -> str:
    return reverse("assessment_new", args=[ann.pk])


def open_camera(page: Page, form: str) -> None:
    page.goto(form)
    page.get_by_role("button", name="Measure on a photo").click()
    page.get_by_role("button", name="Take a picture").click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save the test").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Test of")


def test_typed_by_phone_and_on_a_photo_the_same_legs_are_stored_alike(
    camera: Page, form: str, ann: Athlete, axe: Callable[[Page], None]
) -> None:
    page = camera
    tilt = tilting(page)
    tilt()
    sign_in(page, "bob@example.org", PASSWORD)

    page.goto(form)
    for hip, degrees in (("Left", "33"), ("Right", "42,5")):
        for n in (1, 2, 3):
            page.get_by_role("region", name=hip).get_by_label(f"Trial {n}").fill(degrees)
    save(page)

    page.goto(form)
    start(page)
    measure(page, tilt, [33.0, 33.0, 33.0])
    measure(page, tilt, [-42.5, -42.5, -42.5])
    page.get_by_role("button", name="Done").first.click()
    save(page)

    open_camera(page, form)
    page.get_by_role("button", name="Take it").click()
    drag(page, PLACES, width=1280)
    assert shown(page) == close_to(left=33.0, right=42.5)
    page.get_by_role("button", name="Use these angles").click()
    page.get_by_label("Keep the marked picture").check()
    page.get_by_label("The athlete agrees").check()
    save(page)
    expect(page.get_by_role("heading", name="On the picture")).to_be_visible()

    tests = {test.instrument: test for test in Assessment.objects.filter(athlete=ann)}
    assert set(tests) == {"inclinometer", "phone", "photo"}
    for test in tests.values():
        assert {"left": test.left_degrees, "right": test.right_degrees} == close_to(left=33.0, right=42.5)
    assert AssessmentPicture.objects.get().assessment == tests["photo"]


def test_the_camera_is_shown_with_its_plumb_line_and_goes_out(
    camera: Page, form: str, axe: Callable[[Page], None]
) -> None:
    page = camera
    tilt = tilting(page)
    tilt(6)
    sign_in(page, "bob@example.org", PASSWORD)
    asked: list[str] = []
    open_camera(page, form)
    page.on("request", lambda request: asked.append(request.url))
    take = page.get_by_role("button", name="Take it")
    expect(take).to_be_focused()
    expect(page.get_by_text("The camera is tilted")).to_be_visible()
    # The phone is turned counter-clockwise, so on its screen what hangs down leans clockwise.
    expect(page.locator("[data-plumb]")).to_have_attribute("transform", "rotate(6.0)")
    axe(page)
    tilt(0.4)
    expect(page.get_by_text("The camera is level.")).to_be_visible()
    page.wait_for_function(f"{RUNNING} === 1")

    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("button", name="Take a picture")).to_be_focused()
    page.wait_for_function(f"{RUNNING} === 0")
    page.get_by_role("button", name="Take a picture").click()
    expect(take).to_be_focused()
    take.click()
    expect(page.locator("canvas[data-picture]")).to_have_js_property("width", 1280)
    page.wait_for_function(f"{RUNNING} === 0")
    page.get_by_role("button", name="Another picture").click()
    page.get_by_role("button", name="Take a picture").click()
    expect(take).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Measure on a photo")).to_be_focused()
    page.wait_for_function(f"{RUNNING} === 0")
    assert [url for url in asked if not url.startswith("data:")] == []


@pytest.mark.parametrize(
    ("error", "words"),
    [("NotAllowedError", "The camera was not allowed"), ("NotFoundError", "No camera answers here")],
)
def test_without_leave_or_camera_a_picture_is_chosen(
    desk: Page, form: str, error: str, words: str, axe: Callable[[Page], None]
) -> None:
    answer = f"async () => {{ throw new DOMException('', '{error}'); }}"
    desk.add_init_script(f"navigator.mediaDevices.getUserMedia = {answer};")
    sign_in(desk, "bob@example.org", PASSWORD)
    open_camera(desk, form)
    expect(desk.get_by_text(words)).to_be_visible()
    axe(desk)
    choose(desk, DATA)
    expect(desk.locator("[data-stage]")).to_be_visible()
    drag(desk, PLACES, width=1280)
    assert shown(desk) == close_to(left=33.0, right=42.5)


def test_a_browser_without_a_live_picture_opens_the_camera_app(
    open_page: Callable[..., Page], form: str
) -> None:
    page = open_page(**PHONE)
    page.add_init_script("Object.defineProperty(navigator, 'mediaDevices', { value: undefined });")
    sign_in(page, "bob@example.org", PASSWORD)
    page.goto(form)
    page.get_by_role("button", name="Measure on a photo").click()
    expect(page.locator("[data-camera]")).to_be_hidden()
    taken: Any = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": DATA}
    page.get_by_label("Take a picture").set_input_files(taken)
    expect(page.locator("canvas[data-picture]")).to_have_js_property("width", 1280)


def test_of_two_cameras_the_other_one_is_a_press_away(
    launch_browser: Callable[..., Browser], watch: Watch, base_url: str, form: str
) -> None:
    browser = launch_browser(args=[*FLAGS, "--use-fake-device-for-media-stream=device-count=2"])
    context = browser.new_context(base_url=base_url, **DESK_WITH_CAMERA)
    watch.follow(context)
    page = context.new_page()
    which = """document.querySelector("video").srcObject?.getVideoTracks()[0].getSettings().deviceId"""
    sign_in(page, "bob@example.org", PASSWORD)
    open_camera(page, form)
    expect(page.get_by_role("button", name="Take it")).to_be_focused()
    first = page.evaluate(which)
    page.get_by_role("button", name="Other camera").click()
    page.wait_for_function(f"first => {{ const now = {which}; return now && now !== first; }}", arg=first)
    page.get_by_role("button", name="Take it").click()
    expect(page.locator("[data-stage]")).to_be_visible()
    browser.close()
