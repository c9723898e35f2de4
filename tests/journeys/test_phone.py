"""The phone as the instrument, with its tilt driven as a browser reports it."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from assessments.models import Assessment
from athletes.models import Athlete
from tests.factories import PASSWORD, make_assessment
from tests.journeys.steps import sign_in, until
from tests.journeys.tilting import Tilt, reported, tilting
from tests.plugins.browser import PHONE, SMALL

#: What the page asks of the device, noted down: that the screen stays on, and what is said aloud.
DEVICE = """
window.asked = [];
const lock = { release: async () => { asked.push("asleep"); } };
const request = async (kind) => { asked.push(kind); return lock; };
Object.defineProperty(navigator, "wakeLock", { value: { request } });
speechSynthesis.speak = (voice) => asked.push(voice.text);
navigator.vibrate = () => asked.push("shaken");
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) { asked.push("tone"); start.apply(this, when); };
"""
REFUSING = "DeviceOrientationEvent.requestPermission = async () => 'denied';"
#: What an accelerometer alone tells of a phone turned counter-clockwise.
FEEL = """turned => {
    const roll = turned * Math.PI / 180;
    const felt = { x: 9.81 * Math.sin(roll), y: 9.81 * Math.cos(roll), z: 0 };
    dispatchEvent(new DeviceMotionEvent("devicemotion", { accelerationIncludingGravity: felt }));
}"""


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    page = open_page(**PHONE)
    page.add_init_script(DEVICE)
    return page


@pytest.fixture
def tilt(phone: Page) -> Tilt:
    tilt = tilting(phone)
    tilt()
    return tilt


@pytest.fixture
def form(bob: User, ann: Athlete, phone: Page) -> str:
    """The address of an empty form, opened by a coach with the phone in hand."""
    sign_in(phone, bob.email, PASSWORD)
    address = reverse("assessment_new", args=[ann.pk])
    phone.goto(address)
    return address


def start(page: Page) -> None:
    page.get_by_role("button", name="Measure with this phone").click()


def zero(page: Page) -> None:
    page.get_by_role("button", name="Zero in neutral").click()


def measure(page: Page, tilt: Tilt, degrees: list[float], *, lean: float = 0.0) -> None:
    """Zero, then turn and hold and come back for each of them."""
    tilt(0, lean)
    zero(page)
    for n, angle in enumerate(degrees, start=1):
        expect(page.locator("[data-number]")).to_have_text("0.0°")
        tilt(angle, lean)
        expect(note(page)).to_contain_text(f"trial {n}: {abs(angle):.1f}° taken")
        tilt(0, lean)


def note(page: Page) -> Locator:
    return page.locator("#meter").get_by_role("status")


def field(page: Page, hip: str, n: int) -> Locator:
    return page.get_by_role("region", name=hip).get_by_label(f"Trial {n}")


def test_a_coach_measures_both_hips_and_saves(phone: Page, tilt: Tilt, form: str, ann: Athlete, axe) -> None:
    start(phone)
    meter = phone.get_by_role("dialog", name="Ann Runner · left hip")
    expect(meter).to_contain_text("Lay the phone along the front of the shin, screen outward")
    expect(meter).to_contain_text("Seated · Active · trial 1 of 3")
    axe(phone)
    phone.get_by_label("Say each number aloud").check()

    measure(phone, tilt, [28.6, 29.4, 30.1])
    # The other leg asks for a zero of its own; internal rotation goes the other way there.
    expect(phone.get_by_role("dialog", name="Ann Runner · right hip")).to_be_visible()
    measure(phone, tilt, [-41.0, -42.0, -43.3], lean=20)

    expect(meter.or_(phone.get_by_role("dialog"))).to_contain_text("All readings are taken")
    axe(phone)
    phone.get_by_role("button", name="Done").first.click()
    expect(phone.get_by_role("button", name="Measure with this phone")).to_be_focused()
    until(phone, "asleep", "() => asked.at(-1)")
    asked = phone.evaluate("asked")
    assert asked[0] == "screen"
    assert asked[-1] == "asleep"
    assert asked[1:4] == ["tone", "shaken", "Left hip 28.6°"]
    # The last one sounds otherwise.
    assert asked[-5:-1] == ["tone", "tone", "shaken", "Right hip 43.3°"]
    expect(phone.get_by_label("Instrument")).to_have_value("phone")
    expect(phone.get_by_role("region", name="Left").locator("output")).to_have_text("29.4°")

    phone.get_by_role("button", name="Save the test").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Test of")
    test = Assessment.objects.get(athlete=ann)
    assert (test.instrument, test.left_trials, test.right_trials) == (
        "phone",
        [28.6, 29.4, 30.1],
        [41.0, 42.0, 43.3],
    )


def test_the_number_is_large_and_a_wrong_turn_is_not_taken(phone: Page, tilt: Tilt, form: str, axe) -> None:
    start(phone)
    zero(phone)
    tilt(-12)
    meter = phone.get_by_role("dialog")
    number = meter.locator("[data-number]")
    expect(number).to_have_text("12.0°")
    expect(meter).to_contain_text("external rotation")
    assert (
        phone.evaluate("parseFloat(getComputedStyle(document.querySelector('[data-number]')).fontSize)")
        >= 100
    )
    phone.get_by_role("button", name="Take it now").click()
    expect(note(phone)).to_contain_text("That is external rotation, and is not taken.")
    expect(field(phone, "Left", 1)).to_have_value("")
    axe(phone)

    # A leg that moves on is not taken by itself.
    for tenths in range(390, 471, 5):
        tilt(tenths / 10)
        phone.wait_for_timeout(50)
    expect(field(phone, "Left", 1)).to_have_value("")
    phone.get_by_role("button", name="Take it now").click()
    expect(field(phone, "Left", 1)).to_have_value("47.0")
    expect(meter.get_by_text("optimal", exact=True)).to_be_visible()
    needle = meter.locator("[data-side=left] [data-needle]")
    expect(needle).to_have_attribute("transform", "rotate(-47.0)")


def test_readings_are_taken_back_and_again(phone: Page, tilt: Tilt, form: str) -> None:
    phone.get_by_label("Instrument").select_option("goniometer")
    start(phone)
    measure(phone, tilt, [30, 31])
    phone.get_by_role("button", name="Undo last").click()
    expect(note(phone)).to_contain_text("Left hip, trial 2: taken back.")
    expect(field(phone, "Left", 2)).to_have_value("")
    phone.get_by_role("button", name="Left hip, trial 1: 30.0°").click()
    tilt(33)
    expect(note(phone)).to_contain_text("Left hip, trial 1: 33.0° taken.")
    phone.get_by_role("button", name="Undo last").click()
    expect(field(phone, "Left", 1)).to_have_value("30.0")
    phone.get_by_role("button", name="Undo last").click()
    expect(phone.get_by_label("Instrument")).to_have_value("goniometer")
    # Zero again, in another posture: what counts is the turn since then.
    tilt(50)
    phone.get_by_role("button", name="Zero again").click()
    tilt(80)
    expect(field(phone, "Left", 1)).to_have_value("30.0")
    phone.get_by_role("button", name="Other hip").click()
    expect(phone.get_by_role("dialog", name="Ann Runner · right hip")).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("dialog")).to_be_hidden()
    until(phone, "asleep", "() => asked.at(-1)")


def test_only_the_missing_readings_are_asked_for_when_a_test_is_changed(
    phone: Page, tilt: Tilt, bob: User, ann: Athlete
) -> None:
    stored = make_assessment(athlete=ann, tester=bob, left=31, right=None)
    assert len(stored.left_trials) == 1
    sign_in(phone, bob.email, PASSWORD)
    phone.goto(reverse("assessment_edit", args=[stored.pk]))
    start(phone)
    filled = len(stored.left_trials)
    expect(phone.get_by_role("dialog")).to_contain_text(
        f"trial {filled + 1} of 3" if filled < 3 else "right hip"
    )


@pytest.mark.parametrize(
    ("position", "words", "turned"),
    [
        ("supine", "flat against the sole", {"alpha": 0.0, **reported(33.0)}),
        ("prone", "faces whoever stands at the feet", {"alpha": 0.0, **reported(33.0)}),
        ("supine_90", "it faces the ceiling", {"alpha": 33.0, "beta": 3.0, "gamma": 0.0}),
    ],
)
def test_lying_it_is_held_and_read_otherwise(
    phone: Page, tilt: Tilt, form: str, position: str, words: str, turned: dict[str, float]
) -> None:
    phone.get_by_label("Position").select_option(position)
    if position == "supine_90":
        tilt(alpha=0, beta=3, gamma=0)
    start(phone)
    expect(phone.get_by_role("dialog")).to_contain_text(words)
    zero(phone)
    tilt(**turned)
    expect(field(phone, "Left", 1)).to_have_value("33.0")


def test_a_screen_that_faces_the_ceiling_is_told_off(phone: Page, tilt: Tilt, form: str) -> None:
    tilt(alpha=0, beta=5, gamma=0)
    start(phone)
    zero(phone)
    expect(note(phone)).to_contain_text("The screen faces the ceiling or the floor.")
    expect(phone.get_by_role("button", name="Zero in neutral")).to_be_visible()


def test_the_accelerometer_alone_serves_as_well(phone: Page, form: str) -> None:
    start(phone)
    phone.evaluate(FEEL, 10)
    zero(phone)
    phone.evaluate(FEEL, 45.5)
    expect(field(phone, "Left", 1)).to_have_value("35.5")
    phone.keyboard.press("Escape")
    phone.get_by_label("Position").select_option("supine_90")
    start(phone)
    phone.evaluate(FEEL, 0)
    zero(phone)
    expect(phone.get_by_role("dialog")).to_contain_text("This phone can’t measure in this position")


def test_the_fused_orientation_that_comes_late_asks_for_its_own_zero(phone: Page, form: str) -> None:
    start(phone)
    phone.evaluate(FEEL, 10)
    zero(phone)
    phone.evaluate(FEEL, 30)
    tilt = tilting(phone)
    tilt(50)
    expect(phone.get_by_role("button", name="Zero in neutral")).to_be_visible()
    zero(phone)
    tilt(81)
    expect(field(phone, "Left", 1)).to_have_value("31.0")


def test_the_keyboard_does_all_of_it(phone: Page, tilt: Tilt, form: str) -> None:
    phone.get_by_role("button", name="Measure with this phone").press("Enter")
    expect(phone.get_by_role("heading", name="Ann Runner · left hip")).to_be_focused()
    expect(phone.get_by_role("button", name="Zero in neutral")).to_be_enabled()
    phone.get_by_role("button", name="Zero in neutral").press("Enter")
    take = phone.get_by_role("button", name="Take it now")
    expect(take).to_be_focused()
    tilt(31)
    expect(phone.locator("[data-number]")).to_have_text("31.0°")
    phone.keyboard.press("Enter")
    expect(field(phone, "Left", 1)).to_have_value("31.0")
    expect(take).to_be_focused()
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("button", name="Measure with this phone")).to_be_focused()


@pytest.mark.parametrize("size", [(360, 640), (390, 664), (844, 390), (1280, 800)])
def test_it_fits_a_screen_as_a_whole(open_page: Callable[..., Page], size: tuple[int, int]) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]})
    tilt = tilting(page)
    tilt()
    page.goto(reverse("self_test"))
    fits = "meter => meter.scrollHeight <= meter.clientHeight && meter.scrollWidth <= meter.clientWidth"
    start(page)
    meter = page.get_by_role("dialog")
    assert meter.evaluate(fits)
    zero(page)
    tilt(28.6)
    expect(note(page)).to_contain_text("taken")
    assert meter.evaluate(fits)


def test_without_leave_or_sensors_it_says_what_to_do_instead(phone: Page, form: str, axe) -> None:
    start(phone)
    meter = phone.get_by_role("dialog")
    expect(meter).to_contain_text("This device tells no tilt")
    axe(phone)
    phone.get_by_role("button", name="Type the readings").click()
    phone.add_init_script(REFUSING)
    phone.goto(form)
    start(phone)
    expect(meter).to_contain_text("The phone was not allowed to tell its tilt")
    expect(meter).to_contain_text("Typing always works")
    phone.get_by_role("button", name="Type the readings").click()
    field(phone, "Left", 1).fill("31")
    expect(phone.get_by_role("region", name="Left").locator("output")).to_have_text("31.0°")


def test_a_passer_by_tests_their_own_hips_and_nothing_leaves_the_phone(phone: Page, tilt: Tilt, axe) -> None:
    phone.goto(reverse("self_test"), wait_until="networkidle")
    requests: list[str] = []
    phone.on("request", lambda request: requests.append(request.url))
    result = phone.get_by_role("region", name="What it says")
    expect(result).to_contain_text("The result shows here once there is a reading.")
    start(phone)
    measure(phone, tilt, [28.6, 29.4, 30.1])
    measure(phone, tilt, [-41.0, -42.0, -43.3])
    phone.get_by_role("button", name="Done").first.click()

    expect(result.get_by_role("img")).to_have_attribute(
        "aria-label", "Hip internal rotation: left 29.4°, limited; right 42.1°, sufficient"
    )
    expect(result).to_contain_text("Below 35°, but it can’t be told from 35°: test again on another day.")
    expect(result).to_contain_text("Above 35°, and by more than this method is unsure of.")
    expect(result).to_contain_text("12.7° apart")
    expect(result).to_contain_text("3.6° (grade B), so anything from 29.1° to 40.9° can’t be told from 35°.")
    shins = result.locator(".dial-hip > g")
    expect(shins.nth(0)).to_have_attribute("transform", "translate(-20.0 0) rotate(42.1)")
    expect(shins.nth(1)).to_have_attribute("transform", "translate(20.0 0) rotate(-29.4)")
    axe(phone)
    # The browser fetches the tab's picture when it pleases.
    assert [url for url in requests if not url.endswith("icon.svg")] == []
    assert phone.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_typed_readings_are_judged_by_their_own_method(open_page: Callable[..., Page], axe) -> None:
    page = open_page(**SMALL, color_scheme="dark")
    page.goto(reverse("self_test"))
    left = page.get_by_role("group", name="Left")
    result = page.get_by_role("region", name="What it says")
    left.get_by_label("Trial 1").fill("9,5")
    expect(result).to_contain_text("see a physiotherapist before any stretching")
    left.get_by_label("Trial 1").fill("x")
    expect(left).to_contain_text("Write degrees from 0 to 90, such as 34.5.")
    left.get_by_label("Trial 1").fill("27")
    expect(result).to_contain_text("Below 35°, and by more than this method is unsure of.")
    page.get_by_label("Measured with").select_option("visual")
    expect(result).to_contain_text("Below 35°, but it can’t be told from 35°")
    expect(result).to_contain_text("6.0° (grade D)")
    left.get_by_label("Trial 1").press("Enter")
    expect(result).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    axe(page)


def test_without_scripts_it_says_how_to_look(open_page: Callable[..., Page]) -> None:
    page = open_page(**PHONE, java_script_enabled=False)
    page.goto(reverse("self_test"))
    expect(page.get_by_role("heading", name="Without JavaScript, by eye")).to_be_visible()
    expect(page.get_by_role("button", name="Measure with this phone")).to_be_hidden()
    expect(page.get_by_role("region", name="What it says")).to_be_hidden()
