"""The test day's sheet: who is on it, what it starts from, and what its script asks the server."""

import datetime as dt
import json
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.ids import uuid7
from accounts.models import Club, User
from assessments.models import Assessment
from athletes.models import Athlete
from tests.cast import signed_in
from tests.coaching.pages import words
from tests.factories import join, make_assessment, make_athlete, make_programme, make_squad

URL = reverse("test_day")
SETUP = {"squad": "", "position": "seated", "motion": "active", "instrument": "inclinometer", "trials": "3"}


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[dict[str, Any]] = []
        self.sheet: dict[str, str] = {}
        self.inputs = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "data-row" in given:
            self.rows.append(json.loads(given["data-row"]))
        if "data-sheet" in given:
            self.sheet = given
        self.inputs += "trial" in given.get("aria-label", "")


def sheet_of(user: User, **asked: Any) -> _Rows:
    page = signed_in(user).get(URL, asked)
    assert page.status_code == 200
    reader = _Rows()
    reader.feed(page.content.decode())
    return reader


def names(sheet: _Rows) -> list[str]:
    return [row["name"] for row in sheet.rows]


def test_a_sheet_has_the_squad_by_name_with_six_fields_each(club: Club, bob: User) -> None:
    group = make_squad(club=club)
    make_athlete(club=club, name="Zoe", squads=[group])
    make_athlete(club=club, name="Amy", squads=[group])
    make_athlete(club=club, name="Elsewhere")
    make_athlete(club=club, name="Gone", squads=[group], archived_on=dt.date(2026, 1, 1))

    sheet = sheet_of(bob, **SETUP | {"squad": group.pk})

    assert names(sheet) == ["Amy", "Zoe"]
    assert sheet.inputs == 12
    assert sheet_of(bob, **SETUP | {"trials": "1"}).inputs == 6
    assert names(sheet_of(bob, **SETUP)) == ["Amy", "Elsewhere", "Zoe"]


def test_last_time_is_the_last_earlier_test_of_the_same_method(club: Club, bob: User, alice: User) -> None:
    ann, day = make_athlete(club=club, name="Ann", born_on=dt.date(1990, 1, 1)), club.today()
    for days, left in ((60, 30.0), (30, 31.0)):
        make_assessment(athlete=ann, left=left, right=None, tested_on=day - dt.timedelta(days), tester=alice)
    make_assessment(athlete=ann, left=50.0, instrument="phone", tested_on=day - dt.timedelta(1))

    [row] = sheet_of(bob, **SETUP).rows

    previous = row["previous"]
    assert (previous["left"], previous["right"], previous["by"]) == (31.0, None, str(alice.pk))
    # 1.96 · √2 · 2.0, and half as much again in other hands.
    assert previous["limit"] == pytest.approx(5.5437, abs=0.001)
    assert previous["limitOthers"] == pytest.approx(5.5437 * 1.5, abs=0.001)
    assert (row["askAge"], row["passive"], row["test"]) == (False, None, None)


def test_a_test_of_the_day_is_in_its_row_and_ones_own_goes_first(club: Club, bob: User, alice: User) -> None:
    ann = make_athlete(club=club, name="Ann")
    own = make_assessment(athlete=ann, left=[29, 28.5], right=38, tester=bob, warm_up="none")
    make_assessment(athlete=ann, left=33, tester=alice)
    make_assessment(athlete=ann, left=33, tester=bob, motion="passive")

    [row] = sheet_of(bob, **SETUP).rows

    assert row["test"]["id"] == str(own.pk)
    assert row["test"]["left_trials"] == [29, 28.5]
    assert (row["test"]["warm_up"], row["test"]["own"], row["test"]["tester"]) == ("none", True, "Bob Coe")
    assert row["test"]["chips"][0] == {"chip": "Left below 35°", "tone": "below"}


def test_the_sheet_remembers_how_the_coach_measured_last(club: Club, bob: User) -> None:
    group = make_squad(club=club)
    ann = make_athlete(club=club, name="Ann", squads=[group])
    make_athlete(club=club, name="Elsewhere")
    make_assessment(
        athlete=ann, left=[30, 31], tester=bob, position="prone", motion="passive", instrument="phone"
    )

    sheet = sheet_of(bob)

    chosen = json.loads(sheet.sheet["data-sheet"])
    assert names(sheet) == ["Ann"]
    assert chosen == {
        "position": "prone",
        "motion": "passive",
        "instrument": "phone",
        "tested_on": str(club.today()),
        "trials": 2,
    }


def test_what_an_address_says_wrongly_is_passed_over(club: Club, bob: User) -> None:
    make_athlete(club=club)
    asked = {"squad": "x", "position": "x", "motion": "x", "instrument": "x", "trials": "9", "tested_on": "x"}

    sheet = sheet_of(bob, **asked)
    later = sheet_of(bob, tested_on=str(club.today() + dt.timedelta(days=3)))

    chosen = json.loads(sheet.sheet["data-sheet"])
    assert (chosen["position"], chosen["trials"], chosen["tested_on"]) == ("seated", 3, str(club.today()))
    assert json.loads(later.sheet["data-sheet"])["tested_on"] == str(club.today())


def test_without_a_script_the_page_leads_to_each_form(club: Club, bob: User) -> None:
    ann = make_athlete(club=club, name="Ann")

    page = words(signed_in(bob).get(URL))

    assert "The sheet needs JavaScript." in page
    assert reverse("assessment_new", args=[ann.pk]) in page
    assert page.count("<h1>") == 1


def test_the_links_to_the_sheet_are_for_coaches(club: Club, bob: User, vera: User) -> None:
    make_athlete(club=club)
    squad = reverse("squad")

    assert words(signed_in(bob).get(squad)).count(f'href="{URL}"') == 2
    assert f'href="{URL}"' not in words(signed_in(vera).get(squad))


def queries(user: User, url: str, **asked: Any) -> int:
    client = signed_in(user)
    client.get(url, asked)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get(url, asked)
    return len(seen)


@pytest.mark.parametrize("name", ["test_day", "test_day_rows", "test_day_summary"])
def test_queries_do_not_grow_with_athletes(name: str, club: Club, bob: User) -> None:
    def add(count: int) -> None:
        for _n in range(count):
            athlete = make_athlete(club=club)
            make_assessment(athlete=athlete, left=29, tester=bob, tested_on=club.today() - dt.timedelta(9))
            make_assessment(athlete=athlete, left=30, tester=bob)

    add(2)
    few = queries(bob, reverse(name), **SETUP)
    add(10)

    assert queries(bob, reverse(name), **SETUP) == few
    # What a page behind the middleware asks anyway is among them: session, user, memberships.
    assert few <= 13


def rows(user: User, **more: Any) -> Any:
    return signed_in(user).get(reverse("test_day_rows"), **more)


def test_the_days_tests_are_the_clubs_own_and_answered_once(
    club: Club, ann: Athlete, bob: User, alice: User, charlie: User
) -> None:
    test = make_assessment(athlete=ann, left=29, right=38, tester=alice)
    make_assessment(athlete=ann, tested_on=club.today() - dt.timedelta(1))

    first = rows(bob)
    again = rows(bob, headers={"If-None-Match": first["ETag"]})
    [told] = first.json()["tests"]

    assert (told["id"], told["athlete"], told["version"]) == (str(test.pk), str(ann.pk), 1)
    assert (told["tester"], told["own"], told["left_degrees"]) == ("Alice Owen", False, 29)
    assert len(told["at"]) == 5
    assert (again.status_code, again.content) == (304, b"")
    assert rows(charlie).json() == {"tests": []}
    make_assessment(athlete=ann, left=30, tester=bob)
    assert rows(bob, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_an_athlete_is_added_on_the_spot_and_once(club: Club, bob: User) -> None:
    group, key, client = make_squad(club=club), uuid7(), signed_in(bob)
    url = f"{reverse('test_day_athlete')}?squad={group.pk}&trials=2"

    first = client.post(url, {"id": key, "name": " New  Runner "})
    again = client.post(url, {"id": key, "name": "New Runner"})

    athlete = Athlete.objects.get(club=club)
    assert (athlete.pk, athlete.name, list(athlete.squads.all())) == (key, "New Runner", [group])
    assert first.content == again.content
    assert first.content.decode().count("<input") == 4
    refused = client.post(url, {"id": key, "name": " "})
    assert refused.json() == {"name": ["Give the athlete’s name."]}


def test_anothers_squad_takes_nobody_in(bob: User, other_club: Club) -> None:
    theirs = make_squad(club=other_club)
    url = f"{reverse('test_day_athlete')}?squad={theirs.pk}"

    signed_in(bob).post(url, {"id": uuid7(), "name": "New Runner"})

    assert not theirs.athletes.exists()


def move(user: User, test: Assessment, to: UUID | str, version: int = 1) -> Any:
    url = reverse("test_day_move", args=[test.pk])
    return signed_in(user).post(url, {"athlete": to, "version": version})


def test_a_test_of_the_other_athlete_is_moved_with_its_key(bob: User, ann: Athlete, otto: Athlete) -> None:
    test = make_assessment(athlete=ann, left=29)

    answer, again = move(bob, test, otto.pk), move(bob, test, otto.pk)

    test.refresh_from_db()
    assert (test.athlete, test.version) == (otto, 2)
    assert answer.json() == again.json() == {"id": str(test.pk), "version": 2}
    assert Assessment.objects.count() == 1


def test_a_test_is_not_moved_over_a_change_nor_from_under_a_programme(
    bob: User, ann: Athlete, otto: Athlete, other_club: Club
) -> None:
    test = make_assessment(athlete=ann)

    assert move(bob, test, otto.pk, version=3).status_code == 409
    assert move(bob, test, "x").status_code == 422
    assert move(bob, test, make_athlete(club=other_club).pk).status_code == 422
    make_programme(athlete=ann, assessment=test)
    assert "rests on this test" in move(bob, test, otto.pk).json()["detail"]
    test.refresh_from_db()
    assert (test.athlete, test.version) == (ann, 1)


def test_a_squad_that_is_larger_than_a_sheet_comes_in_parts(
    club: Club, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coaching.test_day.MOST_ROWS", 2)
    group = make_squad(club=club)
    for name in ("Amy", "Ben", "Cat", "Dan", "Eve"):
        make_athlete(club=club, name=name, squads=[group])
    setup = SETUP | {"squad": str(group.pk)}

    first = signed_in(bob).get(URL, setup)
    assert "Athletes 1 to 2 of 5, by name." in words(first)
    assert "part=2" in first.content.decode()
    assert names(sheet_of(bob, **setup)) == ["Amy", "Ben"]
    assert names(sheet_of(bob, **setup, part="3")) == ["Eve"]
    assert names(sheet_of(bob, **setup, part="99")) == ["Eve"]
    assert names(sheet_of(bob, **setup, part="0")) == ["Amy", "Ben"]
    last = words(signed_in(bob).get(URL, setup | {"part": "3"}))
    assert "Athletes 5 to 5 of 5" in last
    assert "Those after" not in last
    small = make_squad(club=club, name="Nobody")
    assert "by name" not in words(signed_in(bob).get(URL, setup | {"squad": str(small.pk)}))


def test_a_sheet_by_phone_has_its_meter_and_another_leads_to_it(club: Club, bob: User) -> None:
    make_athlete(club=club, name="Ann")

    typed = signed_in(bob).get(URL, SETUP).content.decode()
    by_phone = signed_in(bob).get(URL, SETUP | {"instrument": "phone"}).content.decode()

    assert 'id="meter"' not in typed
    assert "instrument=phone" in typed
    assert 'id="meter"' in by_phone
    assert by_phone.count("data-measure ") == 1


def test_the_passive_test_of_the_day_goes_with_an_active_row(club: Club, bob: User) -> None:
    ann = make_athlete(club=club, name="Ann")
    make_assessment(athlete=ann, left=47, right=None, motion="passive", instrument="phone")

    [active] = sheet_of(bob, **SETUP).rows
    [passive] = sheet_of(bob, **SETUP | {"motion": "passive", "instrument": "phone"}).rows
    [lying] = sheet_of(bob, **SETUP | {"position": "prone"}).rows

    assert active["passive"] == {"left": 47, "right": None, "instrument": "phone"}
    assert (passive["passive"], lying["passive"]) == (None, None)


def test_the_days_tests_are_those_of_the_sheets_own_club(
    bob: User, ann: Athlete, other_club: Club, charlie: User
) -> None:
    join(bob, other_club)
    theirs = make_assessment(athlete=make_athlete(club=other_club), left=30)
    own = make_assessment(athlete=ann, left=29)

    def told(club: Club) -> list[str]:
        answer = signed_in(bob).get(reverse("test_day_rows"), {"club": str(club.pk)})
        return [test["id"] for test in answer.json()["tests"]]

    assert told(ann.club) == [str(own.pk)]
    assert told(other_club) == [str(theirs.pk)]
    assert signed_in(charlie).get(reverse("test_day_rows"), {"club": str(ann.club_id)}).status_code == 404
