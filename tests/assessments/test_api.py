"""Tests over the JSON API: /api/v1/assessments/<uuid>."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from accounts.ids import uuid7
from accounts.models import Club, User
from assessments.forms import AssessmentForm
from assessments.models import Assessment
from athletes.models import Athlete
from tests.assessments.entry import filled
from tests.cast import signed_in
from tests.factories import join, make_assessment, make_athlete, make_club, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(bob: User) -> Client:
    return signed_in(bob)


def address(pk: UUID) -> str:
    return f"/api/v1/assessments/{pk}"


def body(athlete: Athlete, /, **changes: Any) -> dict[str, Any]:
    """A plain test of today, 29° left and 38° right."""
    return {
        "athlete": str(athlete.pk),
        "tested_on": str(athlete.club.today()),
        "position": "seated",
        "motion": "active",
        "instrument": "inclinometer",
        "left_trials": [29],
        "right_trials": [38],
        **changes,
    }


def put(client: Client, pk: UUID, sent: Any) -> Any:
    return client.put(address(pk), sent, content_type="application/json")


def refused(answer: Any, status: int) -> str:
    """The one sentence of a refusal."""
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    assert "no-store" in answer["Cache-Control"]
    said = answer.json()
    assert set(said) == {"detail"}
    return str(said["detail"])


# -- storing ----------------------------------------------------------------------------------------


def test_a_new_test_is_stored_and_answered_with_what_stands_out(
    coach: Client, bob: User, ann: Athlete
) -> None:
    pk = uuid7()
    sent = body(
        ann,
        left_trials=[29, "28,5", " 30.5° "],
        warm_up="none",
        pain_left=2,
        symptoms=["groin_pain", "hip_pain"],
        compensations=["knee_valgus"],
        note="Slept badly.",
    )
    answer = put(coach, pk, sent)
    said = answer.json()
    chips, sentences = said.pop("chips"), said.pop("sentences")
    assert answer.status_code == 201
    assert answer["Cache-Control"] == "private, no-store"
    assert said == sent | {
        "id": str(pk),
        "version": 1,
        "left_trials": [29.0, 28.5, 30.5],
        "right_trials": [38.0],
        "left_degrees": pytest.approx(88 / 3),
        "right_degrees": 38.0,
        "pain_right": None,
        "symptoms": ["hip_pain", "groin_pain"],
    }
    assert chips == [{"kind": "below", "chip": "Left below 35°", "tone": "below"}]
    assert sentences[0]["text"].startswith("Left 29.3° is below 35°.")
    test = Assessment.objects.get()
    assert (test.pk, test.athlete, test.tester) == (pk, ann, bob)
    assert test.history.get().history_user == bob


def test_the_same_body_again_answers_the_stored_test(coach: Client, ann: Athlete) -> None:
    pk, sent = uuid7(), body(ann)
    first = put(coach, pk, sent)
    again = [put(coach, pk, more) for more in (sent, sent | {"version": 0}, sent | {"version": 1})]
    assert [answer.status_code for answer in (first, *again)] == [201, 200, 200, 200]
    assert [answer.json() for answer in again] == [first.json()] * 3
    assert Assessment.history.count() == 1


def test_a_change_of_the_version_that_was_read_is_stored(coach: Client, ann: Athlete) -> None:
    pk = uuid7()
    put(coach, pk, body(ann))
    answer = put(coach, pk, body(ann, left_trials=[31, 33], version=1))
    assert (answer.status_code, answer.json()["version"], answer.json()["left_degrees"]) == (200, 2, 32.0)


@pytest.mark.parametrize("version", [None, 0, 1, 3])
def test_a_stale_version_shows_both_and_what_differs(
    coach: Client, ann: Athlete, version: int | None
) -> None:
    pk = uuid7()
    put(coach, pk, body(ann))
    stored = put(coach, pk, body(ann, note="Theirs.", version=1)).json()
    answer = put(coach, pk, body(ann, motion="passive", left_trials=[40], version=version))
    said = answer.json()
    assert answer.status_code == 409
    assert "changed this test meanwhile" in said["detail"]
    assert (said["yours"]["motion"], said["yours"]["left_degrees"]) == ("passive", 40.0)
    assert said["stored"] == {name: stored[name] for name in said["stored"]}
    assert said["stored"]["version"] == 2
    assert said["differences"] == [
        {
            "field": "motion",
            "label": "Motion",
            "yours": "Passive: the tester moves the leg",
            "stored": "Active: the athlete moves",
        },
        {"field": "left_trials", "label": "Left trials", "yours": "40°", "stored": "29°"},
        {"field": "note", "label": "Note", "yours": "–", "stored": "Theirs."},
    ]
    assert Assessment.objects.get().note == "Theirs."
    assert put(coach, pk, body(ann, motion="passive", version=2)).status_code == 200


def test_changing_a_test_that_was_deleted_meanwhile_says_so(coach: Client, ann: Athlete) -> None:
    pk = make_assessment(athlete=ann).pk
    Assessment.objects.all().delete()
    answer = put(coach, pk, body(ann, version=1))
    assert answer.status_code == 409
    assert "deleted this test meanwhile" in answer.json()["detail"]
    assert (answer.json()["stored"], answer.json()["yours"]["left_degrees"]) == (None, 29.0)
    assert not Assessment.objects.exists()
    assert put(coach, pk, body(ann)).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_is_stored_once() -> None:
    athlete = make_athlete()
    coach = join(make_user(), athlete.club)
    pk, clients = uuid7(), [signed_in(coach), signed_in(coach)]

    def send(client: Client) -> Any:
        try:
            return put(client, pk, body(athlete))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(send, clients))
    assert {answer.status_code for answer in answers} <= {200, 201}
    assert answers[0].json() == answers[1].json()
    assert Assessment.objects.get().version == Assessment.history.count() == 1


# -- what is taken ----------------------------------------------------------------------------------

LONG = "x" * 2001
CASES: list[tuple[str, Any]] = [
    ("left_trials", [95]),
    ("left_trials", ["-3"]),
    ("left_trials", [-3]),
    ("right_trials", ["abc"]),
    ("right_trials", [38, "3.4.5", "x"]),
    ("left_trials", [3, 71.5]),
    ("pain_left", 11),
    ("pain_right", -1),
    ("tested_on", ""),
    ("tested_on", "31/31/2026"),
    ("tested_on", "0202-11-01"),
    ("tested_on", "2999-01-01"),
    ("tested_on", "2001-05-04"),
    ("position", "standing"),
    ("motion", ""),
    ("instrument", "ruler"),
    ("symptoms", ["tired"]),
    ("compensations", ["limping"]),
    ("warm_up", LONG),
    ("note", LONG),
    ("note", "a\0b"),
]


@pytest.mark.parametrize(("field", "value"), CASES)
def test_what_the_form_refuses_is_refused_with_the_same_sentences(
    coach: Client, club: Club, field: str, value: Any
) -> None:
    athlete = make_athlete(club=club, born_on=dt.date(2001, 5, 5))
    sent = body(athlete, **{field: value})
    typed = filled(**{"tested_on": sent["tested_on"], field: value})
    if field.endswith("_trials"):
        names = [field.replace("trials", str(n)) for n in (1, 2, 3)]
        typed |= {name: str(one) for name, one in zip(names, value, strict=False)}
    form = AssessmentForm(typed, athlete=athlete)
    answer = put(coach, uuid7(), sent)
    assert answer.status_code == 422
    said = answer.json()
    place = "confirm_unusual" if "confirm_unusual" in form.errors else field
    assert set(said) == {place}
    assert said[place] == [str(one) for sentences in form.errors.values() for one in sentences]
    assert not Assessment.objects.exists()


def test_an_unusual_angle_is_a_question(coach: Client, ann: Athlete) -> None:
    pk = uuid7()
    asked = put(coach, pk, body(ann, left_trials=[3]))
    assert (asked.status_code, asked.json()) == (
        422,
        {"confirm_unusual": ["Left 3.0° is unusual: is that right?"]},
    )
    assert put(coach, pk, body(ann, left_trials=[3], confirm_unusual=True)).status_code == 201
    assert put(coach, pk, body(ann, left_trials=[3], note="Known now.", version=1)).status_code == 200


def test_neither_hip_is_refused(coach: Client, ann: Athlete) -> None:
    answer = put(coach, uuid7(), body(ann, left_trials=[], right_trials=[""]))
    assert answer.json() == {"left_trials": ["Enter at least one reading, of the left or the right hip."]}


def test_the_clubs_own_date_counts(coach: Client, bob: User) -> None:
    early, late = make_club(time_zone="Pacific/Kiritimati"), make_club(time_zone="Pacific/Pago_Pago")
    for club in (early, late):
        join(bob, club)
    today = str(early.today())
    assert put(coach, uuid7(), body(make_athlete(club=early))).status_code == 201
    answer = put(coach, uuid7(), body(make_athlete(club=late), tested_on=today))
    assert answer.json() == {"tested_on": ["That day is still to come: give the day of the test."]}


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"left_1": 29}, {"left_1": ["There is no such field."]}),
        ({"athlete": "Ann"}, {"athlete"}),
        ({"left_trials": [1, 2, 3, 4]}, {"left_trials"}),
        ({"left_trials": [True, None]}, {"left_trials"}),
        ({"left_trials": 29}, {"left_trials"}),
        ({"pain_left": "a little"}, {"pain_left"}),
        ({"confirm_unusual": "yes"}, {"confirm_unusual"}),
        ({"note": ["a", "b"], "version": 1.5}, {"note", "version"}),
    ],
)
def test_a_body_of_the_wrong_shape_says_where(
    coach: Client, ann: Athlete, changes: dict[str, Any], faults: Any
) -> None:
    answer = put(coach, uuid7(), body(ann, **changes))
    assert answer.status_code == 422
    said = answer.json()
    assert (said if isinstance(faults, dict) else set(said)) == faults
    assert all(sentence.endswith(".") for sentences in said.values() for sentence in sentences)


def test_what_is_missing_or_no_object_is_named(coach: Client, ann: Athlete) -> None:
    sent = body(ann)
    del sent["athlete"]
    assert put(coach, uuid7(), sent).json() == {"athlete": ["This is needed."]}
    for nothing in ("", "[]", "3"):
        assert put(coach, uuid7(), nothing).json() == {"__all__": ["Send a JSON object."]}


@pytest.mark.parametrize(
    "sent", ["{", '{"note": NaN}', '{"note": "\\ud800"}', b"\xff", "[" * 5000, '{"version": ' + "9" * 5000]
)
def test_what_is_not_json_is_refused(coach: Client, sent: str | bytes) -> None:
    assert refused(put(coach, uuid7(), sent), 400) == "The body is not JSON that can be read."


def test_too_much_is_not_read(coach: Client, ann: Athlete) -> None:
    fits, over = body(ann, note="x" * 90_000), body(ann, note="x" * 110_000)
    assert put(coach, uuid7(), fits).status_code == 422
    assert "at most 100 KB" in refused(put(coach, uuid7(), over), 413)


# -- who --------------------------------------------------------------------------------------------


def test_who_may_store_and_read(
    ann: Athlete, alice: User, bob: User, vera: User, charlie: User, otto: Athlete, edith: User
) -> None:
    test = make_assessment(athlete=ann)
    people = {
        alice: (201, 200, 200),
        bob: (201, 200, 200),
        vera: (403, 403, 200),
        ann.user: (403, 403, 403),
        charlie: (404, 404, 404),
        otto.user: (404, 404, 404),
        edith: (404, 404, 404),
        None: (401, 401, 401),
    }
    for number, (user, (new, change, reading)) in enumerate(people.items()):
        client = signed_in(user)
        version = Assessment.objects.get(pk=test.pk).version
        changed = body(ann, note=f"Change {number}.", version=version)
        assert put(client, uuid7(), body(ann)).status_code == new, user
        assert put(client, test.pk, changed).status_code == change, user
        for read in (address(test.pk), f"/api/v1/athletes/{ann.pk}/assessments"):
            assert client.get(read).status_code == reading, user
    assert Assessment.objects.count() == 3


def test_a_stranger_is_told_to_sign_in_before_anything_else(ann: Athlete) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert refused(put(strict, uuid7(), body(ann)), 401) == "Sign in first."
    assert refused(put(strict, uuid7(), "{"), 401)


def test_an_id_of_another_athletes_test_says_nothing(
    coach: Client, ann: Athlete, otto: Athlete, other_club: Club
) -> None:
    for owner in (otto, make_athlete(club=other_club)):
        test = make_assessment(athlete=owner, note="Secret.")
        for version in (None, 1):
            answer = put(coach, test.pk, body(ann, version=version))
            assert refused(answer, 404) == "There is nothing here, or nothing that you may see."
        test.refresh_from_db()
        assert (test.athlete, test.note, test.version) == (owner, "Secret.", 1)


def test_writing_needs_the_csrf_token(bob: User, ann: Athlete) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(bob)
    assert "X-CSRFToken" in refused(put(strict, uuid7(), body(ann)), 403)
    strict.get("/squad/")
    token = strict.cookies["csrftoken"].value
    answer = strict.put(
        address(uuid7()), body(ann), content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert answer.status_code == 201
    assert strict.get(address(Assessment.objects.get().pk)).status_code == 200


# -- reading ----------------------------------------------------------------------------------------


def test_reading_answers_the_same_as_storing(coach: Client, ann: Athlete) -> None:
    pk = uuid7()
    stored = put(coach, pk, body(ann))
    assert coach.get(address(pk)).json() == stored.json()
    assert refused(coach.get(address(uuid7())), 404)


def test_an_athletes_tests_come_a_hundred_at_a_time(
    coach: Client, ann: Athlete, django_assert_num_queries
) -> None:
    today = ann.club.today()
    for n in range(101):
        make_assessment(athlete=ann, tested_on=today - dt.timedelta(days=n))
    make_assessment()
    listed = f"/api/v1/athletes/{ann.pk}/assessments"
    # The first time is written down.
    with django_assert_num_queries(8):
        coach.get(listed)
    with django_assert_num_queries(7):
        first = coach.get(listed).json()
    last = coach.get(listed, {"page": first["next"]}).json()
    assert (len(first["tests"]), first["next"]) == (100, 2)
    assert (len(last["tests"]), last["next"]) == (1, None)
    assert first["tests"][0]["tested_on"] == str(today)
    wrong = coach.get(listed, {"page": 0})
    assert (wrong.status_code, set(wrong.json())) == (422, {"page"})


@pytest.mark.parametrize("stored", [0, 60])
def test_storing_takes_the_same_queries_however_many_tests_there_are(
    coach: Client, ann: Athlete, stored: int, django_assert_num_queries
) -> None:
    """Session, user, counts, athlete with club, role, look; begin, look, store, history, commit; findings."""
    for n in range(stored):
        make_assessment(athlete=ann, tested_on=ann.club.today() - dt.timedelta(days=n))
    pk = uuid7()
    with django_assert_num_queries(14):
        assert put(coach, pk, body(ann)).status_code == 201
    with django_assert_num_queries(14):
        assert put(coach, pk, body(ann, note="More.", version=1)).status_code == 200
