"""Moving, leaving, removing, archiving: each holds at once, on pages that are open too."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import Club, Invitation, Membership, Role, User
from assessments.models import Repeat
from athletes import consenting
from athletes.models import Athlete
from coaching.calendar_feed import make_link
from coaching.changes import KINDS
from coaching.mail.falling_due import queue_due
from coaching.models import MailItem, Note
from tests.cast import signed_in
from tests.factories import (
    confirm,
    join,
    make_assessment,
    make_athlete,
    make_club,
    make_exercise,
    make_invitation,
    make_note,
    make_programme,
    make_repeat,
    make_session,
    make_squad,
    make_study,
    make_user,
)


@pytest.fixture
def both(bob: User) -> Club:
    """Another club that Bob coaches."""
    return join_new(bob, "Morning Milers")


def join_new(user: User, name: str) -> Club:
    club = make_club(name=name)
    join(user, club)
    return club


# -- moving ---------------------------------------------------------------------------------------


@pytest.fixture
def full(ann: Athlete, bob: User, club: Club) -> Athlete:
    ann.squads.add(make_squad(club=club))
    test = make_assessment(athlete=ann, left=21.0)
    make_session(programme=make_programme(athlete=ann, assessment=test))
    make_note(athlete=ann, author=bob, text="to Ann")
    make_note(athlete=ann, author=bob, text="between coaches", private=True)
    second: dict[str, Any] = {"second_at": timezone.now(), "second_left": 30, "second_right": 40}
    make_repeat(study=make_study(club=club, tester=bob), athlete=ann, **second)
    return ann


def test_moving_closes_it_to_the_club_before_at_once(
    full: Athlete, alice: User, bob: User, both: Club, club: Club
) -> None:
    old = signed_in(alice)
    assert old.get(reverse("athlete", args=[full.pk])).status_code == 200
    address = reverse("athlete_move", args=[full.pk])
    assert "Morning Milers" in signed_in(bob).get(address).content.decode()

    moved = signed_in(bob).post(address, {"club": both.pk})

    assert moved["Location"] == reverse("athlete_consent", args=[full.pk])
    for name in ("athlete", "athlete_edit", "athlete_notes", "athlete_report", "athlete_consent"):
        assert old.get(reverse(name, args=[full.pk])).status_code == 404
    assert old.get(reverse("assessment", args=[full.assessments.get().pk])).status_code == 404
    assert old.get(reverse("programme", args=[full.programmes.get().pk])).status_code == 404
    assert "Ann Runner" not in old.get(reverse("squad")).content.decode()
    assert "Ann Runner" not in old.get(reverse("club_history")).content.decode()
    pair = Repeat.objects.get()
    study = old.get(reverse("error_study", args=[pair.study_id])).content.decode()
    assert "Ann Runner" not in study
    asked_why = old.post(reverse("error_pair_out", args=[pair.pk]), follow=True).content.decode()
    assert "Say why the pair of –" in asked_why


def test_what_moves_and_what_does_not(full: Athlete, bob: User, both: Club) -> None:
    signed_in(bob).post(reverse("athlete_move", args=[full.pk]), {"club": both.pk})

    full.refresh_from_db()
    assert (full.club, full.consent, full.programmes.get().state) == (both, "none", "stopped")
    assert list(full.squads.all()) == []
    assert [note.text for note in Note.objects.all()] == ["to Ann"]
    new = signed_in(join(make_user(), both))
    pages = [reverse("squad"), reverse("athlete", args=[full.pk]), reverse("athlete_notes", args=[full.pk])]
    said = "".join(new.get(page).content.decode() for page in pages)
    assert not any(words in said for words in ("21.0", "to Ann", "1 new note"))
    new.post(
        reverse("athlete_consent", args=[full.pk]), {"giver": "told me", "agrees": "on", "old_enough": "on"}
    )
    said = "".join(new.get(page).content.decode() for page in pages)
    assert all(words in said for words in ("21.0", "to Ann", "1 new note"))


def test_what_the_club_before_wrote_down_stays_unread(
    full: Athlete, bob: User, vera: User, both: Club
) -> None:
    """Its note and its squads, who changed what there, who read there, and how it was agreed there."""
    signed_in(vera).get(reverse("athlete", args=[full.pk]))
    full.note = "Told us of a lawsuit."
    full.save()
    consenting.give(athlete=full, way="recorded", giver="on the old track", by=vera)
    full.assessments.get().save()
    Membership.objects.filter(user=bob, club=both).update(role=Role.OWNER)
    new = signed_in(bob)
    new.post(reverse("athlete_move", args=[full.pk]), {"club": both.pk})
    new.post(reverse("club_switch"), {"club": both.pk})
    agreed = {"giver": "on the new track", "agrees": "on", "old_enough": "on"}
    new.post(reverse("athlete_consent", args=[full.pk]), agreed)

    pages = [new.get(reverse("club_history"), {"what": what}).content.decode() for what in KINDS]
    pages += [new.get(reverse("club_readers")).content.decode()]
    pages += [new.get(reverse("athlete_consent", args=[full.pk])).content.decode()]

    assert any("Ann Runner" in page for page in pages)
    assert "on the new track" in pages[-1]
    for page in pages:
        assert all(word not in page for word in ("lawsuit", "Marathon group", "Vera", "old track"))
    assert "Nothing yet." in pages[list(KINDS).index("tests")]
    assert "Vera" in signed_in(full.user).get(reverse("my_data")).content.decode()


def test_only_to_a_club_that_one_coaches(full: Athlete, bob: User, charlie: User, other_club: Club) -> None:
    page = signed_in(bob).get(reverse("athlete_move", args=[full.pk]))
    assert "You coach in no other club" in page.content.decode()

    signed_in(bob).post(reverse("athlete_move", args=[full.pk]), {"club": other_club.pk})

    assert Athlete.objects.get(pk=full.pk).club_id != other_club.pk


def test_nobody_has_two_profiles_in_a_club(full: Athlete, bob: User, both: Club) -> None:
    make_athlete(club=both, user=full.user)

    page = signed_in(bob).post(reverse("athlete_move", args=[full.pk]), {"club": both.pk})

    assert "has a profile in that club already" in page.content.decode()
    full.refresh_from_db()
    assert full.has_agreed
    assert full.programmes.get().state == "running"


def test_an_exercise_of_the_club_before_is_not_shown_before_consent(
    ann: Athlete, bob: User, club: Club, both: Club
) -> None:
    own = make_exercise(club=club, name="Secret stretch", state="archived")
    make_programme(athlete=ann, exercises=[own])
    coach = signed_in(join(make_user(), both))
    address = reverse("exercise", args=[own.slug])

    signed_in(bob).post(reverse("athlete_move", args=[ann.pk]), {"club": both.pk})

    assert coach.get(address).status_code == 404
    assert signed_in(ann.user).get(address).status_code == 200


def test_an_open_invitation_does_not_move(bob: User, both: Club, club: Club) -> None:
    invitation = make_invitation(club=club, kind="athlete")
    athlete = make_athlete(club=club, invitation=invitation)

    signed_in(bob).post(reverse("athlete_move", args=[athlete.pk]), {"club": both.pk})

    assert not Invitation.objects.filter(pk=invitation.pk).exists()


# -- leaving and removing -------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["alice", "bob"])
def test_a_removed_member_finds_nothing_on_pages_that_are_open(
    by: str, full: Athlete, alice: User, bob: User, request: pytest.FixtureRequest
) -> None:
    confirm(bob)
    open_pages = signed_in(bob)
    assert open_pages.get(reverse("test_day")).status_code == 200
    membership = Membership.objects.get(user=bob)
    make_note(athlete=full, author=full.user or bob, text="for Bob")
    call_command("send_due")

    signed_in(request.getfixturevalue(by)).post(reverse("member_remove"), {"member": membership.pk})

    test = full.assessments.get()
    for name in ("athlete", "athlete_edit", "assessment_new", "athlete_notes"):
        key = "athlete_pk" if name == "assessment_new" else "pk"
        assert open_pages.get(reverse(name, kwargs={key: full.pk})).status_code == 404
    body = {"athlete": str(full.pk), "tested_on": str(test.tested_on), "left_trials": [30]}
    method = {"position": "seated", "motion": "active", "instrument": "phone"}
    sent = open_pages.put(reverse("api:assessment", args=[test.pk]), {**body, **method}, "application/json")
    assert sent.status_code == 404
    assert open_pages.get(reverse("squad"))["Location"] == reverse("home")
    assert open_pages.post(reverse("athlete_new"), {"in_club": full.club.pk, "name": "X"}).status_code == 404
    mail.outbox.clear()
    MailItem.objects.update(state="waiting", due_at=timezone.now(), next_try=timezone.now())
    call_command("send_due")
    assert mail.outbox == []


# -- archiving a club -----------------------------------------------------------------------------


def test_an_archived_club_is_closed_to_everybody_at_once(
    full: Athlete, alice: User, bob: User, club: Club
) -> None:
    confirm(bob)
    athlete, coach, owner = signed_in(full.user), signed_in(bob), signed_in(alice)
    invitation = make_invitation(club=club)
    token = make_link(user=full.user) if full.user else ""
    assert "Archive Riverside Harriers?" in owner.get(reverse("club_archive")).content.decode()

    owner.post(reverse("club_archive"))

    invitation.refresh_from_db()
    assert invitation.state == "revoked"
    test, programme = full.assessments.get(), full.programmes.get()
    for visitor in (athlete, coach, owner):
        for name, pk in (("athlete", full.pk), ("assessment", test.pk), ("programme", programme.pk)):
            assert visitor.get(reverse(name, args=[pk])).status_code == 404
    assert coach.get(reverse("squad"))["Location"] == reverse("home")
    assert athlete.post(reverse("session_log", args=[programme.pk]), {}).status_code == 404
    assert b"VEVENT" not in athlete.get(reverse("calendar_feed", args=[token])).content
    queue_due(timezone.now() + dt.timedelta(days=7))
    assert not MailItem.objects.filter(kind__in=["reminder", "digest", "retests"]).exists()
    assert "Riverside Harriers" in athlete.get(reverse("my_data")).content.decode()


def test_an_owner_brings_it_back(full: Athlete, alice: User, bob: User, club: Club) -> None:
    signed_in(alice).post(reverse("club_archive"))
    owner = signed_in(alice)
    assert reverse("clubs_archived") in owner.get(reverse("home")).content.decode()
    assert reverse("clubs_archived") not in signed_in(bob).get(reverse("home")).content.decode()
    assert "Riverside Harriers" in owner.get(reverse("clubs_archived")).content.decode()
    assert "Riverside Harriers" not in signed_in(bob).get(reverse("clubs_archived")).content.decode()
    address = reverse("club_restore", args=[club.pk])
    assert signed_in(bob).post(address).status_code == 404

    signed_in(alice).post(address)

    assert signed_in(bob).get(reverse("athlete", args=[full.pk])).status_code == 200
    assert Membership.objects.get(user=alice).role == Role.OWNER


def test_owners_choose_the_age_and_the_time(alice: User, club: Club) -> None:
    refused = signed_in(alice).post(reverse("club_privacy"), {"consent_age": 12, "erase_after_months": 12})
    assert "Write 13 or more." in refused.content.decode()

    signed_in(alice).post(reverse("club_privacy"), {"consent_age": 14, "erase_after_months": 12})

    club.refresh_from_db()
    assert (club.consent_age, club.erase_after_months) == (14, 12)
