"""The guided routine on a phone, with time sped up: to its end, through pain, and what befalls a page."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from accounts.models import Club, Role, User
from athletes.models import Athlete
from coaching.models import Exercise, Programme, Session
from tests.factories import (
    PASSWORD,
    join,
    make_assessment,
    make_athlete,
    make_club,
    make_programme,
    make_user,
)
from tests.journeys.steps import kept, settles, sign_in
from tests.plugins.browser import PHONE, SMALL, Watch

SECOND = 1000
DAY = dt.timedelta(days=1)
CLUBS_DAY = Club.today


def daytime() -> str:
    """A time zone in which it is about noon, so that no journey of some minutes crosses midnight."""
    ahead = 12 - dt.datetime.now(dt.UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


@pytest.fixture(autouse=True)
def offline_is_meant(watch: Watch) -> None:
    watch.allow(r"status of 409")
    watch.allow(r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_ABORTED|Failed to fetch")


@pytest.fixture
def club() -> Club:
    return make_club(name="Riverside Harriers", time_zone=daytime())


@pytest.fixture
def bob(club: Club) -> User:
    return join(make_user(email="bob@example.org", name="Bob Coe"), club, Role.COACH)


@pytest.fixture
def ann(club: Club) -> Athlete:
    user = make_user(email="ann@example.org", name="Ann Runner")
    return make_athlete(club=club, name="Ann Runner", user=user)


@pytest.fixture
def programme(ann: Athlete) -> Programme:
    """The stiff hip is the left one: an extra set there, in a stretch of both hips and in a lift."""
    exercises = [Exercise.objects.get(slug=slug) for slug in ("knees-in-stretch", "side-lying-ankle-lift")]
    test = make_assessment(athlete=ann, left=29.0, right=38.0)
    programme = make_programme(athlete=ann, exercises=exercises, assessment=test)
    programme.exercises.update(sets=1, extra_sets_left=1)
    return programme


def on_today(page: Page) -> Page:
    """Ann at her routine, kept on the phone, with the clock in our hands."""
    sign_in(page, "ann@example.org", PASSWORD)
    page.wait_for_url("**/today/")
    kept(page)
    page.clock.install()
    page.reload()
    expect(page.get_by_role("button", name="Start the routine")).to_be_visible()
    return page


@pytest.fixture
def today(phone: Page, programme: Programme) -> Page:
    return on_today(phone)


def guide(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Guided routine")


def press(page: Page, name: str) -> None:
    guide(page).get_by_role("button", name=name, exact=True).click()


def choose(page: Page, name: str, index: int = 0) -> None:
    guide(page).get_by_role("radio", name=name, exact=True).nth(index).check(force=True)


def begin(page: Page) -> None:
    page.get_by_role("button", name="Start the routine").click()
    press(page, "Start")


def shows(page: Page, *texts: str) -> None:
    for text in texts:
        expect(guide(page).get_by_text(text, exact=True).filter(visible=True).first).to_be_visible()


def passes(page: Page, seconds: float) -> None:
    page.clock.run_for(int(seconds * SECOND))


@pytest.mark.stores
def test_a_whole_routine_offline_in_the_middle_ends_on_the_coachs_page(
    today: Page, desk: Page, bob: User, ann: Athlete, programme: Programme
) -> None:
    begin(today)
    shows(today, "Knees-in stretch", "Get ready", "both hips · set 1 of 2")
    passes(today, 5.2)
    shows(today, "Hold", "0:30")
    passes(today, 12)
    shows(today, "0:18")

    # The network goes, and so does the page.
    today.context.set_offline(True)
    today.reload()
    shows(today, "Paused", "both hips · set 1 of 2")
    # Where it was: the seconds that the page took to go count too.
    expect(guide(today).get_by_text(re.compile(r"^0:1[4-8]$")).filter(visible=True).first).to_be_visible()
    press(today, "Go on")
    passes(today, 18.2)
    shows(today, "Rest")
    passes(today, 25)
    shows(today, "Get ready")
    expect(guide(today).get_by_text("extra set, left: your stiffer hip. Both hips work here")).to_be_visible()
    passes(today, 35.2)

    shows(today, "Side-lying ankle lift")
    guide(today).get_by_text("Cues").click()
    guide(today).get_by_label("Repetitions").select_option("3")
    guide(today).get_by_text("Cues").click()
    press(today, "Start")
    passes(today, 5.2)
    shows(today, "Repetitions", "left side · set 1 of 2")
    passes(today, 9)
    shows(today, "3", "of 12–15")
    # The picture shows the other leg; on this side it is its mirror image.
    motion = guide(today).locator("[data-motion]").filter(visible=True)
    expect(motion).to_have_class(re.compile("is-mirrored"))
    passes(today, 36.2)
    shows(today, "Switch sides", "right side · set 1 of 1")
    expect(motion).not_to_have_class(re.compile("is-mirrored"))
    passes(today, 5 + 5 + 45.2)
    shows(today, "Rest", "left side · set 2 of 2", "extra set, left: your stiffer hip")
    press(today, "Don’t wait")
    passes(today, 5 + 45.4)

    shows(today, "That was today’s routine", "done · 15 repetitions")
    choose(today, "1", index=0)
    press(today, "Save")
    expect(today.get_by_text("On this device, not sent yet")).to_be_visible()
    assert not Session.objects.exists()

    today.context.set_offline(False)
    is_saved(today)
    session = Session.objects.get()
    assert (session.version, session.pain) == (1, 1)
    assert [
        tuple(row) for row in session.exercises.values_list("outcome", "sets_left", "sets_right", "reps")
    ] == [
        ("done", 2, 1, None),
        ("done", 2, 1, 15),
    ]

    sign_in(desk, bob.email, PASSWORD)
    desk.goto(f"/programmes/{programme.pk}/")
    expect(desk.get_by_role("row").filter(has_text="All done")).to_contain_text(
        "Side-lying ankle lift (15 repetitions)"
    )
    desk.goto(f"/athletes/{ann.pk}/")
    expect(desk.get_by_text("100 %").first).to_be_visible()


def test_pain_stops_the_exercise_and_reaches_the_coach_at_once(
    today: Page, desk: Page, bob: User, ann: Athlete, axe: Callable[[Page], None]
) -> None:
    begin(today)
    passes(today, 8)
    press(today, "It hurts")
    press(today, "Tell my coach")
    shows(today, "Choose where it hurts.")
    choose(today, "left groin")
    choose(today, "3")
    press(today, "Tell my coach")
    shows(today, "Paused")
    assert not Session.objects.exists()

    press(today, "It hurts")
    choose(today, "left groin")
    choose(today, "6")
    axe(today)
    press(today, "Tell my coach")
    shows(today, "Stop for today", "Your coach is told.", "A pinch, a click or a catch in the groin.")
    expect(
        guide(today).get_by_text("Pain of 4 or more: stop for today.").filter(visible=True)
    ).to_be_visible()
    # Whether she finishes or not, the coach knows.
    assert (Session.objects.get().pain, Session.objects.get().pain_where) == (6, "left_groin")
    sign_in(desk, bob.email, PASSWORD)
    desk.goto("/squad/?show=pain")
    expect(desk.get_by_role("row").filter(has_text="Ann Runner")).to_contain_text("6 of 10")
    desk.goto(f"/athletes/{ann.pk}/")
    expect(desk.get_by_text("left groin")).to_be_visible()
    expect(desk.get_by_role("region", name="Last sessions")).to_contain_text("Knees-in stretch")

    press(today, "Finish for today")
    press(today, "Save")
    # The rule says stop for today: the page offers no second round, nor to call it all done.
    expect(today.get_by_text("Today is logged")).to_be_visible()
    expect(today.locator("[data-start], [name=all_done]").filter(visible=True)).to_have_count(0)
    session = Session.objects.get()
    assert [*session.exercises.values_list("outcome", "reason")] == [("partly", "pain"), ("skipped", "pain")]


def test_skip_back_and_leave_and_come_back(today: Page, programme: Programme) -> None:
    begin(today)
    passes(today, 20)
    press(today, "Back")
    shows(today, "Get ready", "both hips · set 1 of 2")
    press(today, "Skip")
    press(today, "Skip it")
    shows(today, "Say why: one tap is enough.")
    choose(today, "No time")
    press(today, "Skip it")
    shows(today, "Side-lying ankle lift")
    press(today, "Start")
    passes(today, 5.2)
    for _tap in range(3):
        press(today, "One more")
    press(today, "Leave")
    expect(guide(today)).to_be_hidden()
    passes(today, 600)

    today.reload()
    expect(guide(today)).to_be_hidden()
    today.get_by_role("button", name="Go on where I was").click()
    shows(today, "Paused", "3")
    press(today, "Go on")
    press(today, "One more")
    press(today, "Set done")
    shows(today, "Switch sides")
    press(today, "Skip")
    choose(today, "Tired or ill")
    press(today, "Skip it")
    shows(today, "That was today’s routine", "skipped")
    press(today, "Change something first")
    today.get_by_label("How hard was it?").or_(today.get_by_text("Effort and a note")).first.click()
    today.get_by_label("Note to your coach").fill("Enough for today.")
    today.get_by_role("button", name="Save what I ticked").click()
    expect(today.get_by_text("2 of 2 logged").or_(today.get_by_text("Today is logged"))).to_be_visible()
    session = Session.objects.get()
    assert session.note == "Enough for today."
    rows = session.exercises.values_list("outcome", "sets_left", "sets_right", "reps", "reason")
    assert [tuple(row) for row in rows] == [
        ("skipped", 0, 0, None, "time"),
        ("partly", 1, 0, 4, "tired"),
    ]


def test_a_phone_that_slept_is_right_when_it_wakes(today: Page) -> None:
    begin(today)
    passes(today, 6)
    shows(today, "Hold")
    today.clock.fast_forward(20 * SECOND)
    passes(today, 0.4)
    expect(guide(today).locator("[data-clock]")).to_have_text(re.compile(r"0:(08|09)"))
    today.clock.fast_forward(600 * SECOND)
    passes(today, 0.4)
    # The hold went on by itself and counts; the next one wasn't announced, so it waits.
    shows(today, "Paused", "both hips · set 2 of 2")


def lose_answers(page: Page, times: int) -> list[str]:
    """The first answers are lost after the server has stored what was sent."""
    sent: list[str] = []

    def lose(route: Route) -> None:
        sent.append(route.request.url)
        if len(sent) <= times:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.context.route("**/api/v1/sessions/*", lose)
    return sent


def stored() -> list[tuple[Any, ...]]:
    return [tuple(row) for row in Session.objects.values_list("version", "exercises__outcome").order_by("pk")]


def is_saved(page: Page) -> None:
    """The page says so; or it was still waiting for the answer, and has gone on to where it is shown."""
    said = page.get_by_text("Sent and saved. Your coach can see it.")
    shown = page.get_by_text("Today is logged").or_(page.get_by_role("heading", name="History", exact=True))
    expect(said.or_(shown).first).to_be_visible()


@pytest.mark.stores
def test_one_tap_is_stored_once_though_the_answer_is_lost_and_the_tab_closed(
    phone: Page, programme: Programme
) -> None:
    sign_in(phone, "ann@example.org", PASSWORD)
    phone.wait_for_url("**/today/")
    sent = lose_answers(phone, 1)
    phone.get_by_role("button", name="All done as prescribed").click()
    expect(phone.get_by_text("On this device, not sent yet")).to_be_visible()
    settles(phone, [(1, "done"), (1, "done")], stored)
    second = phone.context.new_page()
    phone.close()
    second.goto("/today/")
    expect(second.get_by_text("Today is logged")).to_be_visible()
    expect(second.locator("[data-outbox]")).to_be_hidden()
    assert stored() == [(1, "done"), (1, "done")]
    assert len(set(sent)) == 1


def test_what_is_changed_without_a_network_is_a_version_of_the_same_log(
    phone: Page, programme: Programme
) -> None:
    sign_in(phone, "ann@example.org", PASSWORD)
    phone.wait_for_url("**/today/")
    kept(phone)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="All done as prescribed").click()
    expect(phone.get_by_text("On this device, not sent yet")).to_be_visible()
    # The tab is closed and opened again: what was logged is there, and is changed before it was ever sent.
    second = phone.context.new_page()
    phone.close()
    second.goto("/today/")
    expect(second.get_by_text("On this device, not sent yet")).to_be_visible()
    expect(second.locator("[name^=outcome][value=done]").first).to_be_checked()
    expect(second.get_by_role("button", name="All done as prescribed")).to_be_hidden()
    expect(second.get_by_role("button", name="Go through it again")).to_be_visible()
    second.locator("form [name=pain][value='2']").check(force=True)
    second.get_by_role("button", name="Save what I ticked").click()
    expect(second.get_by_text("On this device, not sent yet")).to_be_visible()
    assert stored() == []
    second.context.set_offline(False)
    is_saved(second)
    session = Session.objects.get()
    assert (session.pain, session.exercises.filter(outcome="done").count()) == (2, 2)


def test_a_log_of_two_days_ago_is_changed_without_a_network(
    phone: Page, programme: Programme, ann: Athlete
) -> None:
    day = ann.club.today() - dt.timedelta(days=2)
    Programme.objects.update(starts_on=day)
    session = Session.objects.create(programme=programme, done_on=day)
    for item in programme.exercises.all():
        session.exercises.create(prescribed=item, outcome="done", sets_left=2, sets_right=1)
    sign_in(phone, "ann@example.org", PASSWORD)
    phone.wait_for_url("**/today/")
    kept(phone)
    phone.goto(f"/sessions/{session.pk}/")
    kept(phone)
    phone.context.set_offline(True)
    phone.reload()
    phone.locator("form [name=pain][value='3']").check(force=True)
    phone.get_by_role("button", name="Save the changes").click()
    expect(phone.get_by_text("On this device, not sent yet")).to_be_visible()
    phone.context.set_offline(False)
    is_saved(phone)
    session.refresh_from_db()
    assert (session.pain, session.version, session.done_on) == (3, 2, day)


@pytest.mark.stores
def test_two_phones_in_conflict_choose(phone: Page, programme: Programme) -> None:
    sign_in(phone, "ann@example.org", PASSWORD)
    phone.wait_for_url("**/today/")
    kept(phone)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="All done as prescribed").click()
    expect(phone.get_by_text("On this device, not sent yet")).to_be_visible()
    Session.objects.create(programme=programme, done_on=programme.athlete.club.today(), pain=1)
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Save what I have here").click()
    expect(phone.get_by_text("Today is logged")).to_be_visible()
    assert (Session.objects.get().pain, Session.objects.get().exercises.count()) == (None, 2)


def test_a_page_that_was_kept_yesterday_logs_today(phone: Page, programme: Programme, ann: Athlete) -> None:
    yesterday = ann.club.today() - dt.timedelta(days=1)
    Programme.objects.update(starts_on=yesterday)
    sign_in(phone, "ann@example.org", PASSWORD)
    phone.wait_for_url("**/today/")
    kept(phone)
    phone.context.route(
        re.compile(r"/today/$"), lambda route: route.abort()
    )  # no network for pages, so that the kept one is shown
    today = phone.locator("form[data-routine]").get_attribute("data-day")
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    phone.clock.install(time=tomorrow)
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_text("This page is from")).to_be_visible()
    phone.get_by_role("button", name="Start the routine").click()
    bodies = phone.evaluate("() => Object.values(localStorage).filter((one) => one.includes('items'))")
    assert f'"day":"{(dt.date.fromisoformat(str(today)) + dt.timedelta(days=1)).isoformat()}"' in bodies[0]


@pytest.fixture
def yesterday(club: Club) -> dt.date:
    return club.today() - DAY


@pytest.fixture
def evening(phone: Page, programme: Programme, yesterday: dt.date, monkeypatch: pytest.MonkeyPatch) -> Page:
    """Ann at her routine yesterday: the server and the phone agree on the day."""
    Programme.objects.update(starts_on=yesterday)
    programme.exercises.update(days_per_week=7)
    monkeypatch.setattr(Club, "today", lambda _club: yesterday)
    sign_in(phone, "ann@example.org", PASSWORD)
    phone.wait_for_url("**/today/")
    kept(phone)
    phone.clock.install(time=dt.datetime.now(dt.UTC) - DAY)
    phone.reload()
    expect(phone.get_by_role("button", name="Start the routine")).to_be_visible()
    return phone


def night(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the next day, and the page is still open."""
    monkeypatch.setattr(Club, "today", CLUBS_DAY)
    page.clock.fast_forward(int(DAY.total_seconds()) * SECOND)


def one_set(page: Page) -> None:
    begin(page)
    passes(page, 5.2 + 30.2)
    shows(page, "Rest")


def logged_days() -> list[tuple[Any, ...]]:
    rows = Session.objects.order_by("done_on", "exercises__pk")
    return [tuple(row) for row in rows.values_list("done_on", "exercises__outcome", "exercises__sets_left")]


def test_a_routine_that_is_finished_on_the_next_morning_is_the_log_of_the_day_it_was_begun_on(
    evening: Page, yesterday: dt.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_set(evening)
    press(evening, "Pause")
    night(evening, monkeypatch)
    press(evening, "Go on")
    for _exercise in range(2):
        press(evening, "Skip")
        choose(evening, "No time")
        press(evening, "Skip it")
    shows(evening, "That was today’s routine")
    expect(guide(evening).get_by_text("when you began it.")).to_be_visible()
    press(evening, "Save")
    expect(evening.get_by_role("heading", name="History", exact=True)).to_be_visible()
    assert logged_days() == [(yesterday, "partly", 1), (yesterday, "skipped", 0)]
    # And the new day has a routine of its own.
    evening.goto("/today/")
    expect(evening.get_by_role("button", name="Start the routine")).to_be_visible()
    expect(evening.get_by_text("was not finished")).to_be_hidden()


def test_a_routine_left_overnight_before_anything_was_done_is_the_new_days(
    evening: Page, yesterday: dt.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening.get_by_role("button", name="Start the routine").click()
    night(evening, monkeypatch)
    press(evening, "Start")
    press(evening, "Start")
    for _exercise in range(2):
        press(evening, "Skip")
        choose(evening, "No time")
        press(evening, "Skip it")
    expect(guide(evening).get_by_text("when you began it.")).to_be_hidden()
    press(evening, "Save")
    expect(evening.get_by_text("Today is logged")).to_be_visible()
    assert {day for day, *_rest in logged_days()} == {yesterday + DAY}


def test_what_was_done_of_a_routine_that_was_never_finished_is_asked_about_on_the_next_day(
    evening: Page, yesterday: dt.date, monkeypatch: pytest.MonkeyPatch, axe: Callable[[Page], None]
) -> None:
    one_set(evening)
    press(evening, "Leave")
    night(evening, monkeypatch)
    # On the page that was left open, as on a new one, it is asked about before another begins.
    evening.get_by_role("button", name="Go on where I was").click()
    expect(evening.get_by_text("was not finished")).to_be_visible()
    expect(guide(evening)).to_be_hidden()
    evening.reload()
    expect(evening.get_by_text("was not finished")).to_be_visible()
    axe(evening)
    evening.get_by_role("button", name="Log what was done").click()
    expect(evening.get_by_role("heading", name="History", exact=True)).to_be_visible()
    assert logged_days() == [(yesterday, "partly", 1)]
    evening.goto("/today/")
    expect(evening.get_by_role("button", name="Start the routine")).to_be_visible()
    expect(evening.get_by_text("was not finished")).to_be_hidden()


def test_what_was_ticked_yesterday_is_looked_through_before_it_counts_for_today(
    evening: Page, yesterday: dt.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening.locator("[name^=outcome][value=done]").first.check(force=True)
    evening.get_by_text("Effort and a note").click()
    evening.get_by_label("Note to your coach").fill("Late in the evening.")
    night(evening, monkeypatch)
    evening.get_by_role("button", name="Save what I ticked").click()
    expect(evening.get_by_text("This page is from")).to_be_visible()
    assert logged_days() == []
    expect(evening.get_by_label("Note to your coach")).to_have_value("Late in the evening.")
    evening.get_by_role("button", name="Save what I ticked").click()
    expect(evening.get_by_text("1 of 2 logged")).to_be_visible()
    assert logged_days() == [(yesterday + DAY, "done", 2)]


NARROW = {**SMALL, "viewport": {"width": 360, "height": 640}}
ASIDE = {**PHONE, "viewport": {"width": 844, "height": 390}}
#: Whether the clock, its line and the words of an extra set are whole: on the screen, above the buttons.
IS_WHOLE = """() => {
  const boxes = (what) => [...document.querySelectorAll(`dialog [data-view=work] ${what}`)]
    .filter((one) => one.getClientRects().length).map((one) => one.getBoundingClientRect());
  const acts = boxes(".guide-acts")[0];
  const buttons = boxes("button");
  const isAbove = (one) => one.top >= 0 && one.bottom <= acts.top + 1 || one.right <= acts.left;
  return {
    clock: boxes("[data-phase], [data-clock], [data-line], [data-extra]").every(isAbove),
    buttons: buttons.every((one) => one.height >= 44
      && one.left >= 0 && one.right <= innerWidth && one.bottom <= innerHeight),
    wide: document.querySelector("dialog").scrollWidth > innerWidth,
  };
}"""


@pytest.mark.parametrize(
    ("screen", "locale", "motion"),
    [(NARROW, "de-DE", "no-preference"), (ASIDE, "fr-FR", "no-preference"), (PHONE, "de-DE", "reduce"),
     (ASIDE, "en-GB", "reduce")],
)  # fmt: skip
def test_nothing_covers_the_clock_on_a_small_screen_nor_on_its_side(
    open_page: Callable[..., Page], programme: Programme, screen: dict[str, Any], locale: str, motion: str
) -> None:
    page = open_page(**screen, locale="en-GB", reduced_motion=motion)
    sign_in(page, "ann@example.org", PASSWORD)
    page.context.add_cookies([{"name": "django_language", "value": locale[:2], "url": page.url}])
    page.clock.install()
    page.goto("/today/")
    page.locator("[data-start]").click()

    def do(what: str) -> None:
        page.locator(f"dialog [data-do={what}]").filter(visible=True).first.click()

    def looks(phase: str) -> None:
        expect(page.locator("dialog.guide")).to_have_attribute("data-now", phase)
        whole = page.evaluate(IS_WHOLE)
        assert whole == {"clock": True, "buttons": True, "wide": False}, phase

    do("next")
    looks("ready")
    passes(page, 5.2)
    looks("hold")
    passes(page, 30.2)
    looks("rest")  # before the extra set, which is named
    do("skip")
    page.locator("dialog.guide [name^=skip]").first.check(force=True)
    do("skip-it")
    do("next")
    passes(page, 5.2)
    looks("reps")
    for _tap in range(15):
        do("tap")
    looks("switch")


def test_where_motion_is_not_wanted_the_figure_stands_still(
    open_page: Callable[..., Page], programme: Programme
) -> None:
    still = on_today(open_page(**PHONE, reduced_motion="reduce"))
    still.get_by_role("button", name="Start the routine").click()
    pictures = guide(still).locator(".guide-still .fig-svg").filter(visible=True)
    expect(pictures).to_have_count(2)
    expect(guide(still).locator("[data-motion]").filter(visible=True)).to_have_count(0)


def test_where_motion_is_welcome_the_figure_moves_from_start_to_end(today: Page) -> None:
    today.get_by_role("button", name="Start the routine").click()
    frames = guide(today).locator("[data-motion]").filter(visible=True).locator("[data-frame]")
    expect(frames.first).to_have_class("is-shown")
    passes(today, 1.8)
    expect(frames.last).to_have_class("is-shown")
    expect(frames.first).not_to_have_class("is-shown")


def test_cues_are_switched_and_remembered(today: Page) -> None:
    today.evaluate(
        """() => {
          window.said = [];
          speechSynthesis.speak = (one) => window.said.push(one.text);
          navigator.vibrate = (pattern) => window.said.push(pattern);
        }"""
    )
    begin(today)
    passes(today, 5.2)
    said = today.evaluate("() => window.said.splice(0)")
    assert "Get ready. Both hips." in said
    assert "Hold." in said
    assert [200] in said
    guide(today).get_by_text("Cues").click()
    guide(today).get_by_label("Voice").uncheck()
    guide(today).get_by_label("Vibration").uncheck()
    passes(today, 30.2)
    assert today.evaluate("() => window.said") == []
    today.reload()
    expect(guide(today).locator("[data-cue=voice]")).not_to_be_checked()
    expect(guide(today).locator("[data-cue=sound]")).to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_of_it_on_a_small_phone(
    open_page: Callable[..., Page], programme: Programme, axe: Callable[[Page], None], scheme: str
) -> None:
    page = on_today(open_page(**SMALL, color_scheme=scheme))

    def look() -> None:
        axe(page)
        assert not page.evaluate("document.querySelector('dialog[open]').scrollWidth > innerWidth")

    page.get_by_role("button", name="Start the routine").click()
    look()
    press(page, "Start")
    passes(page, 6)
    look()
    press(page, "Skip")
    look()
    choose(page, "No time")
    press(page, "Skip it")
    press(page, "Start")
    passes(page, 5.2)
    look()
    press(page, "Skip")
    choose(page, "No time")
    press(page, "Skip it")
    look()


def test_signing_out_forgets_how_far_it_was(today: Page) -> None:
    begin(today)
    passes(today, 3)
    press(today, "Leave")
    keys = "() => Object.keys(localStorage).filter((one) => one.startsWith('medial-routine-'))"
    assert len(today.evaluate(keys)) == 1
    today.locator("nav details.menu summary").last.click()
    today.get_by_role("button", name="Sign out", exact=True).click()
    expect(today.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    assert today.evaluate(keys) == []
