"""Owners read who changed what, when, and who has read about whom."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.clubs import change_role
from accounts.models import Club, Membership, Role, User
from accounts.tokens import make_token
from athletes.models import Athlete, FirstRead
from coaching.changes import KINDS
from coaching.withdrawing import withdraw
from tests.cast import signed_in
from tests.factories import make_assessment, make_athlete, make_exercise, make_programme, make_squad

HISTORY = "club_history"


def lines(user: User, what: str, **query: str) -> list[str]:
    page = signed_in(user).get(reverse(HISTORY), {"what": what, **query})
    said = []
    for line in page.context["lines"]:
        changes = [f"{one.field}: {one.before} → {one.after}" for one in line.changes]
        said.append(" | ".join([line.by, line.act, line.about, *changes]))
    return said


def test_changes_say_who_what_and_how(alice: User, bob: User, ann: Athlete) -> None:
    address = reverse("athlete_edit", args=[ann.pk])
    signed_in(bob).post(address, {"name": "Ann Runner", "event": "1500 m", "sex": "f"})

    changed = "Bob Coe | changed | Ann Runner | sex: – → Female | event: – → 1500 m"
    assert changed in lines(alice, "athletes")
    assert lines(alice, "athletes")[-1].endswith("added | Ann Runner")


def test_squads_are_part_of_a_profile(alice: User, ann: Athlete, club: Club) -> None:
    track, road = make_squad(club=club, name="Track"), make_squad(club=club, name="Road")
    ann.squads.set([track, road])
    ann.squads.remove(road)
    assert "squads: Road, Track → Track" in lines(alice, "athletes")[0]

    track.delete()

    assert any("→ another" in line for line in lines(alice, "athletes"))


def test_tests_programmes_and_deletions(alice: User, bob: User, ann: Athlete) -> None:
    test = make_assessment(athlete=ann, left=[29.0, 31.0], tester=bob)
    test.left_trials, test.left_degrees = [29.0], 29.0
    test.save()
    programme = make_programme(athlete=ann)
    programme.state = "stopped"
    programme.save()
    signed_in(bob).post(reverse("assessment_delete", args=[test.pk]))

    said = lines(alice, "tests")

    assert said[0] == "Bob Coe | deleted | Ann Runner"
    assert "left trials: 29.0, 31.0 → 29.0" in said[1]
    assert "state: Running → Stopped" in lines(alice, "programmes")[0]


def test_roles_content_and_the_club(alice: User, bob: User, club: Club) -> None:
    change_role(membership=Membership.objects.get(user=bob), role=Role.VIEWER)
    make_exercise(club=club, name="Own stretch")
    club.optimal_degrees = 50
    club.save()

    assert "role: Coach → Viewer" in lines(alice, "roles")[0]
    assert "Bob Coe" in lines(alice, "roles")[0]
    assert lines(alice, "exercises")[0].endswith("added | Own stretch")
    assert "optimal from: 45.0 → 50" in lines(alice, "club")[0]


def test_one_athlete_at_a_time_and_nobody_else_s(alice: User, ann: Athlete, otto: Athlete) -> None:
    other = make_athlete()
    assert len(lines(alice, "athletes")) == 2
    assert [line.rpartition(" | ")[2] for line in lines(alice, "athletes", athlete=str(otto.pk))] == [
        "Otto Miler"
    ]
    assert len(lines(alice, "athletes", athlete=str(other.pk))) == 2
    assert len(lines(alice, "nothing", athlete="damaged")) == 2


def test_what_was_withdrawn_is_not_read_here_either(alice: User, ann: Athlete) -> None:
    make_assessment(athlete=ann)
    ann.note = "Told us of a lawsuit."
    ann.save()
    assert lines(alice, "tests")
    assert "lawsuit" in lines(alice, "athletes")[0]
    edit = reverse("athlete_edit", args=[ann.pk])
    assert b"lawsuit" in signed_in(alice).get(edit).content

    withdraw(athlete=ann)

    assert (lines(alice, "tests"), lines(alice, "athletes")) == ([], [])
    assert b"lawsuit" not in signed_in(alice).get(edit).content
    signed_in(alice).post(edit, {"name": "Ann Runner", "note": "Other words."})
    ann.refresh_from_db()
    assert ann.note == "Told us of a lawsuit."


@pytest.mark.parametrize("what", KINDS)
def test_queries_don_t_grow(what: str, alice: User, club: Club) -> None:
    counts = []
    for number in (1, 30):
        for n in range(number):
            athlete = make_athlete(club=club)
            athlete.event = f"{n} m"
            athlete.save()
            test = make_assessment(athlete=athlete, tester=alice)
            test.save()
            make_programme(athlete=athlete).save()
        client = signed_in(alice)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(HISTORY), {"what": what}).status_code == 200
        counts.append(len(queries))

    assert counts[0] <= counts[1] <= 10
    assert counts[1] - counts[0] <= 1


# -- who has read ---------------------------------------------------------------------------------


def test_the_first_time_that_somebody_reads_is_written_down(alice: User, bob: User, ann: Athlete) -> None:
    for reader in (bob, bob, alice, ann.user):
        signed_in(reader).get(reverse("athlete", args=[ann.pk]))

    page = signed_in(alice).get(reverse("club_readers")).content.decode()

    assert [row.reader for row in FirstRead.objects.order_by("at")] == [bob, alice]
    assert "Bob Coe" in page
    assert "Ann Runner" in page


def test_the_report_and_a_test_s_page_count_as_reading(alice: User, bob: User, ann: Athlete) -> None:
    test = make_assessment(athlete=ann)
    signed_in(alice).get(reverse("assessment", args=[test.pk]))
    signed_in(bob).get(reverse("athlete_report", args=[ann.pk]))

    assert {row.reader for row in FirstRead.objects.all()} == {alice, bob}


def test_a_program_counts_as_whose_token_it_has(alice: User, bob: User, club: Club, ann: Athlete) -> None:
    test = make_assessment(athlete=ann)
    for user, address in (
        (alice, reverse("api:assessment", args=[test.pk])),
        (bob, reverse("api:assessments", args=[ann.pk])),
    ):
        _token, secret = make_token(user=user, club=club, name="Export", may_write=False, days=30)
        for _ in range(2):
            answer = Client().get(address, headers={"Authorization": f"Bearer {secret}"})
            assert answer.status_code == 200

    assert [row.reader for row in FirstRead.objects.order_by("at")] == [alice, bob]
