"""Every page as people meet it: on a desk and on a phone, light and dark, with axe looking on.

The demo club's people open the pages that are theirs. On each: one h1, nothing wider than a phone of 360
pixels, no violation that axe finds, and (by `watch`) no error, no other host, nothing the policy forbids.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Club, User
from accounts.refusing import stop_path
from assessments.models import Assessment, ErrorStudy
from athletes import consenting
from athletes.models import Athlete, Squad
from coaching.demo.building import ATHLETE, OWNER, VIEWER, build
from coaching.mail.readers import stop_url
from coaching.models import Note, Programme, Session
from tests.factories import make_pairs, make_repeat, make_study
from tests.journeys.steps import sign_in
from tests.plugins.browser import DESK, SMALL, Watch

DAY = dt.timedelta(days=1)

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
    reader = User.objects.get(email=ATHLETE)
    return [
        stop_url(reader, "reminder").removeprefix(settings.SITE_URL),
        stop_path("somebody@example.org"),
        *addresses(
            [
                "home",
                "learn",
                "self_test",
                "language",
                "account_login",
                "account_signup",
                "account_reset_password",
            ]
        ),
        "/no/such/page/",
    ]


def of_athletes_and_tests() -> list[str]:
    referred, tested, untested = (
        Athlete.objects.get(name=name) for name in ("Hugo Brandt", "Amara Okafor", "Femi Ade")
    )
    tests = Assessment.objects.latest_first()
    return [
        *addresses(
            ["athlete", "athlete_edit", "athlete_archive", "athlete_invite", "athlete_notes"], pk=tested.pk
        ),
        *addresses(["note_edit", "note_delete"], **one(Note.objects.filter(by_athlete=False))),
        *addresses(["athlete", "athlete_report"], pk=untested.pk),
        *addresses(["athlete_report"], pk=tested.pk),
        *addresses(["athlete"], pk=referred.pk),
        *addresses(["assessment_new", "programme_new"], athlete_pk=tested.pk),
        *addresses(["programme_new"], athlete_pk=referred.pk),
        *addresses(["assessment", "assessment_edit", "assessment_delete"], **one(tests, athlete=tested)),
        *addresses(["assessment"], **one(tests, athlete=referred)),
        *addresses(["assessment"], **one(tests, right_degrees=None)),
    ]


def of_club() -> list[str]:
    return [
        *addresses(
            [
                "squad",
                "test_day",
                "test_day_summary",
                "club",
                "club_new",
                "club_members",
                "club_errors",
                "squads",
            ]
        ),
        *addresses(["athlete_new", "athletes_archived", "account_email", "account_change_password"]),
        *addresses(["mfa_index", "mfa_list_webauthn", "usersessions_list", "api_tokens"]),
        f"{reverse('squad')}?show=below&sort=name&q=a",
        f"{reverse('squad')}?q=nobody",
        *addresses(["club_privacy", "club_history", "club_readers", "club_archive", "clubs_archived"]),
        f"{reverse('club_history')}?what=tests",
        *addresses(["athlete_erase"], **one(Athlete.objects.archived())),
        *addresses(
            ["athlete_consent", "athlete_consent_withdraw", "athlete_move"], **one(Athlete.objects.active())
        ),
        *addresses(["squad_edit", "squad_delete"], **one(Squad.objects.all())),
        *addresses(["programme", "programme_stop", "programme_sheet"], **one(Programme.objects.running())),
        *addresses(["mail_settings"]),
        *addresses(["exercises"]),
        *addresses(["exercise"], slug="knees-in-stretch"),
    ]


def of_athlete() -> list[str]:
    own = {"athlete__name": "Amara Okafor"}
    day = Athlete.objects.get(name="Amara Okafor").club.today()
    logged = Session.objects.filter(programme__athlete__name="Amara Okafor", done_on__lt=day)
    return [
        *addresses(["today", "my_hips", "history", "calendar", "mail_settings", "my_data", "my_data_erase"]),
        *addresses(["my_consent", "my_data_leave"], **one(Athlete.objects.all(), name="Amara Okafor")),
        *addresses(["athlete_report", "athlete_notes"], **one(Athlete.objects.all(), name="Amara Okafor")),
        *addresses(["note_edit", "note_delete"], **one(Note.objects.filter(by_athlete=True))),
        *addresses(["programme", "programme_sheet"], **one(Programme.objects.running(), **own)),
        *addresses(["session_edit"], **one(logged.filter(done_on__gte=day - 7 * DAY))),
        *addresses(["session_edit"], **one(logged.filter(done_on__lt=day - 7 * DAY))),
        *addresses(["assessment"], **one(Assessment.objects.latest_first(), **own)),
        *addresses(["exercise"], slug="side-lying-ankle-lift"),
        reverse("squads"),
    ]


def of_viewer() -> list[str]:
    return [
        *addresses(["squad", "club", "club_members", "club_errors", "exercises"]),
        *addresses(["athlete", "athlete_notes"], **one(Athlete.objects.all(), name="Amara Okafor")),
        reverse("athlete_new"),
    ]


def of_visitor_with_a_link() -> list[str]:
    """A question for consent that is open, and one that was given."""
    athlete, coach = Athlete.objects.get(name="Amara Okafor"), User.objects.get(email=OWNER)
    given = consenting.ask(athlete=athlete, email="guardian@example.org", by=coach)
    consenting.answer(consent=given, giver="Ada Okafor")
    asked = consenting.ask(athlete=athlete, email="guardian@example.org", by=coach)
    return [consenting.path_of(one) for one in (given, asked)]


def of_own_error() -> list[str]:
    """A study with a pair, somebody waiting, and somebody still to measure; and one that has its result."""
    tester = User.objects.get(email=OWNER)
    club = Club.objects.get(name="Riverside Harriers")
    ErrorStudy.objects.all().delete()
    begun = make_study(club=club, tester=tester, instrument="phone")
    make_pairs(study=begun, people=1)
    waiting = make_repeat(study=begun)
    done = make_study(club=club, tester=tester)
    make_pairs(study=done, people=21, shift=2.0)
    return [
        reverse("error_studies"),
        *addresses(["error_study"], pk=begun.pk),
        *addresses(["error_study"], pk=done.pk),
        *addresses(["error_reading"], pk=begun.pk, athlete_pk=waiting.athlete_id),
        f"{reverse('error_studies')}?instrument=photo&position=prone",
    ]


PEOPLE: dict[str, tuple[str | None, Callable[[], list[str]]]] = {
    "a visitor": (None, of_visitor),
    "a visitor with a link": (None, of_visitor_with_a_link),
    "a coach, athletes and tests": (OWNER, of_athletes_and_tests),
    "a coach, the club": (OWNER, of_club),
    "a coach, the own error": (OWNER, of_own_error),
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


def test_paper_is_light_where_the_screen_is_dark(open_page: Callable[..., Page]) -> None:
    page = open_page(**DESK, color_scheme="dark")
    page.goto(reverse("learn"))
    theme = page.locator("html")
    expect(theme).to_have_attribute("data-bs-theme", "dark")
    page.emulate_media(media="print")
    expect(theme).to_have_attribute("data-bs-theme", "light")


FOCUS = """() => {
    const focused = document.activeElement, bar = document.querySelector(".tabs").getBoundingClientRect();
    const shown = element => element && parseFloat(getComputedStyle(element).outlineWidth) > 0
        && getComputedStyle(element).outlineStyle !== "none";
    const marked = shown(focused) || shown(focused.nextElementSibling)
        || getComputedStyle(focused).boxShadow !== "none";
    const seen = focused.closest(".tabs") || focused.getBoundingClientRect().bottom <= bar.top;
    return focused === document.body ? "" : !marked ? "unmarked" : !seen ? "behind the bar" : "fine";
}"""


def test_whoever_tabs_through_the_routine_always_sees_where_they_are(open_page: Callable[..., Page]) -> None:
    page = open_page(**SMALL, reduced_motion="reduce")  # without it the page glides to what is focused
    sign_in(page, ATHLETE)
    page.goto(reverse("today"))
    found: list[tuple[str, str]] = []
    while len(found) < 60:
        page.keyboard.press("Tab")
        state = page.evaluate(FOCUS)
        if not state:
            break
        name = page.evaluate("document.activeElement.innerText || document.activeElement.name")
        found.append((name, state))
    assert len(found) > 10
    assert [one for one in found if one[1] != "fine"] == []


#: A phone's `innerWidth` grows with what is too wide; the width it was given is the root's own.
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def faults_of(page: Page, axe: Callable[..., None], *, colours: bool = True) -> list[str]:
    """What is wrong with the open page, in words, so that one run tells of every page."""
    faults = []
    try:
        axe(page, colours=colours)
    except AssertionError as violations:
        faults.append(str(violations))
    if page.locator("h1").count() != 1:
        faults.append(f"{page.url} has {page.locator('h1').count()} h1")
    if page.evaluate(WIDER):
        faults.append(f"{page.url} is wider than the screen")
    return faults
