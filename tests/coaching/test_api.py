"""Sessions over the JSON API: /api/v1/sessions/<uuid>."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from accounts.ids import uuid7
from accounts.models import User
from athletes.models import Athlete
from coaching.domain.adherence import STOP_RULE
from coaching.models import Programme, Session
from tests.cast import signed_in
from tests.factories import make_athlete, make_exercise, make_programme, make_session, make_user

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def programme(ann: Athlete) -> Programme:
    """Two exercises, started ten days ago."""
    started = ann.club.today() - 10 * DAY
    exercises = [make_exercise(name="Knees-in stretch"), make_exercise(name="Side-lying ankle lift")]
    return make_programme(athlete=ann, exercises=exercises, starts_on=started)


@pytest.fixture
def phone(ann: Athlete) -> Client:
    """Ann's own."""
    return signed_in(ann.user)


def body(programme: Programme, /, **changes: Any) -> dict[str, Any]:
    """Everything done today, with a little pain."""
    numbers = programme.exercises.values_list("pk", flat=True)
    return {
        "programme": str(programme.pk),
        "done_on": str(programme.athlete.club.today()),
        "exercises": [{"prescribed": number, "outcome": "done"} for number in numbers],
        "pain": 1,
        **changes,
    }


def partly(programme: Programme) -> list[dict[str, Any]]:
    first, second = programme.exercises.values_list("pk", flat=True)
    return [
        {"prescribed": first, "outcome": "partly", "sets_left": 1, "reason": "tired"},
        {"prescribed": second, "outcome": "skipped", "reason": "time"},
    ]


def put(client: Client, pk: UUID, sent: Any) -> Any:
    return client.put(f"/api/v1/sessions/{pk}", sent, content_type="application/json")


def test_a_days_work_is_stored_and_answered(phone: Client, programme: Programme) -> None:
    pk = uuid7()
    answer = put(phone, pk, body(programme, exercises=partly(programme), effort=6, note=" Stiff. "))
    said = answer.json()
    assert (answer.status_code, answer["Cache-Control"]) == (201, "private, no-store")
    told = [tuple(one.values()) for one in said.pop("exercises")]
    first, second = programme.exercises.all()
    assert told == [(first.pk, "partly", 1, 0, "tired", None), (second.pk, "skipped", 0, 0, "time", None)]
    assert said == {
        "id": str(pk),
        "programme": str(programme.pk),
        "version": 1,
        "done_on": str(programme.athlete.club.today()),
        "pain": 1,
        "pain_where": "",
        "effort": 6,
        "note": "Stiff.",
        "stop_rule": "",
    }
    assert programme.sessions.get().pk == pk


def test_the_same_body_again_answers_the_stored_session(phone: Client, programme: Programme) -> None:
    pk, sent = uuid7(), body(programme)
    first = put(phone, pk, sent)
    again = [put(phone, pk, more) for more in (sent, sent | {"version": 0}, sent | {"version": 1})]
    assert [answer.status_code for answer in (first, *again)] == [201, 200, 200, 200]
    assert [answer.json() for answer in again] == [first.json()] * 3
    assert Session.objects.get().version == 1


def test_a_change_of_the_version_that_was_read_is_stored(phone: Client, programme: Programme) -> None:
    pk = uuid7()
    put(phone, pk, body(programme))
    answer = put(phone, pk, body(programme, pain=5, version=1))
    assert (answer.status_code, answer.json()["version"], answer.json()["pain"]) == (200, 2, 5)
    assert answer.json()["stop_rule"] == STOP_RULE


@pytest.mark.parametrize("version", [None, 0, 1, 3])
def test_a_stale_version_shows_both_and_what_differs(
    phone: Client, programme: Programme, version: int | None
) -> None:
    pk = uuid7()
    put(phone, pk, body(programme))
    stored = put(phone, pk, body(programme, note="From the page.", version=1)).json()
    answer = put(phone, pk, body(programme, exercises=partly(programme), pain=None, version=version))
    said = answer.json()
    assert answer.status_code == 409
    assert said["stored"] == stored
    assert (said["yours"]["pain"], said["yours"]["exercises"][1]["reason"]) == (None, "time")
    assert [tuple(one.values()) for one in said["differences"]] == [
        ("pain", "Pain", "–", "1"),
        ("note", "Note", "–", "From the page."),
        ("exercises", "Knees-in stretch", "Partly: left 1, right 0: Tired or ill", "Done"),
        ("exercises", "Side-lying ankle lift", "Skipped: No time", "Done"),
    ]
    assert put(phone, pk, body(programme, exercises=partly(programme), version=2)).status_code == 200


def test_an_exercise_that_only_one_side_tells_of_has_a_dash(phone: Client, programme: Programme) -> None:
    pk, sent = uuid7(), body(programme)
    put(phone, pk, sent)
    said = put(phone, pk, sent | {"exercises": sent["exercises"][:1]}).json()
    assert [(one["yours"], one["stored"]) for one in said["differences"]] == [("–", "Done")]


def test_a_day_has_one_session_whatever_its_id(phone: Client, programme: Programme) -> None:
    first = put(phone, uuid7(), body(programme)).json()
    other = put(phone, uuid7(), body(programme))
    assert (other.status_code, other.json()) == (200, first)
    assert put(phone, uuid7(), body(programme, pain=2)).status_code == 409
    yesterday = str(programme.athlete.club.today() - DAY)
    assert put(phone, uuid7(), body(programme, done_on=yesterday)).status_code == 201
    assert programme.sessions.count() == 2


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_is_stored_once() -> None:
    user = make_user()
    programme = make_programme(athlete=make_athlete(user=user))
    pk, sent, clients = uuid7(), body(programme), [signed_in(user), signed_in(user)]

    def send(client: Client) -> Any:
        try:
            return put(client, pk, sent)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(send, clients))
    assert {answer.status_code for answer in answers} <= {200, 201}
    assert answers[0].json() == answers[1].json()
    assert Session.objects.get().version == 1


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"pain": 11}, {"pain": ["Choose a whole number from 0 to 10."]}),
        ({"effort": -1}, {"effort": ["Choose a whole number from 0 to 10."]}),
        ({"done_on": "soon"}, {"done_on": ["That is not a date: write it such as 2026-09-02."]}),
        ({"done_on": ""}, {"done_on": ["Say on which day it was done."]}),
        ({"done_on": "2999-01-01"}, {"done_on": ["That day is still to come: log it once it is done."]}),
        ({"done_on": "2020-01-01"}, {"done_on": ["That is more than 7 days ago."]}),
        (
            {"exercises": [], "pain": None},
            {
                "__all__": [
                    "Say of an exercise whether it was done, partly or skipped; or say if it hurts.",
                ]
            },
        ),
        ({"sets": 3}, {"sets": ["There is no such field."]}),
        ({"exercises": [{"prescribed": 1}]}, {"exercises": ["This is needed."]}),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(
    phone: Client, programme: Programme, changes: dict[str, Any], faults: dict[str, Any]
) -> None:
    answer = put(phone, uuid7(), body(programme, **changes))
    assert (answer.status_code, answer.json()) == (422, faults)
    assert not Session.objects.exists()


def test_an_exercise_is_held_to_the_programme_and_the_form(phone: Client, programme: Programme) -> None:
    first, second = programme.exercises.values_list("pk", flat=True)
    theirs = make_programme().exercises.get().pk
    sent = [
        {"prescribed": first, "outcome": "skipped"},
        {"prescribed": second, "outcome": "partly", "sets_left": 99},
        {"prescribed": second, "outcome": "perhaps", "sets_left": 99},
        {"prescribed": theirs, "outcome": "done"},
    ]
    said = put(phone, uuid7(), body(programme, exercises=sent)).json()
    assert set(said) == {f"reason_{first}", f"sets_left_{second}", f"outcome_{second}", "exercises"}
    assert said["exercises"] == [
        f"Exercise {theirs} is not one of this programme.",
        "Name each exercise once.",
    ]
    assert said[f"reason_{first}"] == ["Say why you skipped it: one tap is enough."]


def test_a_day_that_the_programme_does_not_cover_is_refused(phone: Client, programme: Programme) -> None:
    today = programme.athlete.club.today()
    Programme.objects.update(starts_on=today)
    answer = put(phone, uuid7(), body(programme, done_on=str(today - DAY)))
    assert answer.json() == {"done_on": ["The programme doesn’t cover that day."]}


def test_an_id_of_another_session_says_nothing(phone: Client, otto: Athlete, programme: Programme) -> None:
    theirs = make_session(programme=make_programme(athlete=otto))
    earlier = make_session(programme=programme, done_on=programme.athlete.club.today() - DAY)
    for taken in (theirs, earlier):
        answer = put(phone, taken.pk, body(programme))
        assert (answer.status_code, list(answer.json())) == (404, ["detail"])
    assert Session.objects.count() == 2


def test_only_the_athlete_stores(
    ann: Athlete,
    alice: User,
    bob: User,
    vera: User,
    charlie: User,
    otto: Athlete,
    edith: User,
    programme: Programme,
) -> None:
    people = {alice: 403, bob: 403, vera: 403, charlie: 404, otto.user: 404, edith: 404, None: 401}
    for user, status in people.items():
        answer = put(signed_in(user), uuid7(), body(programme))
        assert (answer.status_code, list(answer.json())) == (status, ["detail"]), user
    assert not Session.objects.exists()
    assert put(signed_in(ann.user), uuid7(), body(programme)).status_code == 201


def test_an_archived_athlete_stores_no_more(phone: Client, ann: Athlete, programme: Programme) -> None:
    Athlete.objects.update(archived_on=ann.club.today())
    assert put(phone, uuid7(), body(programme)).status_code == 404


def test_writing_needs_the_csrf_token(ann: Athlete, programme: Programme) -> None:
    strict = signed_in(ann.user)
    strict.handler.enforce_csrf_checks = True
    answer = put(strict, uuid7(), body(programme))
    assert answer.status_code == 403
    assert "X-CSRFToken" in answer.json()["detail"]


@pytest.mark.parametrize("days", [0, 5])
def test_storing_takes_the_same_queries_however_many_days_there_are(
    phone: Client, programme: Programme, days: int, django_assert_num_queries
) -> None:
    today = programme.athlete.club.today()
    for n in range(days):
        make_session(programme=programme, done_on=today - n * DAY - DAY)
    sent = body(programme)
    with django_assert_num_queries(17):
        assert put(phone, uuid7(), sent).status_code == 201


def test_where_it_hurts_and_the_repetitions_are_stored_and_told_apart(
    phone: Client, programme: Programme
) -> None:
    programme.exercises.update(hold_seconds=None, reps_low=12, reps_high=15)
    pk, number = uuid7(), programme.exercises.earliest("order").pk
    lift = {"prescribed": number, "outcome": "done", "reps": 15}
    said = put(phone, pk, body(programme, exercises=[lift], pain=5, pain_where="left_groin")).json()
    assert (said["pain_where"], said["exercises"][0]["reps"], said["stop_rule"]) == (
        "left_groin",
        15,
        STOP_RULE,
    )
    other = body(programme, exercises=[lift | {"reps": 12}], pain=5, pain_where="low_back")
    assert [(one["yours"], one["stored"]) for one in put(phone, pk, other).json()["differences"]] == [
        ("lower back", "left groin"),
        ("Done, 12 repetitions", "Done, 15 repetitions"),
    ]
    assert "pain_where" in put(phone, pk, body(programme, pain_where="the other leg")).json()
