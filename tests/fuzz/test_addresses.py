"""Every address, asked and sent to with what none of its links and forms says: each answers, without an
error, and leads nowhere else.

Forms are not all that reads what comes in: searches, pages, days and filters stand in addresses, and some
forms come with the packages.
"""

import copy
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from tests import test_sweep as sweep
from tests.cast import signed_in
from tests.factories import PASSWORD, confirm
from tests.fuzz.filling_in import ODD
from tests.fuzz.passkeys import answers, make_passkey
from tests.sweep_scene import Scene
from tests.sweep_table import ADMIN, TABLE, VISITORS

made, scene = sweep.made, sweep.scene

#: What any address, or any form without a class of its own, is asked with.
NAMES = [
    *("again", "assessment", "assign", "athlete", "back", "change", "cleared", "club", "date", "default"),
    *("emphasis", "in_club", "instrument", "kind", "language", "member", "motion", "next", "page"),
    *("position", "q", "replace", "role", "show", "sort", "squad", "tested_on", "trials", "turn"),
    *("version", "what", "action", "_selected_action", "index", "o", "e", "p", "all", "_popup"),
    *("_to_field", "_facets", "format", "import_file_name", "original_file_name", "resource", "credential"),
    *("code", "form-TOTAL_FORMS", "form-INITIAL_FORMS", "items-TOTAL_FORMS", "items-INITIAL_FORMS"),
    "state__exact",
]
#: So many tests for all addresses, for as many processes to share.
PARTS = 4
#: Where these name no club of one's own, there is nothing, and nothing else is read.
FIRST = {"in_club", "club"}
#: What each name is given in turn, all of them at once, before it is mixed.
AT_ONCE = [
    *("", "\0", "0001-01-01", "9999-12-31", "99999999999999999999", "00000000-0000-0000-0000-000000000000"),
    "//elsewhere.example/",
]
ELSEWHERE = {"Referer": "https://elsewhere.example/", "HX-Current-URL": "https://elsewhere.example/"}
any_time = settings(suppress_health_check=list(HealthCheck), max_examples=settings().max_examples // 60 or 1)
#: What an address would say, beside what is odd everywhere.
SAID = [
    *("0", "1", "2", "seated", "passive", "phone", "maintain", "publish", "archive", "de", "owner"),
    "2026-09-02",
]
values = st.sampled_from([*ODD, *SAID]) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
asked = st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, values))


def furthest(row: str) -> str | None:
    """Who gets furthest at an address of the table; nobody where a method isn't taken."""
    answers = dict(zip(VISITORS, row.split(), strict=True))
    if answers["alice"] == "405":
        return None
    let_in = (who for who in ("alice", "ann", "edith", "stranger") if answers[who] in {"200", "go", "422"})
    return next(let_in, "alice")


@pytest.mark.parametrize("part", range(PARTS))
def test_a_page_answers_whatever_it_is_asked(part: int, scene: Scene) -> None:
    for name in [*TABLE][part::PARTS]:
        about, *rows = TABLE[name]
        address = reverse(name, kwargs=scene.things[about])
        for method, row in zip(("get", "post"), rows, strict=True):
            if who := furthest(row):
                tried(address, method, scene.browser(who))


@pytest.mark.parametrize("part", range(PARTS))
def test_a_content_page_answers_whatever_it_is_asked(part: int, scene: Scene) -> None:
    for name in [*ADMIN][part::PARTS]:
        address = sweep.admin_address(name, scene.content.get(ADMIN[name][0], (None, None))[0])
        for method in ("get", "post"):
            tried(address, method, scene.browser("edith"))


def tried(address: str, method: str, client: Client) -> None:
    cookies = copy.deepcopy(client.cookies)

    def answered(data: dict[str, str]) -> None:
        client.cookies = copy.deepcopy(cookies)
        with sweep.undone():
            answer = getattr(client, method)(address, data, headers=ELSEWHERE)
            if answer.streaming:
                b"".join(answer)  # To its end, which closes the file.
            assert answer.status_code < 500, address
            for header in ("Location", "HX-Redirect", "HX-Location"):
                led = urlsplit(urljoin("http://testserver/", answer.get(header, "").replace("\\", "/")))
                assert (led.scheme, led.netloc) == ("http", "testserver"), address

    for odd in AT_ONCE:
        answered({name: odd for name in NAMES if name not in FIRST})
    any_time(given(asked)(answered))()


@pytest.mark.parametrize(
    "place", ["webauthn/login/", "webauthn/add/", "webauthn/reauthenticate/", "authenticate/"]
)
def test_whatever_says_it_is_a_passkey_is_answered(place: str, alice: User) -> None:
    make_passkey(confirm(alice))
    address = f"/accounts/2fa/{place}"

    @settings(any_time, max_examples=settings().max_examples // 4 or 1)
    @given(answers)
    def answered(credential: str) -> None:
        with sweep.undone():
            client = signed_in(None if place in {"webauthn/login/", "authenticate/"} else alice)
            client.post("/accounts/reauthenticate/", {"password": PASSWORD})
            if place == "authenticate/":
                client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
            # Asking is what begins it.
            assert client.get(address, headers={"Accept": "application/json"}).status_code == 200
            assert client.post(address, {"credential": credential, "name": "x"}).status_code < 500

    answered()
