"""Who gets what from every address: each route, with every kind of visitor, read and written to.

A row of `tests/sweep_table.py` says, for GET and then for POST, at the API then for PUT, what each visitor
gets, in the order of VISITORS:

    in    sent to the sign-in page
    home  sent home, since the page is not for them
    go    sent on to another page: after POST, what was asked is done
    200, 403, 404, 405, 410, 422 …    that answer

The rows are about one club and its athlete Ann; every visitor finds everything as it was before the others
came. A route without a row fails the last test. `docs/privacy.md` shows the same table to people:
after a change, run `python -m tools.matrix`.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from accounts.clubs import archive_club, remove_member
from accounts.models import Club, Membership, Role, User
from tests.sweep_scene import Scene, make_scene
from tests.sweep_table import ADMIN, API, OWNED, STAFF, TABLE, VISITORS
from tools.matrix import routes

#: Addresses without a name: the admin's, which lead on to named ones.
NAMELESS = {
    "/admin/…",
    "/admin/assessments/measurementerror/…/",
    "/admin/coaching/exercise/…/",
    "/admin/coaching/programmetemplate/…/",
}

#: Those of VISITORS who are no staff.
OUTSIDERS = [who for who in VISITORS if who != "edith"]
#: These send everybody on, or are words for scripts.
OPEN_IN_THE_ADMIN = {"admin:login", "admin:logout", "admin:jsi18n"}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """Made once for all rows: whatever a visit does is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_scene()
        transaction.set_rollback(True)


@pytest.fixture
def scene(made: Scene, db: None) -> Scene:
    return made


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is undone at its end, so that the next visitor finds everything as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def answer(response: HttpResponse) -> str:
    """What a visitor got, in the words of the table; a file is read to its end, which closes it."""
    if response.streaming:
        b"".join(response)
    if response.status_code == 302:
        if response["Location"].startswith(reverse("account_login")):
            return "in"
        return "home" if response["Location"] == reverse("home") else "go"
    return str(response.status_code)


def answers(scene: Scene, people: Iterable[str], method: str, address: str, *sent: Any) -> str:
    """What each of them gets, each for the first time."""
    got = []
    for who in people:
        with undone():
            got.append(answer(getattr(scene.browser(who), method)(address, *sent)))
    return " ".join(got)


@pytest.mark.parametrize("name", TABLE)
def test_every_visitor_gets_what_the_table_says(name: str, scene: Scene) -> None:
    about, *expected = TABLE[name]
    address = reverse(name, kwargs=scene.things[about])

    assert [
        answers(scene, VISITORS, "get", address),
        answers(scene, VISITORS, "post", address, scene.forms.get(about, {})),
    ] == expected


@pytest.mark.parametrize("name", API)
def test_every_visitor_gets_from_the_api_what_the_table_says(name: str, scene: Scene) -> None:
    about, *expected = API[name]
    address, sent = reverse(name, kwargs=scene.things[about]), scene.bodies.get(about, {})

    got = [answers(scene, VISITORS, method, address) for method in ("get", "post")]
    got.append(answers(scene, VISITORS, "put", address, sent, "application/json"))

    assert got == expected
    for method in ("delete", "patch", "options", "trace"):
        assert set(answers(scene, VISITORS, method, address).split()) <= {"404", "405"}, method


def admin_address(name: str, row: Any) -> str:
    if name == "admin:app_list":
        return reverse(name, kwargs={"app_label": "coaching"})
    if row is None:
        return reverse(name)
    if name.endswith("simple_history"):
        return reverse(name, args=[row.pk, row.history.latest().pk])
    return reverse(name, args=[row.pk])


@pytest.mark.parametrize("name", ADMIN)
def test_the_admin_answers_as_its_table_says(name: str, scene: Scene) -> None:
    about, *expected = ADMIN[name]
    platforms, clubs = scene.content.get(about, (None, None))
    address = admin_address(name, platforms)

    assert [answers(scene, STAFF, method, address) for method in ("get", "post")] == expected
    for who in OUTSIDERS if name not in OPEN_IN_THE_ADMIN else ():
        sent_on = scene.browser(who).get(address).headers.get("Location", "").partition("?")[0]
        assert sent_on in (reverse("admin:login"), reverse("account_login")), who
    if clubs:
        for method in ("get", "post"):
            got = answers(scene, STAFF, method, admin_address(name, clubs))
            assert set(got.split()) <= {"403", "404", "405"}


def test_nobody_else_gets_further_in_the_admin(scene: Scene) -> None:
    got = answers(scene, OUTSIDERS, "get", reverse("admin:login"))

    assert got == "in 403 403 403 403 403 403"


@pytest.mark.parametrize("name", [name for name, row in {**TABLE, **API}.items() if row[0] in OWNED])
def test_what_is_another_clubs_is_not_there(name: str) -> None:
    """Neither for the owner of another club nor for a content editor, whatever the method."""
    for row in {**TABLE, **API}[name][1:]:
        got = dict(zip(VISITORS, row.split(), strict=True))
        assert {got["charlie"], got["edith"]} <= {"404", "405", "home"}, got
        assert got["charlie"] != "home", got


def _ends(club: Club, user: User) -> None:
    remove_member(membership=Membership.objects.get(club=club, user=user))


def _waits(club: Club, _user: User) -> None:
    Club.objects.filter(pk=club.pk).update(second_factor_required=True)


def _closes(club: Club, _user: User) -> None:
    archive_club(club=club)


@pytest.mark.parametrize("loses", [_ends, _waits, _closes])
def test_who_has_lost_a_club_finds_nothing_of_it_from_the_next_request_on(
    loses: Callable[[Club, User], None], scene: Scene
) -> None:
    """A coach who was removed, whose club waits for a second factor or is archived, signed in all along."""
    elsewhere = {reverse("home"), reverse("second_factor")}
    browser = scene.browser("bob")
    loses(scene.club, User.objects.get(memberships__club=scene.club, memberships__role=Role.COACH))
    for name, (about, *rows) in {**TABLE, **API}.items():
        if about not in OWNED:
            continue
        address, body = reverse(name, kwargs=scene.things[about]), scene.bodies.get(about)
        got = [browser.get(address), browser.post(address, scene.forms.get(about, {}))]
        if body and len(rows) > 2:
            got.append(browser.put(address, body, "application/json"))
        for one in got:
            assert one.status_code in (404, 405) or one.headers.get("Location") in elsewhere, name


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_a_page_is_read_or_sent_and_nothing_else(method: str, scene: Scene) -> None:
    client = scene.browser("alice")
    for name, (about, *_) in TABLE.items():
        if not about:
            assert getattr(client, method)(reverse(name)).status_code == 405, name
    assert getattr(client, method)("/admin/").status_code == 405


def test_every_route_is_in_the_table() -> None:
    """By its name, which no other address has: of two, only one would be tried."""
    found = list(routes())
    known = {*TABLE, *API, *ADMIN}

    missing = {route.name for route in found if route.name} - known
    assert not missing, f"Say in tests/sweep_table.py who may use these: {sorted(missing)}"
    nameless = {route.address for route in found if not route.name} - NAMELESS
    assert not nameless, f"Give these a name, and a row in tests/sweep_table.py: {sorted(nameless)}"
    named = [route.name for route in set(found) if route.name]
    assert len(named) == len(set(named)), "Two addresses have the same name"
    # The API lists an address for each of its methods.
    pages = [route for route in found if route.name not in API]
    assert len(pages) == len(set(pages)), "An address is listed twice"
