"""Medial on the static files of production: hashed, compressed, with imports between modules rewritten.

The other journeys run on the plain files; here the pages with the most scripts open on those that a server
has, and a first visit to the heaviest ones is weighed.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.models import Club, User
from assessments.models import Assessment
from athletes.models import Athlete
from tests.cast import signed_in
from tests.factories import make_assessment, make_athlete, make_squad
from tests.journeys.steps import kept
from tests.pictures import legs
from tests.plugins.browser import DESK, PATIENCE, PHONE, Watch
from tools import first_visit

Opens = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `collectstatic` leaves."""
    folder = tmp_path_factory.mktemp("static")
    first_visit.collect(folder)
    return folder


@pytest.fixture
def server(collected: Path, seeded: None) -> Iterator[first_visit.Server]:
    with first_visit.hashed(collected), first_visit.serving() as server:
        yield server


@pytest.fixture
def opens(
    server: first_visit.Server, browser: Browser, browser_context_args: dict[str, Any], watch: Watch
) -> Iterator[Opens]:
    """A fresh browser in which the user is signed in: `opens(bob, **PHONE)`."""
    contexts: list[BrowserContext] = []

    def opens(user: User, **options: Any) -> BrowserContext:
        context = browser.new_context(**{**browser_context_args, **options, "base_url": server.url})
        context.set_default_timeout(PATIENCE)
        cookies = signed_in(user).cookies.items()
        context.add_cookies([{"name": k, "value": v.value, "url": server.url} for k, v in cookies])
        watch.follow(context)
        contexts.append(context)
        return context

    yield opens
    for context in contexts:
        context.close()


@pytest.fixture
def twenty(club: Club) -> list[Athlete]:
    group = make_squad(club=club, name="Marathon group")
    athletes = [make_athlete(club=club, name=f"Runner {n:02}", squads=[group]) for n in range(20)]
    for n, athlete in enumerate(athletes):
        make_assessment(athlete=athlete, left=27.0 + n, right=41.0 - n / 2)
    return athletes


def hashed_scripts(page: Page) -> list[str]:
    """The page's modules as it has loaded them, each by the hash of what is in it."""
    names: list[str] = page.evaluate("() => performance.getEntriesByType('resource').map((one) => one.name)")
    scripts = [name for name in names if "/static/js/" in name]
    assert [name for name in scripts if not re.search(r"\.[0-9a-f]{12}\.js$", name)] == []
    return scripts


def test_the_squad_is_searched(opens: Opens, bob: User, twenty: list[Athlete]) -> None:
    page = opens(bob, **DESK).new_page()
    page.goto(reverse("squad"))
    page.get_by_label("Name or event").fill("07")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    assert hashed_scripts(page)


def test_a_test_is_typed_tilted_and_marked(opens: Opens, bob: User, ann: Athlete) -> None:
    page = opens(bob, **PHONE).new_page()
    tilt = page.context.new_cdp_session(page)
    tilt.send("DeviceOrientation.setDeviceOrientationOverride", {"alpha": 0, "beta": 90, "gamma": 0})
    page.goto(reverse("assessment_new", args=[ann.pk]))
    left = page.get_by_role("region", name="Left")
    left.get_by_label("Trial 1").fill("28,5")
    expect(left.locator("output")).to_have_text("28.5°")

    page.get_by_role("button", name="Measure with this phone").click()
    page.get_by_role("button", name="Zero in neutral").click()
    tilt.send("DeviceOrientation.setDeviceOrientationOverride", {"alpha": 0, "beta": 60, "gamma": -89.9999})
    expect(page.locator("[data-note]")).to_contain_text("trial 2: 30.0° taken")
    page.locator(".meter-more").get_by_role("button", name="Done").click()
    expect(left.locator("output")).to_have_text("29.3°")

    page.get_by_role("button", name="Measure on a photo").click()
    picture: Any = {"name": "legs.jpg", "mimeType": "image/jpeg", "buffer": legs(left=34, right=41)[0]}
    page.get_by_label("Choose a picture").set_input_files(picture)
    # The picture takes a moment, and what is pressed before it is there moves no mark.
    expect(page.locator("[data-mark=right_knee]")).to_be_focused()
    for mark in ("right_knee", "right_ankle"):
        page.locator(f"[data-mark={mark}]").press("ArrowDown")
    page.get_by_role("button", name="Use these angles").click()
    expect(page.get_by_role("region", name="Right").locator("output")).not_to_have_text("–")
    page.get_by_role("button", name="Save the test").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Test of")
    assert Assessment.objects.get(athlete=ann).left_trials == [28.5, 30.0]


def test_the_photo_tool_comes_when_it_is_asked_for(
    server: first_visit.Server, open_page: Callable[..., Page]
) -> None:
    page = open_page(**PHONE)
    page.goto(f"{server.url}{reverse('self_test')}", wait_until="networkidle")
    assert not [name for name in hashed_scripts(page) if "/photo-" in name]
    page.get_by_role("button", name="Measure on a photo").click()
    expect(page.get_by_role("dialog", name="The angle on a photo")).to_be_visible()
    assert [name for name in hashed_scripts(page) if "/photo-dialog." in name]


def test_a_sheet_is_filled_in_and_opens_without_a_network(
    opens: Opens, bob: User, ann: Athlete, watch: Watch
) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|status of 503|^503 from")
    page = opens(bob, **PHONE).new_page()
    page.goto(f"{reverse('test_day')}?position=seated&motion=active&instrument=inclinometer&trials=1")
    expect(page.locator("#sheet[data-ready]")).to_be_visible()
    page.get_by_label("Ann Runner, left, trial 1", exact=True).focus()
    for text in ("28,5", "38"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    expect(page.locator("[data-state].is-saved")).to_have_count(1)
    assert len(hashed_scripts(page)) > 10

    # Loaded once more under the service worker's eyes, page and modules are kept by their hashed names.
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.reload()
    expect(page.locator("#sheet[data-ready]")).to_be_visible()
    kept(page)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#sheet[data-ready]")).to_be_visible()
    assert len(hashed_scripts(page)) > 10
    page.goto(reverse("squad"))
    expect(page.get_by_role("heading", level=1)).to_have_text("No network")


def weigh(answers: list[first_visit.Answer]) -> tuple[float, int]:
    """KB and number; fails where something was not found."""
    assert [answer for answer in answers if answer.status != 200] == []
    return sum(answer.size for answer in answers) / 1024, len(answers)


def test_a_first_visit_to_the_squad_is_light(
    opens: Opens, server: first_visit.Server, bob: User, twenty: list[Athlete]
) -> None:
    weight, requests = weigh(first_visit.visit(opens(bob, **PHONE), server, reverse("squad")))
    assert weight <= 90
    assert requests <= 10


def test_a_first_visit_to_the_sheet_is_light(
    opens: Opens, server: first_visit.Server, bob: User, twenty: list[Athlete]
) -> None:
    """Its modules come one by one, since nothing bundles them: that is most of the requests."""
    answers = first_visit.visit(opens(bob, **PHONE), server, reverse("test_day"))
    weight, requests = weigh(answers)
    assert weight <= 110
    assert requests <= 40
    assert {"/sw.js", "/manifest.webmanifest", "/offline/"} <= {answer.path for answer in answers}
