"""Who gets what from every address: each route, with every kind of visitor, read and written to.

A row of `tests/sweep_table.py` says, for GET and then for POST, at the API then for PUT, what each visitor
gets, in the order of VISITORS:

    in    sent to the sign-in page
    home  sent home, since the page is not for them
    go    sent on to another page: after POST, what was asked is done
    200, 403, 404, 405, 410, 422 …    that answer

The rows are about Riverside Harriers and its athlete Ann; every visitor finds everything as it was before the
others came. A route without a row fails the last test. `docs/privacy.md` shows the same table to people:
after a change, run `python -m tools.matrix`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from accounts.models import Club, User
from accounts.tokens import make_token
from assessments.models import MeasurementError
from athletes.models import Athlete
from coaching.models import Exercise, ProgrammeTemplate
from tests.cast import signed_in
from tests.factories import (
    make_assessment,
    make_exercise,
    make_invitation,
    make_note,
    make_picture,
    make_programme,
    make_repeat,
    make_session,
    make_squad,
    make_study,
    make_user,
)
from tests.sweep_table import ADMIN, API, OWNED, STAFF, TABLE, VISITORS
from tools.matrix import routes


@pytest.fixture
def visitors(
    charlie: User, vera: User, bob: User, alice: User, ann: Athlete, otto: Athlete, edith: User
) -> dict[str, User | None]:
    """Everybody of the table by name: a stranger, another club's owner, Riverside's own people, an editor."""
    return {
        "stranger": None,
        "charlie": charlie,
        "vera": vera,
        "bob": bob,
        "alice": alice,
        "ann": ann.user,
        "otto": otto.user,
        "edith": edith,
    }


@pytest.fixture
def staff(edith: User) -> dict[str, User]:
    """Those of the admin's table: on the staff without a right, an editor, a superuser."""
    return {
        "staff": make_user(name="Sam Staff", is_staff=True),
        "edith": edith,
        "superuser": make_user(name="Sue Per", is_staff=True, is_superuser=True),
    }


@pytest.fixture
def things(club: Club, ann: Athlete, bob: User) -> dict[str, dict[str, Any]]:
    """The arguments of every address, by what it is about."""
    own = make_exercise(club=club, name="Own stretch")
    test = make_assessment(athlete=ann, left=29.0, right=38.0)
    programme = make_programme(athlete=ann, exercises=[own], assessment=test)
    study = make_study(club=club, tester=bob)
    return {
        "": {},
        "study": {"pk": study.pk},
        "turn": {"pk": study.pk, "athlete_pk": ann.pk},
        "repeat": {"pk": make_repeat(study=study).pk},
        "athlete": {"pk": ann.pk},
        "of athlete": {"athlete_pk": ann.pk},
        "assessment": {"pk": test.pk},
        "picture": {"pk": make_picture(assessment=make_assessment(athlete=ann)).assessment_id},
        "programme": {"pk": programme.pk},
        "session": {"pk": make_session(programme=programme).pk},
        "note": {"pk": make_note(athlete=ann, author=bob).pk},
        "club": {"pk": club.pk},
        "member": {},
        "squad": {"pk": make_squad(club=club).pk},
        "invitation": {"pk": make_invitation(club=club).pk},
        "platform exercise": {"slug": Exercise.objects.filter(club=None).earliest("order").slug},
        "own exercise": {"slug": own.slug},
        "api token": {"pk": make_token(user=bob, club=club, name="Export", may_write=False, days=30)[0].pk},
        "number": {"pk": 0},
        "token": {"token": "nobody-made-this-token"},
        "key": {"key": "nobody-made-this-key"},
        "reset": {"uidb36": "1", "key": "nobody-made-this-key"},
    }


@pytest.fixture
def content(club: Club) -> dict[str, tuple[Any, Any]]:
    """What the admin's addresses are about: the platform's row, and where there is one a club's."""
    changed = MeasurementError.objects.filter(club=None).earliest("pk")
    changed.save()
    return {
        "exercise": (Exercise.objects.filter(club=None).earliest("order"), make_exercise(club=club)),
        "template": (ProgrammeTemplate.objects.earliest("emphasis"), None),
        "error": (
            changed,
            MeasurementError.objects.create(
                club=club, instrument="phone", position="any", motion="any", sem=2.0, grade="C", source="x"
            ),
        ),
    }


@pytest.fixture
def forms(bob: User) -> dict[str, dict[str, Any]]:
    """What is posted where the address alone doesn't say what it is about."""
    return {"member": {"member": bob.memberships.get().pk, "role": "viewer"}}


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is undone at its end, so that the next visitor finds everything as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def answer(response: HttpResponse) -> str:
    """What a visitor got, in the words of the table."""
    if response.status_code == 302:
        if response["Location"].startswith(reverse("account_login")):
            return "in"
        return "home" if response["Location"] == reverse("home") else "go"
    return str(response.status_code)


def answers(method: str, address: str, visitors: dict[str, Any], *sent: Any, **extra: Any) -> str:
    """What each of them gets, each for the first time."""
    got = []
    for user in visitors.values():
        with undone():
            got.append(answer(getattr(signed_in(user), method)(address, *sent, **extra)))
    return " ".join(got)


@pytest.mark.parametrize("name", TABLE)
def test_every_visitor_gets_what_the_table_says(
    name: str,
    visitors: dict[str, User | None],
    things: dict[str, dict[str, Any]],
    forms: dict[str, dict[str, Any]],
) -> None:
    about, *expected = TABLE[name]
    address = reverse(name, kwargs=things[about])

    assert [
        answers("get", address, visitors),
        answers("post", address, visitors, forms.get(about, {})),
    ] == expected
    assert tuple(visitors) == VISITORS


@pytest.fixture
def bodies(things: dict[str, dict[str, Any]], ann: Athlete) -> dict[str, dict[str, Any]]:
    """What is put at an address of the API, by what it is about: all that a member's own would take."""
    today = str(ann.club.today())
    test = {
        "position": "seated",
        "motion": "active",
        "instrument": "phone",
        "left_trials": [30],
        "version": 1,
    }
    programme = str(things["programme"]["pk"])
    return {
        "assessment": {"athlete": str(ann.pk), "tested_on": today, **test},
        "session": {"programme": programme, "done_on": today, "pain": 2, "version": 1},
    }


@pytest.mark.parametrize("name", API)
def test_every_visitor_gets_from_the_api_what_the_table_says(
    name: str,
    visitors: dict[str, User | None],
    things: dict[str, dict[str, Any]],
    bodies: dict[str, dict[str, Any]],
) -> None:
    about, *expected = API[name]
    address, sent = reverse(name, kwargs=things[about]), bodies.get(about, {})

    got = [answers(method, address, visitors) for method in ("get", "post")]
    got.append(answers("put", address, visitors, sent, "application/json"))

    assert got == expected
    for method in ("delete", "patch", "options", "trace"):
        assert set(answers(method, address, visitors).split()) <= {"404", "405"}, method


def admin_address(name: str, row: Any) -> str:
    if name == "admin:app_list":
        return reverse(name, kwargs={"app_label": "coaching"})
    if row is None:
        return reverse(name)
    if name.endswith("simple_history"):
        return reverse(name, args=[row.pk, row.history.latest().pk])
    return reverse(name, args=[row.pk])


@pytest.mark.parametrize("name", ADMIN)
def test_the_admin_answers_as_its_table_says(
    name: str, visitors: dict[str, User | None], staff: dict[str, User], content: dict[str, tuple[Any, Any]]
) -> None:
    about, *expected = ADMIN[name]
    platforms, clubs = content.get(about, (None, None))
    address = admin_address(name, platforms)

    assert [answers(method, address, staff) for method in ("get", "post")] == expected
    assert tuple(staff) == STAFF
    if name not in {"admin:login", "admin:jsi18n"}:
        outsiders = {who: user for who, user in visitors.items() if user and not user.is_staff}
        for user in outsiders.values():
            assert signed_in(user).get(address, follow=True).status_code == 403
        assert signed_in(None).get(address, follow=True).wsgi_request.path == reverse("account_login")
    if clubs:
        for method in ("get", "post"):
            assert set(answers(method, admin_address(name, clubs), staff).split()) <= {"403", "404", "405"}


@pytest.mark.parametrize("name", [name for name, row in {**TABLE, **API}.items() if row[0] in OWNED])
def test_what_is_another_clubs_is_not_there(name: str) -> None:
    """Neither for the owner of another club nor for a content editor, whatever the method."""
    for row in {**TABLE, **API}[name][1:]:
        got = dict(zip(VISITORS, row.split(), strict=True))
        assert {got["charlie"], got["edith"]} <= {"404", "405", "home"}, got
        assert got["charlie"] != "home", got


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_a_page_is_read_or_sent_and_nothing_else(method: str, alice: User) -> None:
    client = signed_in(alice)
    for name, (about, *_) in TABLE.items():
        if not about:
            assert getattr(client, method)(reverse(name)).status_code == 405, name
    assert getattr(client, method)("/admin/").status_code == 405


def test_every_route_is_in_the_table() -> None:
    missing = {route.name for route in routes()} - set(TABLE) - set(API) - set(ADMIN)

    assert not missing, f"Say in tests/sweep_table.py who may use these: {sorted(missing)}"
