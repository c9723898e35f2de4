"""Every page as people meet it: on a desk and on a phone, light and dark, with axe looking on.

The demo club's people open the pages that are theirs. On each: one h1, nothing wider than a phone of 360
pixels, no violation that axe finds, and (by `watch`) no error, no other host, nothing the policy forbids.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import QuerySet
from django.urls import reverse
from playwright.sync_api import Page

from assessments.models import Assessment
from athletes.models import Athlete, Squad
from coaching.demo.building import ATHLETE, OWNER, VIEWER, build
from coaching.models import Programme
from tests.journeys.steps import sign_in
from tests.plugins.browser import DESK, SMALL, Watch

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def demo(seeded: None) -> None:
    build()


def one(rows: QuerySet[Any], **wanted: Any) -> dict[str, Any]:
    """The address of the first such row."""
    return {"pk": rows.filter(**wanted)[0].pk}


def addresses(names: list[str], **arguments: Any) -> list[str]:
    return [reverse(name, kwargs=arguments) for name in names]


def of_visitor() -> list[str]:
    return [
        *addresses(["home", "learn", "account_login", "account_signup", "account_reset_password"]),
        "/no/such/page/",
    ]


def of_athletes_and_tests() -> list[str]:
    referred, tested, untested = (
        Athlete.objects.get(name=name) for name in ("Hugo Brandt", "Amara Okafor", "Femi Ade")
    )
    tests = Assessment.objects.latest_first()
    return [
        *addresses(["athlete", "athlete_edit", "athlete_archive", "athlete_invite"], pk=tested.pk),
        *addresses(["athlete"], pk=untested.pk),
        *addresses(["athlete"], pk=referred.pk),
        *addresses(["assessment_new", "programme_new"], athlete_pk=tested.pk),
        *addresses(["programme_new"], athlete_pk=referred.pk),
        *addresses(["assessment", "assessment_edit", "assessment_delete"], **one(tests, athlete=tested)),
        *addresses(["assessment"], **one(tests, athlete=referred)),
        *addresses(["assessment"], **one(tests, right_degrees=None)),
    ]


def of_club() -> list[str]:
    return [
        *addresses(["squad", "club", "club_new", "club_members", "club_errors", "squads"]),
        *addresses(["athlete_new", "athletes_archived", "account_email", "account_change_password"]),
        f"{reverse('squad')}?show=below&sort=name&q=a",
        f"{reverse('squad')}?q=nobody",
        *addresses(["squad_edit", "squad_delete"], **one(Squad.objects.all())),
        *addresses(["programme", "programme_stop"], **one(Programme.objects.running())),
        *addresses(["exercises"]),
        *addresses(["exercise"], slug="knees-in-stretch"),
    ]


def of_athlete() -> list[str]:
    own = {"athlete__name": "Amara Okafor"}
    return [
        *addresses(["today", "my_hips", "history"]),
        *addresses(["programme"], **one(Programme.objects.running(), **own)),
        *addresses(["assessment"], **one(Assessment.objects.latest_first(), **own)),
        *addresses(["exercise"], slug="side-lying-ankle-lift"),
        reverse("squads"),
    ]


def of_viewer() -> list[str]:
    return [
        *addresses(["squad", "club", "club_members", "club_errors", "exercises"]),
        *addresses(["athlete"], **one(Athlete.objects.all(), name="Amara Okafor")),
        reverse("athlete_new"),
    ]


PEOPLE: dict[str, tuple[str | None, Callable[[], list[str]]]] = {
    "a visitor": (None, of_visitor),
    "a coach, athletes and tests": (OWNER, of_athletes_and_tests),
    "a coach, the club": (OWNER, of_club),
    "an athlete": (ATHLETE, of_athlete),
    "a viewer": (VIEWER, of_viewer),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_hold_on_a_desk_and_on_a_small_phone(
    who: str, open_page: Callable[..., Page], axe: Callable[[Page], None], watch: Watch
) -> None:
    watch.allow("status of 40[34]")
    email, pages = PEOPLE[who]
    faults: list[str] = []
    for options in (DESK, {**SMALL, "color_scheme": "dark"}):
        page = open_page(**options)
        if email:
            sign_in(page, email)
        for address in pages():
            page.goto(address)
            faults += faults_of(page, axe)
        page.context.close()
    assert not faults, "\n".join(faults)


def faults_of(page: Page, axe: Callable[[Page], None]) -> list[str]:
    """What is wrong with the open page, in words, so that one run tells of every page."""
    faults = []
    try:
        axe(page)
    except AssertionError as violations:
        faults.append(str(violations))
    if page.locator("h1").count() != 1:
        faults.append(f"{page.url} has {page.locator('h1').count()} h1")
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        faults.append(f"{page.url} is wider than the screen")
    return faults
