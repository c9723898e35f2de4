"""Who gets what from every address: each route, with every kind of visitor, read and written to.

A row says, for GET and then for POST, at the API then for PUT, what each visitor gets, in the order of
VISITORS:

    in    sent to the sign-in page
    go    sent on to another page
    200, 302, 403, 404, 405, 410 …    that answer

The rows are about Riverside Harriers and its athlete Ann. A route without a row fails the last test.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Club, User
from accounts.tokens import make_token
from athletes.models import Athlete
from coaching.models import Exercise
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
)
from tests.sweep_table import ADMIN, API, TABLE

VISITORS = ("stranger", "charlie", "vera", "bob", "alice", "ann", "otto", "edith")


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


def answer(response: HttpResponse) -> str:
    """What a visitor got, in the words of the table."""
    if response.status_code == 302:
        return "in" if response["Location"].startswith(reverse("account_login")) else "go"
    return str(response.status_code)


def read_and_written(name: str, arguments: dict[str, Any], visitors: dict[str, User | None]) -> list[str]:
    address = reverse(name, kwargs=arguments)
    got = []
    for method in ("get", "post"):
        answers = [answer(getattr(signed_in(visitors[who]), method)(address)) for who in VISITORS]
        got.append(" ".join(answers))
    return got


@pytest.mark.parametrize("name", TABLE)
def test_every_visitor_gets_what_the_table_says(
    name: str, visitors: dict[str, User | None], things: dict[str, dict[str, Any]]
) -> None:
    about, *expected = TABLE[name]

    assert read_and_written(name, things[about], visitors) == expected


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

    read, posted = read_and_written(name, things[about], visitors)
    puts: list[Any] = [signed_in(visitors[who]).put(address, sent, "application/json") for who in VISITORS]

    assert [read, posted, " ".join(answer(one) for one in puts)] == expected
    assert {one["Content-Type"].split(";")[0] for one in puts} == {"application/json"}


@pytest.mark.parametrize("name", ADMIN)
def test_only_editors_reach_the_content_pages(name: str, visitors: dict[str, User | None]) -> None:
    address = reverse(name)

    got = {who: signed_in(user).get(address, follow=True) for who, user in visitors.items()}

    assert got.pop("edith").status_code == ADMIN[name]
    assert got.pop("stranger").wsgi_request.path == reverse("account_login")
    assert {response.status_code for response in got.values()} == {403}


def routes(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    """The name of every route, with its namespace."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"
        else:
            yield from routes(entry, f"{entry.namespace}:" if entry.namespace else namespace)


def test_every_route_is_in_the_table() -> None:
    missing = {name for name in routes() if not name.startswith("admin:")} - set(TABLE) - set(API)

    assert not missing, f"Say in tests/sweep_table.py who may use these: {sorted(missing)}"
