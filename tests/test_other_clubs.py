"""What another club has is not there, in whatever way it is named: in an address, a query, a form, a body.

Bob coaches at Riverside, Ann runs there; everything of Hilltop's carries the word Secret.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.models import Club, Membership, User
from assessments.models import Assessment
from athletes.models import Athlete, Squad
from coaching.models import Exercise, Note, Programme, Session
from tests.cast import signed_in
from tests.factories import (
    make_assessment,
    make_athlete,
    make_exercise,
    make_note,
    make_programme,
    make_session,
    make_squad,
    make_study,
    make_user,
)

pytestmark = pytest.mark.django_db

WORD = "Secret"
SAME_DAY = {"position": "seated", "motion": "active", "instrument": "inclinometer"}


@dataclass(frozen=True, slots=True)
class Theirs:
    """Hilltop's rows."""

    club: Club
    squad: Squad
    athlete: Athlete
    test: Assessment
    exercise: Exercise
    programme: Programme
    session: Session
    note: Note
    owner: User


@pytest.fixture
def theirs(other_club: Club, charlie: User) -> Theirs:
    squad = make_squad(club=other_club, name=f"{WORD} squad")
    athlete = make_athlete(club=other_club, name=f"{WORD} Runner", squads=[squad])
    test = make_assessment(athlete=athlete, left=21.0, right=22.0, note=f"{WORD} note")
    original = Exercise.objects.filter(club=None).latest("pk")
    exercise = make_exercise(
        club=other_club, name=f"{WORD} stretch", slug="secret-stretch", copied_from=original
    )
    programme = make_programme(athlete=athlete, assessment=test, exercises=[exercise])
    note = make_note(athlete=athlete, author=charlie, text=f"{WORD} words")
    session = make_session(programme=programme, note=f"{WORD} log")
    return Theirs(other_club, squad, athlete, test, exercise, programme, session, note, charlie)


@pytest.fixture
def coach(bob: User) -> Client:
    return signed_in(bob)


def kept(theirs: Theirs) -> None:
    """Nothing of Hilltop's has changed, nor gone over to anybody."""
    before = (theirs.athlete, theirs.test, theirs.programme, theirs.session, theirs.note, theirs.exercise)
    for row in before:
        stored = type(row)._default_manager.filter(pk=row.pk).values().get()
        assert stored == {name: getattr(row, name) for name in stored}, row
    assert list(theirs.athlete.squads.all()) == [theirs.squad]
    assert Membership.objects.filter(club=theirs.club).count() == 1


def says_nothing(answer: Any) -> None:
    assert answer.status_code < 500
    assert WORD not in answer.content.decode()


# -- addresses and their queries -----------------------------------------------------------------------


def test_a_list_is_narrowed_to_nothing_of_theirs(coach: Client, theirs: Theirs, ann: Athlete) -> None:
    squad, searched = theirs.squad.pk, WORD.lower()[:3]
    for address in (
        f"/squad/?squad={squad}",
        f"/squad/?q={searched}",
        f"/test-day/?squad={squad}",
        f"/test-day/summary/?squad={squad}",
        f"/athletes/archived/?q={searched}",
        f"/club/errors/own/?squad={squad}",
        "/exercises/",
    ):
        for headers in ({}, {"HX-Request": "true"}):
            answer = coach.get(address, headers=headers)
            assert answer.status_code == 200
            says_nothing(answer)


@pytest.mark.parametrize(
    "address", ["/test-day/rows/?club={pk}", "/test-day/summary/?in_club={pk}", "/test-day/rows/?club=none"]
)
def test_a_sheet_of_theirs_is_not_there(coach: Client, theirs: Theirs, address: str) -> None:
    assert coach.get(address.format(pk=theirs.club.pk)).status_code == 404


def test_an_assessment_of_theirs_starts_no_programme(coach: Client, theirs: Theirs, ann: Athlete) -> None:
    make_assessment(athlete=ann, left=29.0, right=38.0)
    address = f"/athletes/{ann.pk}/programme/new/?assessment={theirs.test.pk}"
    for answer in (coach.get(address), coach.post(address, {"as_suggested": "1"})):
        says_nothing(answer)
    assert not Programme.objects.filter(assessment=theirs.test).exclude(pk=theirs.programme.pk).exists()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_a_page_of_theirs_answers_as_for_what_never_was(
    coach: Client, theirs: Theirs, headers: dict[str, str]
) -> None:
    """The same 404 to the byte, but for the address and the token of the page's forms."""
    for row, address in (
        (theirs.athlete, "/athletes/{}/"),
        (theirs.athlete, "/athletes/{}/notes/"),
        (theirs.athlete, "/athletes/{}/report/"),
        (theirs.test, "/assessments/{}/"),
        (theirs.test, "/assessments/{}/picture/"),
        (theirs.test, "/api/v1/assessments/{}"),
        (theirs.programme, "/programmes/{}/sheet/"),
        (theirs.session, "/sessions/{}/"),
        (theirs.note, "/notes/{}/edit/"),
    ):
        said = []
        for pk in (row.pk, uuid4()):
            answer = coach.get(address.format(pk), headers=headers)
            assert answer.status_code == 404, address
            said.append(_without_tokens(answer.content.decode().replace(str(pk), "")))
        assert said[0] == said[1], address


def _without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrf" not in line.lower())


# -- ids in forms ------------------------------------------------------------------------------------


def test_a_form_of_ones_own_takes_none_of_their_ids(
    coach: Client, theirs: Theirs, ann: Athlete, alice: User, bob: User
) -> None:
    today = ann.club.today().isoformat()
    test = {**SAME_DAY, "tested_on": today, "left_1": "30", "right_1": "31"}
    own = make_assessment(athlete=ann, left=29.0, right=38.0)
    study = make_study(club=ann.club, tester=bob)
    programme = make_programme(athlete=ann)
    step = theirs.programme.exercises.get()
    sent: list[tuple[str, dict[str, Any]]] = [
        ("/athletes/new/", {"pk": theirs.athlete.pk, "name": "Iris", "squads": theirs.squad.pk}),
        (f"/athletes/{ann.pk}/edit/", {"name": "Ann Runner", "squads": theirs.squad.pk}),
        (f"/athletes/{ann.pk}/assessments/new/", {**test, "id": theirs.test.pk}),
        (f"/athletes/{ann.pk}/assessments/new/", {**test, "id": uuid4(), "separate": theirs.test.pk}),
        (f"/assessments/{own.pk}/edit/", {**test, "id": theirs.test.pk, "athlete": theirs.athlete.pk}),
        (f"/athletes/{ann.pk}/notes/", {"pk": theirs.note.pk, "text": "Hello."}),
        (f"/athletes/{ann.pk}/programme/new/", {"as_suggested": "1", "id": theirs.programme.pk}),
        (f"/programmes/{programme.pk}/step/", {"prescribed": step.pk, "token": "x", "accept": "yes"}),
        ("/test-day/athletes/", {"id": theirs.athlete.pk, "name": "Iris Two"}),
        (f"/test-day/athletes/?squad={theirs.squad.pk}", {"id": uuid4(), "name": "Iris Three"}),
        (f"/test-day/tests/{own.pk}/move/", {"athlete": theirs.athlete.pk, "version": own.version}),
        ("/test-day/assign/", {"assign": f"{theirs.test.pk}.{uuid4()}", "squad": theirs.squad.pk}),
        ("/test-day/assign/", {"assign": f"{own.pk}.{theirs.programme.pk}"}),
        ("/club/errors/own/", {**SAME_DAY, "trials": "1", "squad": theirs.squad.pk}),
        (f"/club/errors/own/{study.pk}/{ann.pk}/", {"turn": "1", "left_1": "30", "pk": theirs.test.pk}),
    ]
    for address, data in sent:
        answer = coach.post(address, data)
        says_nothing(answer)
        says_nothing(coach.get(answer["Location"]) if answer.status_code == 302 else answer)
    kept(theirs)
    assert set(theirs.squad.athletes.all()) == {theirs.athlete}
    assert {one.athlete.club for one in Programme.objects.exclude(pk=theirs.programme.pk)} == {ann.club}


@pytest.mark.parametrize(
    ("address", "field", "row"),
    [
        ("/club/members/role/", "member", "membership"),
        ("/club/members/remove/", "member", "membership"),
        ("/club/switch/", "club", "club"),
        ("/club/", "in_club", "club"),
        ("/test-day/assign/", "in_club", "club"),
        ("/athletes/{study}/edit/", "name", "club"),
        ("/club/errors/own/{study}/{athlete}/", "turn", "club"),
    ],
)
def test_what_a_form_names_of_theirs_is_not_there(
    alice: User, bob: User, theirs: Theirs, club: Club, address: str, field: str, row: str
) -> None:
    membership = theirs.owner.memberships.get()
    named = {"membership": membership.pk, "club": theirs.club.pk}[row]
    study = make_study(club=club, tester=alice)
    sent = {field: named, "role": "viewer"}

    answer = signed_in(alice).post(address.format(study=study.pk, athlete=theirs.athlete.pk), sent)

    assert answer.status_code == 404
    says_nothing(answer)
    kept(theirs)


def test_a_programme_takes_no_exercise_of_theirs(coach: Client, theirs: Theirs, ann: Athlete) -> None:
    test = make_assessment(athlete=ann, left=29.0, right=38.0)
    rows = {"exercises-TOTAL_FORMS": 1, "exercises-INITIAL_FORMS": 0}
    sent = {"starts_on": ann.club.today(), "weeks": 6, **rows, "exercises-0-exercise": theirs.exercise.pk}

    answer = coach.post(f"/athletes/{ann.pk}/programme/new/?assessment={test.pk}", sent)

    assert answer.status_code == 200
    says_nothing(answer)
    assert not ann.programmes.exists()


def test_a_log_takes_nothing_of_their_programme(ann: Athlete, theirs: Theirs) -> None:
    programme = make_programme(athlete=ann)
    foreign = theirs.programme.exercises.get()
    sent = {
        "id": theirs.session.pk,
        "pain": "2",
        f"outcome_{foreign.pk}": "done",
        "opened_on": ann.club.today(),
    }

    says_nothing(signed_in(ann.user).post(f"/programmes/{programme.pk}/log/", sent))

    kept(theirs)
    assert not programme.sessions.filter(exercises__prescribed=foreign).exists()


# -- the API -------------------------------------------------------------------------------------------


def test_a_body_names_nothing_of_theirs(coach: Client, ann: Athlete, theirs: Theirs) -> None:
    today = str(ann.club.today())
    test = {**SAME_DAY, "tested_on": today, "left_trials": [30]}
    own = make_assessment(athlete=ann)
    for pk, athlete in (
        (uuid4(), theirs.athlete.pk),
        (theirs.test.pk, ann.pk),
        (theirs.test.pk, theirs.athlete.pk),
        (own.pk, theirs.athlete.pk),
    ):
        body = {**test, "athlete": str(athlete), "version": 1}
        answer = coach.put(f"/api/v1/assessments/{pk}", body, "application/json")
        assert answer.status_code == 404
        says_nothing(answer)
    assert coach.get(f"/api/v1/athletes/{theirs.athlete.pk}/assessments").status_code == 404
    kept(theirs)


def test_a_log_by_the_api_names_nothing_of_theirs(ann: Athlete, theirs: Theirs) -> None:
    programme = make_programme(athlete=ann)
    today, foreign = str(ann.club.today()), theirs.programme.exercises.get().pk
    client = signed_in(ann.user)

    def put(pk: UUID, **body: Any) -> Any:
        sent = {"done_on": today, "pain": 2, **body}
        answer = client.put(f"/api/v1/sessions/{pk}", sent, "application/json")
        says_nothing(answer)
        return answer

    assert put(uuid4(), programme=str(theirs.programme.pk)).status_code == 404
    assert put(theirs.session.pk, programme=str(programme.pk)).status_code == 404
    done = [{"prescribed": foreign, "outcome": "done"}]
    assert put(uuid4(), programme=str(programme.pk), exercises=done).status_code == 422
    kept(theirs)


# -- the content pages ------------------------------------------------------------------------------------


def editors(edith: User) -> list[User]:
    return [edith, make_user(is_staff=True, is_superuser=True)]


def test_the_content_pages_name_nothing_of_a_clubs(edith: User, theirs: Theirs) -> None:
    for user in editors(edith):
        client = signed_in(user)
        for model in admin.site._registry:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            says_nothing(client.get(reverse(f"{name}_changelist"), {"q": WORD.lower()[:3]}))
            says_nothing(client.get(reverse(f"{name}_add")))
            rows = model._default_manager.filter(**({"club": None} if hasattr(model, "club") else {}))
            # One that the club has copied, and another: all others are made alike.
            for row in rows.order_by("-pk")[:2]:
                for page in ("change", "history"):
                    says_nothing(client.get(reverse(f"{name}_{page}", args=[row.pk])))
        export = client.post(reverse("admin:coaching_exercise_export"), {"format": "0"})
        assert export.status_code == 200
        says_nothing(export)


def test_the_admin_answers_about_no_row_of_another_table(edith: User, theirs: Theirs) -> None:
    """Neither by the names that a choice would complete, nor by a table's number and a key."""
    asked = {"app_label": "coaching", "model_name": "programme", "field_name": "athlete", "term": WORD}
    for user in editors(edith):
        client = signed_in(user)
        assert client.get("/admin/autocomplete/", asked).status_code == 404
        for number in range(1, 30):
            assert client.get(f"/admin/r/{number}/{theirs.athlete.pk}/").status_code == 404
