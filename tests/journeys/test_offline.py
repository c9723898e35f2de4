"""Without a network: what is entered stays on the device and reaches the server once; pages open anyway."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session as SignIn
from playwright.sync_api import APIResponse, BrowserContext, Page, Route, expect

from accounts.ids import uuid7
from accounts.models import Club, Membership, Role, User
from assessments.models import Assessment
from athletes.models import Athlete
from coaching.models import Session
from config import device
from tests.factories import (
    PASSWORD,
    join,
    make_assessment,
    make_athlete,
    make_club,
    make_programme,
    make_user,
)
from tests.journeys.steps import kept, settles, sign_in, until
from tests.plugins.browser import DESK, Watch

OPEN = """async () => {
  const { openOutbox } = await import("/static/js/outbox.js");
  const { showOutbox } = await import("/static/js/outbox-status.js");
  const user = document.querySelector("meta[name=medial-user]").content;
  const csrf = document.querySelector("[name=csrfmiddlewaretoken]").value;
  window.outbox = await openOutbox({ user, csrf });
  showOutbox(window.outbox);
}"""
PUT = """([key, body]) =>
  window.outbox.put({ key, url: `/api/v1/assessments/${key}`, body, label: "Ann Runner", group: "day" })"""
STATES = "async () => (await window.outbox.entries()).map((entry) => entry.state)"
TRIED = "async () => (await window.outbox.entries()).every((entry) => entry.tries > 0)"
OLD = """async () =>
  (await caches.keys()).filter((name) => /^medial-(static|pages)/.test(name) && !name.includes("another"))"""
REACHES = """async () => {
  try { return (await fetch(`/static/js/theme.js?${Math.random()}`)).ok } catch { return false }
}"""
PERSONAL = "async () => (await caches.keys()).filter((name) => /medial-(pages|who)/.test(name))"


@pytest.fixture
def club() -> Club:
    return make_club(name="Riverside Harriers")


@pytest.fixture
def bob(club: Club) -> User:
    return join(make_user(email="bob@example.org", name="Bob Coe"), club, Role.COACH)


@pytest.fixture
def carol(club: Club) -> User:
    return join(make_user(email="carol@example.org", name="Carol Day"), club, Role.COACH)


@pytest.fixture
def ann(club: Club) -> Athlete:
    return make_athlete(club=club, name="Ann Runner")


@pytest.fixture(autouse=True)
def offline_is_meant(watch: Watch) -> None:
    """A browser complains of every request that gets no answer, or a refusal: here they are brought about."""
    watch.allow(r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_ABORTED|Failed to fetch")
    watch.allow(r"status of (401|403|409|422|503)|^503 from")


@pytest.fixture
def form(desk: Page, bob: User, ann: Athlete) -> Page:
    """Bob at the form for a test of Ann, with his outbox open."""
    sign_in(desk, bob.email, PASSWORD)
    return with_outbox(desk, ann)


def with_outbox(page: Page, athlete: Athlete) -> Page:
    page.goto(f"/athletes/{athlete.pk}/assessments/new/")
    page.evaluate(OPEN)
    return page


def enter(page: Page, athlete: Athlete, *, left: float = 30, key: str = "", **more: Any) -> str:
    """A test into the page's outbox; its key."""
    key = key or str(uuid7())
    method = {"position": "seated", "motion": "active", "instrument": "phone"}
    body = {"athlete": str(athlete.pk), "tested_on": "2026-09-02", **method, "left_trials": [left], **more}
    page.evaluate(PUT, [key, body])
    return key


def wait_for(page: Page, *states: str) -> None:
    """Until the outbox's entries are in these states, in the order of their entering."""
    until(page, list(states), STATES)


def goes_offline(page: Page) -> None:
    """Takes the network from the page and, which comes a moment later, from its service worker."""
    page.context.set_offline(True)
    until(page, False, REACHES)


def stored() -> dict[str, float | None]:
    """Every test on the server: its key, and the mean of its left hip."""
    return {str(test.pk): test.left_degrees for test in Assessment.objects.all()}


def bar(page: Page) -> Any:
    return page.locator("[data-outbox]")


@pytest.mark.stores
def test_what_is_entered_without_a_network_is_sent_when_it_is_back(form: Page, ann: Athlete) -> None:
    form.context.set_offline(True)
    keys = [enter(form, ann, left=left) for left in (28, 29, 30)]
    expect(bar(form)).to_have_text(re.compile("Offline · 3 on this device"))
    assert stored() == {}

    form.context.set_offline(False)
    wait_for(form, "saved", "saved", "saved")
    expect(bar(form)).to_be_hidden()
    assert stored() == dict(zip(keys, (28, 29, 30), strict=True))
    answer = form.evaluate("async () => (await window.outbox.entries('day'))[0].answer")
    assert answer["version"] == 1
    assert answer["chips"][0]["chip"] == "Left below 35°"


@pytest.mark.stores
def test_an_answer_that_is_lost_after_saving_doubles_nothing(form: Page, ann: Athlete) -> None:
    sent = []

    def lose_the_first(route: Route) -> None:
        sent.append(route.request.url)
        if len(sent) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    form.route("**/api/v1/assessments/*", lose_the_first)
    key = enter(form, ann, left=30)
    until(
        form,
        ["device", 1],
        "async () => { const [one] = await window.outbox.entries(); return [one.state, one.tries] }",
    )
    assert stored() == {key: 30}

    # Typed on meanwhile: neither a conflict with oneself nor a loss.
    enter(form, ann, left=31, key=key)
    form.evaluate("() => dispatchEvent(new Event('online'))")
    wait_for(form, "saved")
    assert stored() == {key: 31}
    assert len(sent) == 3


def test_a_refusal_says_why_and_a_mended_entry_is_saved(form: Page, ann: Athlete) -> None:
    key = enter(form, ann, left=30, tested_on="2999-01-01")
    wait_for(form, "refused")
    expect(bar(form)).to_have_text(re.compile("1 to mend"))
    assert "still to come" in form.evaluate("async () => (await window.outbox.entries())[0].reason")
    enter(form, ann, left=30, key=key)
    wait_for(form, "saved")
    assert stored() == {key: 30}


@pytest.mark.stores
def test_a_conflict_has_both_and_either_can_be_kept(form: Page, bob: User, ann: Athlete) -> None:
    theirs, mine = (make_assessment(athlete=ann, left=25.0, right=25.0) for _ in range(2))
    for test in (theirs, mine):
        enter(form, ann, left=30, key=str(test.pk))
    wait_for(form, "conflict", "conflict")
    form.evaluate(
        """async ([theirs, mine]) => {
          const all = await window.outbox.entries();
          const of = (key) => all.find((entry) => entry.key === key);
          await window.outbox.take(theirs, of(theirs).answer.stored);
          const { version } = of(mine).answer.stored;
          await window.outbox.put({ ...of(mine), body: { ...of(mine).body, version } });
        }""",
        [str(theirs.pk), str(mine.pk)],
    )
    wait_for(form, "saved", "saved")
    assert stored() == {str(theirs.pk): 25, str(mine.pk): 30}


SHEET = "/test-day/?position=seated&motion=active&instrument=inclinometer&trials=1"


@pytest.mark.parametrize("where", ["form", SHEET])
def test_a_session_that_ended_keeps_the_entry_until_its_owner_is_back(
    form: Page, bob: User, ann: Athlete, where: str
) -> None:
    if where != "form":
        form.goto(where)
        form.evaluate(OPEN)
    address = form.url
    SignIn.objects.all().delete()
    key = enter(form, ann)
    wait_for(form, "signed_out")
    expect(bar(form)).to_have_text(re.compile("1 on this device"))
    # What is entered from now on doesn't say either that it would be sent.
    later = enter(form, ann, left=31)
    wait_for(form, "signed_out", "signed_out")
    expect(bar(form)).to_have_text(re.compile("2 on this device"))
    assert stored() == {}

    bar(form).get_by_role("link", name="Sign in to send").click()
    sign_in_here(form, bob)
    form.wait_for_url(address)
    settles(form, {key: 30, later: 31}, stored)
    expect(bar(form)).to_be_hidden()


def test_any_page_shows_and_sends_what_is_still_on_the_device(form: Page, bob: User, ann: Athlete) -> None:
    SignIn.objects.all().delete()
    key = enter(form, ann)
    refused = enter(form, ann, left=91)
    wait_for(form, "signed_out", "signed_out")
    form.goto("/exercises/")
    sign_in_here(form, bob)
    form.wait_for_url("**/exercises/")
    settles(form, {key: 30}, stored)
    expect(bar(form)).to_have_text(re.compile("1 to mend"))
    assert refused not in stored()


def sign_in_here(page: Page, user: User) -> None:
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_another_user_of_the_device_neither_sees_nor_sends_it(
    form: Page, bob: User, carol: User, ann: Athlete
) -> None:
    SignIn.objects.all().delete()
    key = enter(form, ann)
    wait_for(form, "signed_out")

    second = form.context.new_page()
    sign_in(second, carol.email, PASSWORD)
    with_outbox(second, ann)
    assert second.evaluate(STATES) == []
    # Bob's page is still open beside hers, and its cookie is hers by now.
    form.evaluate("() => window.outbox.flush()")
    form.reload()
    second.evaluate("() => window.outbox.flush()")
    assert stored() == {}

    sign_out(second)
    is_signed_out(second)
    sign_in(second, bob.email, PASSWORD)
    with_outbox(second, ann)
    wait_for(second, "saved")
    assert stored() == {key: 30}
    assert Assessment.objects.get().tester == bob


def test_a_page_left_open_does_not_send_in_the_name_of_who_signed_in_since(
    form: Page, carol: User, ann: Athlete
) -> None:
    form.context.clear_cookies()
    second = form.context.new_page()
    sign_in(second, carol.email, PASSWORD)
    enter(form, ann)
    wait_for(form, "signed_out")
    assert stored() == {}


def test_a_closed_tab_has_lost_nothing(form: Page, ann: Athlete) -> None:
    form.context.set_offline(True)
    key = enter(form, ann)
    second = form.context.new_page()
    form.close()
    form.context.set_offline(False)
    with_outbox(second, ann)
    wait_for(second, "saved")
    assert stored() == {key: 30}


@pytest.mark.stores
@pytest.mark.parametrize("locks", ["with locks", "without locks"])
def test_two_tabs_send_each_entry_once(form: Page, ann: Athlete, locks: str) -> None:
    if locks == "without locks":
        form.context.add_init_script(
            "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })"
        )
    with_outbox(form, ann)
    second = with_outbox(form.context.new_page(), ann)
    form.context.set_offline(True)
    keys = [enter((form, second)[number % 2], ann, left=20 + number) for number in range(10)]
    form.evaluate("() => window.outbox.flush()")
    # Only what was answered: a try without a network may still be on its way out of the other tab.
    answered: list[str] = []
    form.context.on("response", lambda one: answered.append(one.url) if one.request.method == "PUT" else None)
    form.context.set_offline(False)
    for tab in (form, second):
        wait_for(tab, *["saved"] * 10)
    assert stored() == {key: 20 + number for number, key in enumerate(keys)}
    assert sorted(answered) == sorted(set(answered))
    assert len(answered) == 10


def test_a_lease_from_before_the_clock_was_put_back_holds_nothing_up(form: Page, ann: Athlete) -> None:
    form.context.add_init_script("Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })")
    with_outbox(form, ann)
    form.evaluate(
        """async () => {
          const { openStore } = await import("/static/js/outbox-store.js");
          const store = await openStore(document.querySelector("meta[name=medial-user]").content);
          const tomorrow = Date.now() + 86_400_000;
          await store.lease("a tab that is gone", tomorrow - 25_000, tomorrow);
          store.close();
        }"""
    )
    key = enter(form, ann)
    wait_for(form, "saved")
    assert stored() == {key: 30}


def test_a_database_that_is_closed_under_the_page_is_opened_again(form: Page, ann: Athlete) -> None:
    """Somebody clears the site's data, or a phone that was put away has closed it."""
    form.evaluate(
        """() => new Promise((resolve, reject) => {
          const user = document.querySelector("meta[name=medial-user]").content;
          const gone = indexedDB.deleteDatabase(`medial-outbox-${user}`);
          gone.onsuccess = resolve;
          gone.onerror = reject;
        })"""
    )
    key = enter(form, ann)
    wait_for(form, "saved")
    assert stored() == {key: 30}


@pytest.mark.stores
def test_a_days_session_goes_the_same_way(desk: Page, ann: Athlete) -> None:
    ann.user = make_user(email="ann@example.org", name="Ann Runner")
    ann.save()
    programme = make_programme(athlete=ann)
    sign_in(desk, ann.user.email, PASSWORD)
    desk.goto("/today/")
    desk.evaluate(OPEN)
    desk.context.set_offline(True)
    key, prescribed = str(uuid7()), programme.exercises.get().pk
    for effort in (4, 6):
        body = {
            "programme": str(programme.pk),
            "done_on": ann.club.today().isoformat(),
            "exercises": [{"prescribed": prescribed, "outcome": "done"}],
            "pain": 0,
            "effort": effort,
        }
        desk.evaluate(
            "([key, body]) => window.outbox.put({ key, url: `/api/v1/sessions/${key}`, body })",
            [key, body],
        )
        until(desk, True, TRIED)
    desk.context.set_offline(False)
    wait_for(desk, "saved")
    session = Session.objects.get()
    # What may have been under way goes first, as it was; then what it was changed to.
    assert (str(session.pk), session.effort, session.version) == (key, 6, 2)

    # Changed somewhere else meanwhile: both are there to choose from.
    Session.objects.filter(pk=key).update(effort=9, version=3)
    desk.evaluate(
        "async () => { const [one] = await window.outbox.entries();"
        " await window.outbox.put({ ...one, body: { ...one.body, effort: 3 } }) }"
    )
    wait_for(desk, "conflict")
    desk.evaluate(
        "async () => { const [one] = await window.outbox.entries();"
        " await window.outbox.put({ ...one, body: { ...one.body, version: one.answer.stored.version } }) }"
    )
    wait_for(desk, "saved")
    assert Session.objects.get().effort == 3


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("Object.defineProperty(window, 'indexedDB', { value: undefined })", "private windows"),
        ("indexedDB.open = () => { throw new DOMException('no', 'InvalidStateError') }", "private windows"),
        ("navigator.storage.estimate = async () => ({ quota: 1000, usage: 999 })", "no room left"),
    ],
)
@pytest.mark.parametrize("where", ["form", SHEET])
def test_a_browser_that_keeps_nothing_says_so_at_once(
    desk: Page, bob: User, ann: Athlete, script: str, sentence: str, where: str
) -> None:
    desk.context.add_init_script(script)
    sign_in(desk, bob.email, PASSWORD)
    desk.goto(f"/athletes/{ann.pk}/assessments/new/" if where == "form" else where)
    expect(desk.get_by_text(sentence)).to_be_visible()
    first = desk.locator("#entry [name=left_1], #sheet input[inputmode]").first
    if where == "form":
        # It still works as it does without JavaScript.
        first.fill("29")
        desk.get_by_role("button", name="Save the test").click()
        desk.wait_for_url(re.compile("/assessments/[0-9a-f-]{36}/$"))
        assert list(stored().values()) == [29]
    else:
        expect(first).to_be_disabled()


def test_a_page_opened_once_opens_without_a_network(desk: Page, bob: User, ann: Athlete) -> None:
    sign_in(desk, bob.email, PASSWORD)
    desk.goto(f"/athletes/{ann.pk}/assessments/new/")
    kept(desk)
    goes_offline(desk)
    desk.reload()
    expect(desk.get_by_role("heading", name="New test")).to_be_visible()
    desk.locator("[name=left_1]").fill("29")
    desk.locator("[name=left_2]").fill("30")
    expect(desk.get_by_text("29.5°").first).to_be_visible()

    desk.goto("/squad/")
    expect(desk.get_by_role("heading", name="No network")).to_be_visible()
    desk.get_by_role("link", name="New test · Ann Runner").click()
    expect(desk.get_by_role("heading", name="New test")).to_be_visible()


def test_the_form_keeps_a_test_until_the_network_is_back(desk: Page, bob: User, ann: Athlete) -> None:
    sign_in(desk, bob.email, PASSWORD)
    # Twice in a moment: the worker may take over as the second one is still loading.
    for _turn in range(2):
        desk.goto(f"/athletes/{ann.pk}/assessments/new/")
    kept(desk)
    desk.context.set_offline(True)
    desk.reload()
    for left, right in (("29", "38,5"), ("30", "91")):
        desk.locator("[name=left_1]").fill(left)
        desk.locator("[name=right_2]").fill(right)
        desk.locator("[name=pain_left]").fill("2")
        desk.get_by_role("button", name="Save the test").click()
        expect(desk.locator("[name=left_1]")).to_have_value("")
    lines = desk.get_by_role("region", name="On this device").get_by_role("listitem")
    expect(lines).to_have_count(2)
    expect(lines.first).to_contain_text("29 / 38,5")
    expect(lines.first).to_contain_text("On this device: sent as soon as there is a network.")
    assert stored() == {}

    desk.context.set_offline(False)
    # What the server refuses is listed with the reason, and mended in the form.
    expect(lines.first).to_contain_text("Saved")
    expect(lines.first.get_by_role("link", name="Open the test")).to_be_visible()
    waiting = lines.last
    expect(waiting).to_contain_text(re.compile("Refused:.*90°"))
    first = Assessment.objects.get()
    assert (first.left_degrees, first.right_degrees, first.pain_left) == (29, 38.5, 2)
    waiting.get_by_role("button", name="Change").click()
    desk.locator("[name=right_2]").fill("39")
    desk.get_by_role("button", name="Save the test").click()
    desk.wait_for_url(re.compile("/assessments/[0-9a-f-]{36}/$"))
    assert Assessment.objects.count() == 2
    assert set(Assessment.objects.values_list("right_degrees", flat=True)) == {38.5, 39}


def test_a_refused_test_stays_until_the_page_that_says_why_has_it(
    desk: Page, bob: User, ann: Athlete
) -> None:
    """The network goes between the refusal and the page that puts its sentences at the fields."""
    sign_in(desk, bob.email, PASSWORD)
    address = f"/athletes/{ann.pk}/assessments/new/"
    desk.goto(address)
    down = True

    def answer(route: Route) -> None:
        if route.request.method == "POST" and down:
            route.fulfill(status=503, body="<h1>Not now</h1>", content_type="text/html")
        else:
            route.continue_()

    desk.route(f"**{address}", answer)
    desk.locator("[name=left_1]").fill("91")
    desk.get_by_role("button", name="Save the test").click()
    expect(desk.get_by_role("heading", name="Not now")).to_be_visible()
    down = False
    desk.goto(address)
    line = desk.get_by_role("region", name="On this device").get_by_role("listitem")
    expect(line).to_contain_text(re.compile("91 / –.*Refused:.*90°"))
    line.get_by_role("button", name="Change").click()
    desk.get_by_role("button", name="Save the test").click()
    # Now the page has it, with the sentence at the field: once is enough.
    expect(desk.locator("[name=left_1]")).to_have_attribute("aria-invalid", "true")
    expect(desk.locator("[data-kept-tests][data-ready]")).to_have_count(1)
    expect(line).to_have_count(0)
    desk.locator("[name=left_1]").fill("31")
    desk.get_by_role("button", name="Save the test").click()
    desk.wait_for_url(re.compile("/assessments/[0-9a-f-]{36}/$"))
    assert list(Assessment.objects.values_list("left_degrees", flat=True)) == [31]


def test_an_answer_that_was_long_on_its_way_takes_no_row_away(desk: Page, bob: User, ann: Athlete) -> None:
    """The day's tests as they were before this one was saved: it isn't missing, it is newer."""
    late: list[tuple[Route, APIResponse]] = []

    def hold_the_first(route: Route) -> None:
        answer = route.fetch()
        if late:
            route.fulfill(response=answer)
        else:
            late.append((route, answer))

    sign_in(desk, bob.email, PASSWORD)
    desk.route("**/test-day/rows/*", hold_the_first)
    desk.goto(SHEET)
    fields = desk.locator("#sheet[data-ready] tbody input[inputmode]")
    for number, degrees in enumerate(("29", "38")):
        fields.nth(number).fill(degrees)
        fields.nth(number).press("Enter")
    expect(desk.locator("[data-state].is-saved")).to_be_visible()
    route, answer = late[0]
    with desk.expect_request_finished(lambda one: "/test-day/rows/" in one.url):
        route.fulfill(response=answer)
    # What the page makes of it is done before it answers twice.
    for _turn in range(2):
        desk.evaluate("() => new Promise((resolve) => setTimeout(resolve))")
    expect(fields.first).to_have_value("29")


def test_pages_of_one_user_are_never_anothers(desk: Page, bob: User, carol: User, ann: Athlete) -> None:
    sign_in(desk, bob.email, PASSWORD)
    desk.goto(f"/athletes/{ann.pk}/assessments/new/")
    kept(desk)
    desk.context.clear_cookies()
    sign_in(desk, carol.email, PASSWORD)
    until(desk, False, "async () => (await caches.keys()).some((name) => name.startsWith('medial-pages-'))")
    goes_offline(desk)
    desk.goto(f"/athletes/{ann.pk}/assessments/new/")
    expect(desk.get_by_role("heading", name="No network")).to_be_visible()
    expect(desk.get_by_text("These pages work without it")).to_be_hidden()


def test_nothing_of_a_club_stays_with_who_was_removed(
    desk: Page, bob: User, ann: Athlete, watch: Watch
) -> None:
    watch.allow(r"status of 404|^404 from")
    sign_in(desk, bob.email, PASSWORD)
    desk.goto(address := f"/athletes/{ann.pk}/assessments/new/")
    kept(desk)
    desk.goto("/test-day/")
    expect(desk.locator("#sheet[data-ready]")).to_be_visible()
    Membership.objects.filter(user=bob).delete()
    # The sheet asks again, as it does every few seconds.
    desk.evaluate("() => dispatchEvent(new Event('online'))")
    expect(desk.get_by_role("heading", name="Welcome to Medial")).to_be_visible()
    until(desk, False, "async () => (await caches.keys()).some((name) => name.startsWith('medial-pages-'))")
    goes_offline(desk)
    desk.goto(address)
    expect(desk.get_by_role("heading", name="No network")).to_be_visible()
    expect(desk.get_by_text("These pages work without it")).to_be_hidden()


def test_while_somebody_signs_in_no_page_is_shown_of_who_was_there_before(
    desk: Page, bob: User, ann: Athlete
) -> None:
    sign_in(desk, bob.email, PASSWORD)
    desk.goto(f"/athletes/{ann.pk}/assessments/new/")
    kept(desk)
    SignIn.objects.all().delete()
    desk.goto(address := desk.url)
    desk.get_by_label("E-mail address").fill(bob.email)
    desk.get_by_label("Password").fill("not the password")
    desk.get_by_role("button", name="Sign in").click()
    expect(desk.get_by_role("alert")).to_be_visible()
    # It may be anybody, and a network may be too slow to say who.
    desk.context.set_offline(True)
    desk.goto(address)
    expect(desk.get_by_role("heading", name="No network")).to_be_visible()
    expect(desk.get_by_text("These pages work without it")).to_be_hidden()


def test_signing_out_leaves_nothing_personal(desk: Page, bob: User, ann: Athlete) -> None:
    sign_in(desk, bob.email, PASSWORD)
    with_outbox(desk, ann)
    kept(desk)
    enter(desk, ann)
    wait_for(desk, "saved")
    sign_out(desk)
    is_signed_out(desk)
    assert desk.evaluate(PERSONAL) == []
    sign_in(desk, bob.email, PASSWORD)
    with_outbox(desk, ann)
    assert desk.evaluate(STATES) == []


def sign_out(page: Page) -> None:
    page.locator("details.menu summary").last.click()
    page.get_by_role("button", name="Sign out", exact=True).click()


def is_signed_out(page: Page) -> None:
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


def test_signing_out_with_unsent_entries_asks_first(
    form: Page, ann: Athlete, axe: Callable[[Page], None]
) -> None:
    for left in (91, 92, 93):
        enter(form, ann, left=left)
    wait_for(form, "refused", "refused", "refused")
    sign_out(form)
    dialog = form.get_by_role("dialog")
    expect(dialog).to_contain_text("3 entries are only on this device: send them first.")
    axe(form)
    dialog.get_by_role("button", name="Stay").click()
    expect(dialog).to_be_hidden()
    assert form.evaluate(STATES) == ["refused"] * 3

    sign_out_again = form.get_by_role("button", name="Sign out", exact=True)
    sign_out_again.click()
    dialog.get_by_role("button", name="Sign out and delete what is not sent").click()
    is_signed_out(form)
    assert stored() == {}


def test_a_new_release_drops_what_the_old_one_kept(
    desk: Page, bob: User, ann: Athlete, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(desk, bob.email, PASSWORD)
    desk.goto(f"/athletes/{ann.pk}/assessments/new/")
    kept(desk)
    desk.goto("/today/")
    kept(desk)
    before = set(desk.evaluate("() => caches.keys()"))
    monkeypatch.setattr(device, "_version", lambda: "another")
    desk.reload()
    until(desk, [], OLD)
    kept(desk)
    after = set(desk.evaluate("() => caches.keys()"))
    assert before & after == {"medial-who"}
    # The page on the screen is kept anew; the other one is gone with the old release.
    goes_offline(desk)
    desk.reload()
    expect(desk.get_by_role("heading", name="Today’s routine")).to_be_visible()
    desk.goto(f"/athletes/{ann.pk}/assessments/new/")
    expect(desk.get_by_role("heading", name="No network")).to_be_visible()


def test_a_server_that_is_being_restarted_does_not_take_the_page_away(
    open_page: Callable[..., Page], bob: User, ann: Athlete
) -> None:
    page = open_page(**DESK)
    context: BrowserContext = page.context
    sign_in(page, bob.email, PASSWORD)
    page.goto(f"/athletes/{ann.pk}/assessments/new/")
    kept(page)
    address = re.compile(r"/assessments/new/$")
    context.route(address, lambda route: route.fulfill(status=503, body="restarting"))
    page.reload()
    expect(page.get_by_role("heading", name="New test")).to_be_visible()
