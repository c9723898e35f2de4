"""The angle on a photo: marks put by mouse, finger and keyboard on pictures of legs at known angles."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page, expect

from accounts.models import User
from assessments.models import Assessment, AssessmentPicture
from athletes.models import Athlete
from tests.factories import PASSWORD, make_assessment, make_picture
from tests.journeys.steps import sign_in
from tests.pictures import legs
from tests.plugins.browser import DESK, PHONE, SMALL, Watch

#: Where the marks of a picture belong, in its pixels.
Places = dict[str, tuple[float, float]]


@pytest.fixture
def form(bob: User, ann: Athlete) -> str:
    return reverse("assessment_new", args=[ann.pk])


def open_dialog(page: Page, form: str, **options: str) -> None:
    sign_in(page, "bob@example.org", PASSWORD)
    page.goto(form)
    for label, choice in options.items():
        page.get_by_label(label).select_option(choice)
    page.get_by_role("button", name="Measure on a photo").click()


def open_picture(page: Page, form: str, data: bytes, **options: str) -> None:
    open_dialog(page, form, **options)
    choose(page, data)
    expect(page.locator("[data-stage]")).to_be_visible()


def choose(page: Page, data: bytes, name: str = "legs.jpg") -> None:
    file: Any = {"name": name, "mimeType": "image/jpeg", "buffer": data}
    page.get_by_label("Choose a picture").set_input_files(file)


def box_of(locator: Locator) -> FloatRect:
    # The picture is drawn a moment after it was chosen.
    expect(locator).to_be_visible()
    box = locator.bounding_box()
    assert box is not None
    return box


def drag(page: Page, places: Places, *, width: int) -> None:
    """Each mark to its place with the mouse."""
    for name, place in places.items():
        mark = box_of(page.locator(f"[data-mark={name}]"))
        page.mouse.move(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
        page.mouse.down()
        page.mouse.move(*on_screen(page, place, width=width), steps=3)
        page.mouse.up()


def on_screen(page: Page, place: tuple[float, float], *, width: int) -> tuple[float, float]:
    stage = box_of(page.locator("[data-stage]"))
    scale = stage["width"] / width
    return stage["x"] + place[0] * scale, stage["y"] + place[1] * scale


def shown(page: Page) -> dict[str, float]:
    """The angle that stands beside each side, in degrees."""
    texts = {side: page.locator(f"[data-angle={side}]").inner_text() for side in ("left", "right")}
    return {side: float(text.rstrip("°").replace("−", "-")) for side, text in texts.items()}


def close_to(**angles: float) -> Any:
    return pytest.approx(angles, abs=0.5)


def test_a_picture_is_measured_kept_and_shown_to_the_club_alone(
    desk: Page,
    open_page: Callable[..., Page],
    form: str,
    ann: Athlete,
    charlie: User,
    axe: Callable[[Page], None],
) -> None:
    data, places = legs(left=34.0, right=41.5)
    open_picture(desk, form, data)
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    use = desk.get_by_role("button", name="Use these angles")
    expect(use).to_be_disabled()
    expect(desk.get_by_text("Put both marks in their places.")).to_have_count(2)
    drag(desk, places, width=1200)
    assert shown(desk) == close_to(left=34.0, right=41.5)
    axe(desk)
    use.click()

    expect(desk.get_by_role("region", name="Left").get_by_label("Trial 1")).to_be_focused()
    expect(desk.get_by_label("Instrument")).to_have_value("photo")
    expect(desk.get_by_role("img", name="The marked picture")).to_be_visible()
    assert [url for url in asked if not url.startswith("data:")] == []
    desk.get_by_label("Keep the marked picture").check()
    desk.get_by_label("The athlete agrees").check()
    axe(desk)
    desk.get_by_role("button", name="Save the test").click()

    expect(desk.get_by_role("heading", name="On the picture")).to_be_visible()
    test = Assessment.objects.get(athlete=ann)
    assert test.instrument == "photo"
    assert {"left": test.left_degrees, "right": test.right_degrees} == close_to(left=34.0, right=41.5)
    kept = AssessmentPicture.objects.get(assessment=test).image
    with kept.open() as file, Image.open(file) as image:
        assert (image.format, image.size) == ("JPEG", (1200, 900))
    address = reverse("assessment_picture", args=[test.pk])
    assert desk.request.get(address).headers["content-type"] == "image/jpeg"
    other = open_page(**DESK)
    sign_in(other, "charlie@example.org", PASSWORD)
    assert other.request.get(address).status == 404


@pytest.mark.parametrize("orientation", [6, 8])
def test_a_camera_held_sideways_is_measured_upright(phone: Page, form: str, orientation: int) -> None:
    data, places = legs(left=22.0, right=37.3, size=(900, 1200), orientation=orientation)
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (1200, 900)
    open_picture(phone, form, data)
    expect(phone.locator("canvas[data-picture]")).to_have_js_property("width", 900)
    drag(phone, places, width=900)
    assert shown(phone) == close_to(left=22.0, right=37.3)


@pytest.mark.parametrize("size", [(640, 480), (4000, 3000)])
def test_small_and_large_pictures_are_measured_alike(desk: Page, form: str, size: tuple[int, int]) -> None:
    data, places = legs(left=28.4, right=45.0, size=size)
    open_picture(desk, form, data)
    drag(desk, places, width=size[0])
    assert shown(desk) == close_to(left=28.4, right=45.0)


def test_by_keyboard_alone(desk: Page, form: str) -> None:
    data, places = legs(left=30.0, right=30.0, size=(640, 480))
    open_picture(desk, form, data)
    first = {
        "right_knee": (269, 168),
        "right_ankle": (192, 360),
        "left_knee": (371, 168),
        "left_ankle": (448, 360),
    }
    for n, (name, (x, y)) in enumerate(first.items()):
        expect(desk.locator(f"[data-mark={name}]")).to_be_focused()
        for distance, keys in ((places[name][0] - x, "Left Right"), (places[name][1] - y, "Up Down")):
            key = f"Arrow{keys.split()[distance > 0]}"
            tens, ones = divmod(round(abs(distance)), 10)
            for press in [f"Shift+{key}"] * tens + [key] * ones:
                desk.keyboard.press(press)
        expect(desk.locator("[data-loupe]")).to_be_visible()
        if n < 3:
            desk.keyboard.press("Tab")
    assert shown(desk) == close_to(left=30.0, right=30.0)
    expect(desk.locator("[data-said]")).to_have_text(re.compile(r"Left (29|30)\.\d°, Right (29|30)\.\d°"))
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("button", name="Measure on a photo")).to_be_focused()


def test_by_taps_and_the_four_arrows_on_a_phone(phone: Page, form: str, axe: Callable[[Page], None]) -> None:
    data, places = legs(left=48.0, right=10.0)
    open_picture(phone, form, data)
    for mark in phone.locator("[data-mark]:visible").all():
        assert min(box_of(mark)["width"], box_of(mark)["height"]) >= 44
    for name, place in places.items():
        phone.locator(f"[data-mark={name}]").focus()
        phone.touchscreen.tap(*on_screen(phone, (place[0], place[1] - 60), width=1200))
        for _step in range(30):
            phone.get_by_role("button", name="Down", exact=True).click()
    assert shown(phone) == close_to(left=48.0, right=10.0)
    axe(phone)


def test_something_upright_is_the_vertical_of_a_tilted_picture(desk: Page, form: str) -> None:
    data, places = legs(left=30.0, right=30.0)
    open_picture(desk, form, data)
    drag(desk, places, width=1200)
    desk.get_by_label("The picture is tilted").check()
    assert shown(desk) == close_to(left=30.0, right=30.0)
    # A wall that leans by 10 degrees: bottom to the right.
    drag(desk, {"top": (600, 200), "bottom": (600 + 500 * 0.17633, 700)}, width=1200)
    assert shown(desk) == close_to(left=20.0, right=40.0)


def test_a_mirrored_picture_changes_the_sides_and_turning_out_is_asked_about(desk: Page, form: str) -> None:
    data, places = legs(left=30.0, right=20.0)
    open_picture(desk, form, data)
    drag(desk, places, width=1200)
    mirrored = desk.get_by_label("Mirrored")
    mirrored.check()
    assert shown(desk) == close_to(left=20.0, right=30.0)
    expect(desk.get_by_role("button", name="Use these angles")).to_be_enabled()
    mirrored.uncheck()
    crossed = {"left_ankle": (500.0, places["left_ankle"][1])}
    drag(desk, crossed, width=1200)
    outwards = desk.get_by_text("That is external rotation: are the sides right?")
    expect(outwards.locator("visible=true")).to_have_count(1)
    desk.locator("[data-use=right]").uncheck()
    expect(desk.get_by_role("button", name="Use these angles")).to_be_disabled()


def test_lying_on_the_front_the_left_is_on_the_left(desk: Page, form: str) -> None:
    data, _places = legs(left=30.0, right=20.0)
    open_picture(desk, form, data, Position="prone")
    expect(desk.get_by_label("Mirrored")).to_be_checked()
    left, right = (box_of(desk.locator(f"[data-mark={side}_knee]")) for side in ("left", "right"))
    assert left["x"] < right["x"]


def test_the_next_free_trial_is_filled_and_a_full_hip_says_so(desk: Page, form: str) -> None:
    data, places = legs(left=31.0, right=36.0)
    sign_in(desk, "bob@example.org", PASSWORD)
    desk.goto(form)
    left, right = (desk.get_by_role("region", name=name) for name in ("Left", "Right"))
    left.get_by_label("Trial 1").fill("30")
    for n in (1, 2, 3):
        right.get_by_label(f"Trial {n}").fill("35")
    desk.get_by_role("button", name="Measure on a photo").click()
    choose(desk, data)
    expect(desk.locator("[data-stage]")).to_be_visible()
    drag(desk, places, width=1200)
    full = desk.get_by_text("All three trials are filled: empty one first.")
    expect(full.locator("visible=true")).to_have_count(1)
    desk.get_by_role("button", name="Use these angles").click()
    expect(left.get_by_label("Trial 2")).to_have_value(re.compile(r"3[01]\.\d"))
    expect(left.locator("output")).to_have_text(re.compile(r"30\.\d°"))
    expect(right.locator("output")).to_have_text("35.0°")


def test_a_question_before_saving_keeps_the_picture(
    phone: Page, form: str, ann: Athlete, watch: Watch
) -> None:
    # The angles are sent first, and refused for what the page then asks.
    watch.allow("status of 422")
    data, places = legs(left=3.0, right=36.0)
    open_picture(phone, form, data)
    drag(phone, places, width=1200)
    phone.get_by_role("button", name="Use these angles").click()
    phone.get_by_label("Keep the marked picture").check()
    phone.get_by_role("button", name="Save the test").click()
    expect(phone.get_by_text("A picture is kept only if the athlete agrees").last).to_be_visible()
    assert not Assessment.objects.exists()
    phone.get_by_label("The athlete agrees").check()
    phone.get_by_label("Yes, that is what was measured").check()
    phone.get_by_role("button", name="Save the test").first.click()
    expect(phone.get_by_role("heading", name="On the picture")).to_be_visible()
    phone.wait_for_load_state()
    assert phone.evaluate("sessionStorage.getItem('medial-photo')") is None
    assert AssessmentPicture.objects.get().assessment.athlete == ann


def test_without_both_ticks_nothing_of_the_picture_is_sent(desk: Page, form: str) -> None:
    data, places = legs(left=31.0, right=36.0)
    open_picture(desk, form, data)
    drag(desk, places, width=1200)
    desk.get_by_role("button", name="Use these angles").click()
    with desk.expect_request(lambda request: request.method == "PUT") as sent:
        desk.get_by_role("button", name="Save the test").click()
    assert int(sent.value.header_value("content-length") or 0) < 6000
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Test of")
    assert not AssessmentPicture.objects.exists()


def test_without_a_network_the_angles_are_kept_and_the_picture_follows(
    desk: Page, form: str, ann: Athlete, watch: Watch
) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED")
    data, places = legs(left=31.0, right=36.0)
    open_picture(desk, form, data)
    drag(desk, places, width=1200)
    desk.get_by_role("button", name="Use these angles").click()
    desk.get_by_label("Keep the marked picture").check()
    desk.get_by_label("The athlete agrees").check()
    desk.context.set_offline(True)
    desk.get_by_role("button", name="Save the test").click()
    expect(desk.get_by_text("The angles are kept here. The picture takes a network")).to_be_visible()
    desk.context.set_offline(False)
    desk.get_by_role("button", name="Save the test").click()
    expect(desk.get_by_role("heading", name="On the picture")).to_be_visible()
    test = Assessment.objects.get(athlete=ann)
    assert {"left": test.left_degrees, "right": test.right_degrees} == close_to(left=31.0, right=36.0)
    assert (test.version, AssessmentPicture.objects.get().assessment) == (1, test)


def test_a_finger_drags_a_mark_under_the_magnifier(phone: Page, form: str) -> None:
    data, places = legs(left=31.0, right=36.0)
    open_picture(phone, form, data)
    touch = phone.context.new_cdp_session(phone)
    for name, place in places.items():
        mark = box_of(phone.locator(f"[data-mark={name}]"))
        start = (mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
        end = on_screen(phone, place, width=1200)
        for kind, x, y in (("Start", *start), ("Move", *end)):
            event = {"type": f"touch{kind}", "touchPoints": [{"x": x, "y": y}]}
            touch.send("Input.dispatchTouchEvent", event)
        glass = phone.locator("[data-loupe]")
        expect(glass).to_be_visible()
        held = box_of(glass)
        # Not under the finger itself, where nobody would see it.
        assert not held["y"] <= end[1] <= held["y"] + held["height"]
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert shown(phone) == close_to(left=31.0, right=36.0)
    assert phone.evaluate("document.querySelector('.photo-dialog').scrollTop") == 0


def test_a_file_that_is_no_picture_is_said_to_be_none(desk: Page, form: str) -> None:
    open_dialog(desk, form)
    choose(desk, b"no picture at all")
    expect(desk.get_by_text("This file can’t be shown here")).to_be_visible()
    data, _places = legs(left=31.0, right=36.0)
    choose(desk, data)
    expect(desk.get_by_role("button", name="Use these angles")).to_be_visible()


def test_without_a_script_a_picture_can_be_kept_but_not_measured(
    open_page: Callable[..., Page], form: str
) -> None:
    page = open_page(**PHONE, java_script_enabled=False)
    sign_in(page, "bob@example.org", PASSWORD)
    page.goto(form)
    expect(page.get_by_text("Measuring on a photo needs JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Measure on a photo")).to_be_hidden()
    page.get_by_role("region", name="Left").get_by_label("Trial 1").fill("30")
    file: Any = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": legs(left=30, right=30)[0]}
    page.get_by_label("A marked picture to keep").set_input_files(file)
    page.get_by_label("Keep the marked picture").check()
    page.get_by_label("The athlete agrees").check()
    page.get_by_role("button", name="Save the test").click()
    expect(page.get_by_role("heading", name="On the picture")).to_be_visible()


def test_it_holds_on_a_small_dark_phone(
    open_page: Callable[..., Page], form: str, ann: Athlete, axe: Callable[[Page], None]
) -> None:
    test = make_assessment(athlete=ann)
    make_picture(assessment=test)
    page = open_page(**SMALL, color_scheme="dark")
    open_picture(page, form, legs(left=31.0, right=36.0, size=(900, 1200))[0])
    axe(page)
    assert page.evaluate("(d => d.scrollWidth <= d.clientWidth)(document.querySelector('dialog'))")
    for name in ("assessment", "assessment_picture_delete", "assessment_edit"):
        page.goto(reverse(name, args=[test.pk]))
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
