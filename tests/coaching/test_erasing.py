"""Erasing: what named somebody is gone, what counts stays; and what goes by itself with time."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.models import Club, Invitation, Membership, Role, User
from assessments.models import Assessment, AssessmentPicture, Repeat
from athletes import consenting
from athletes.models import Athlete, Consent, FirstRead
from coaching.calendar_feed import make_link
from coaching.erasing import UNDO, ask_to_be_erased, erase_athlete, erase_due
from coaching.models import Decision, DoneExercise, MailItem, Note, Programme, Session
from coaching.pruning import KEPT, KEPT_OF_DELETED
from coaching.retaining import announce_due
from tests.cast import signed_in
from tests.factories import (
    confirm,
    join,
    make_assessment,
    make_athlete,
    make_club,
    make_note,
    make_picture,
    make_programme,
    make_repeat,
    make_session,
    make_squad,
    make_study,
    make_user,
)

DAY = dt.timedelta(days=1)
WORD = "quokka"


@pytest.fixture
def marked(club: Club, bob: User, django_capture_on_commit_callbacks: Any) -> Athlete:
    """Somebody with a word in every text field that can be found again."""
    user = confirm(make_user(email=f"{WORD}@example.org", name=f"{WORD} name"))
    athlete = make_athlete(club=club, name=f"{WORD} runner", user=user, note=WORD, event=WORD, sex="f")
    athlete.born_on = dt.date(2000, 2, 3)
    athlete.squads.add(make_squad(club=club, name="Track"))
    athlete.save()
    consenting.give(athlete=athlete, way="recorded", giver=WORD, by=bob)
    test = make_assessment(athlete=athlete, left=30.5, note=WORD, warm_up=WORD, tester=bob, pain_left=3)
    test.note = f"{WORD} again"
    test.save()
    make_picture(assessment=test)
    programme = make_programme(
        athlete=athlete, assessment=test, note=WORD, reasons=[WORD], stop_reason=WORD, assigned_by=bob
    )
    programme.save()
    session = make_session(programme=programme, note=WORD, pain=6, pain_where="left_knee")
    session.exercises.update(reason=WORD)
    Decision.objects.create(athlete=athlete, answer="refer", note=WORD, decided_on=club.today())
    make_note(athlete=athlete, author=bob, text=WORD)
    make_repeat(study=make_study(club=club, tester=bob), athlete=athlete, left_out=WORD)
    make_link(user=user)
    signed_in(bob).get(reverse("athlete", args=[athlete.pk]))
    signed_in(user).post(reverse("athlete_notes", args=[athlete.pk]), {"text": WORD})
    athlete.invitation = Invitation.objects.create(
        club=club, kind="athlete", email=f"{WORD}@example.org", token_hash="x", expires_at=timezone.now()
    )
    athlete.save()
    return athlete


def texts() -> dict[str, list[str]]:
    """Every text in every table, by table and field."""
    found: dict[str, list[str]] = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                values = model._base_manager.values_list(field.attname, flat=True)
                found[f"{model._meta.label}.{field.name}"] = [str(value) for value in values]
    return found


def holding(word: str) -> set[str]:
    return {where for where, values in texts().items() if any(word in value for value in values)}


def counts() -> dict[str, int]:
    return {
        "tests": Assessment.objects.count(),
        "programmes": Programme.objects.count(),
        "sessions": Session.objects.count(),
        "done": DoneExercise.objects.count(),
        "pairs": Repeat.objects.count(),
        "left out": Repeat.objects.exclude(left_out="").count(),
        "decisions": Decision.objects.count(),
        "painful": 0,
    }


def test_nothing_names_them_and_the_counts_stay_true(
    marked: Athlete, django_capture_on_commit_callbacks: Any
) -> None:
    assert len(holding(WORD)) > 15
    before, today = counts(), marked.club.today()
    picture = AssessmentPicture.objects.get().image
    ask_to_be_erased(user=User.objects.get(athletes=marked), today=today)
    assert erase_due(today + 13 * DAY) == (0, 0)

    with django_capture_on_commit_callbacks(execute=True):
        assert erase_due(today + 14 * DAY) == (1, 1)

    assert holding(WORD) == set()
    assert counts() == before
    test = Assessment.objects.get()
    assert (test.left_degrees, test.tester.name if test.tester else "") == (30.5, "Bob Coe")
    assert (test.pain_left, test.symptoms) == (None, [])
    assert Session.objects.get().pain is None
    for gone in (Note, Consent, FirstRead, MailItem, AssessmentPicture, Invitation):
        assert not gone.objects.exists()
    assert not picture.storage.exists(str(picture.name))
    for history in (Assessment.history, Programme.history, Repeat.history, Decision.history):
        assert not history.exists()
    assert not Athlete.history.filter(id=marked.pk).exists()
    erased = Athlete.objects.get(pk=marked.pk)
    assert (erased.name, erased.born_on, erased.sex, erased.user) == ("–", None, "", None)
    assert not User.objects.filter(name__contains=WORD).exists()


def test_the_erased_are_on_no_page(marked: Athlete, alice: User, bob: User) -> None:
    erase_athlete(marked, today=marked.club.today())
    erase_athlete(marked, today=marked.club.today())

    coach = signed_in(alice)
    for name in ("athlete", "athlete_edit", "athlete_consent"):
        assert coach.get(reverse(name, args=[marked.pk])).status_code == 404
    assert coach.get(reverse("athletes_archived")).context["page"].paginator.count == 0
    assert WORD not in coach.get(reverse("squad")).content.decode()
    study = reverse("error_study", args=[Repeat.objects.get().study_id])
    assert signed_in(bob).get(study).status_code == 200


def test_an_only_owner_s_account_waits_and_the_profiles_don_t(marked: Athlete) -> None:
    user, today = User.objects.get(athletes=marked), marked.club.today()
    ask_to_be_erased(user=user, today=today)
    join(user, make_club(), Role.OWNER)

    assert erase_due(today + 14 * DAY) == (1, 0)
    assert User.objects.filter(pk=user.pk).exists()


def test_a_coach_s_account_goes_with_the_roles(bob: User, ann: Athlete) -> None:
    make_assessment(athlete=ann, tester=bob)
    today = dt.date(2026, 3, 1)
    ask_to_be_erased(user=bob, today=today)

    assert erase_due(today + 14 * DAY) == (0, 1)
    assert not Membership.objects.filter(user=bob.pk).exists()
    assert Assessment.objects.get().tester is None


# -- archived athletes ----------------------------------------------------------------------------


def archived(club: Club, months: int, **fields: Any) -> Athlete:
    return make_athlete(club=club, archived_on=club.today() - dt.timedelta(days=31 * months), **fields)


def test_archived_athletes_go_after_the_club_s_time_with_notice(club: Club, alice: User, bob: User) -> None:
    confirm(alice)
    confirm(bob)
    club.erase_after_months = 12
    club.save()
    old, recent = archived(club, 13, name="Olive Old"), archived(club, 6, name="Rae Recent")
    call_command("erase_due")
    old.refresh_from_db()
    recent.refresh_from_db()
    assert (old.erase_on, recent.erase_on) == (club.today() + 30 * DAY, None)

    call_command("send_due")

    assert [letter.to for letter in mail.outbox] == [[alice.email]]
    assert "Olive Old" in str(mail.outbox[0].body)
    assert "Which mails you get" in str(mail.outbox[0].body)
    assert "No more mails of this kind" not in str(mail.outbox[0].body)
    page = signed_in(alice).get(reverse("athletes_archived")).content.decode()
    assert "erased on" in page
    assert announce_due(timezone.now()) == 0
    assert erase_due(club.today() + 29 * DAY) == (0, 0)
    assert erase_due(club.today() + 30 * DAY) == (1, 0)


def test_bringing_back_takes_it_back(club: Club, alice: User) -> None:
    old = archived(club, 40)
    call_command("erase_due")

    signed_in(alice).post(reverse("athlete_restore", args=[old.pk]))

    old.refresh_from_db()
    assert old.erase_on is None
    assert erase_due(club.today() + 90 * DAY) == (0, 0)
    call_command("send_due")
    assert mail.outbox == []


def test_bringing_back_leaves_what_the_athlete_asked_for(marked: Athlete, bob: User) -> None:
    signed_in(bob).post(reverse("athlete_archive", args=[marked.pk]))
    ask_to_be_erased(user=User.objects.get(athletes=marked), today=marked.club.today())

    signed_in(bob).post(reverse("athlete_restore", args=[marked.pk]))

    marked.refresh_from_db()
    assert marked.erase_on is not None
    page = signed_in(bob).get(reverse("athlete", args=[marked.pk])).content.decode()
    assert "is erased on" in page


def test_athletes_of_an_archived_club_go_too(club: Club, alice: User, ann: Athlete) -> None:
    confirm(alice)
    Club.objects.update(archived_on=club.today() - 1200 * DAY)

    assert announce_due(timezone.now()) == 1

    call_command("send_due")
    assert [letter.to for letter in mail.outbox] == [[alice.email]]
    assert reverse("clubs_archived") in str(mail.outbox[0].body)


def test_a_club_that_is_brought_back_keeps_its_athletes(
    club: Club, alice: User, ann: Athlete, otto: Athlete
) -> None:
    """But for who asked to be erased, and who was in the archive before the club was."""
    olive = archived(club, 40)
    Club.objects.update(archived_on=club.today() - 1200 * DAY)
    assert announce_due(timezone.now()) == 3
    ask_to_be_erased(user=User.objects.get(athletes=otto), today=club.today())

    signed_in(alice).post(reverse("club_restore", args=[club.pk]))

    days = {one.pk: one.erase_on for one in Athlete.objects.all()}
    assert days == {ann.pk: None, otto.pk: club.today() + UNDO, olive.pk: club.today() + 30 * DAY}


def test_who_owns_no_more_is_not_told(club: Club, alice: User, bob: User) -> None:
    confirm(alice)
    archived(club, 40)
    call_command("erase_due")
    Membership.objects.filter(user=alice).update(role=Role.COACH)

    call_command("send_due")

    assert mail.outbox == []


def test_an_owner_erases_an_archived_athlete_without_an_account(club: Club, alice: User, bob: User) -> None:
    athlete = archived(club, 1, name="Nan Oldham")
    address = reverse("athlete_erase", args=[athlete.pk])
    assert signed_in(bob).get(address).status_code == 403
    assert "Erase Nan Oldham?" in signed_in(alice).get(address).content.decode()

    for _ in range(2):
        signed_in(alice).post(address)

    athlete.refresh_from_db()
    assert athlete.erase_on == club.today() + 14 * DAY


# -- history --------------------------------------------------------------------------------------


def test_history_is_pruned_by_its_rule(ann: Athlete, bob: User) -> None:
    now = timezone.now()
    test = make_assessment(athlete=ann)
    ann.squads.add(make_squad(club=ann.club))
    deleted = make_assessment(athlete=ann)
    key = deleted.pk
    deleted.delete()
    Assessment.history.filter(id=test.pk).update(history_date=now - KEPT - DAY)
    Athlete.history.update(history_date=now - KEPT + DAY)
    Assessment.history.filter(id=key).update(history_date=now - KEPT_OF_DELETED - DAY)

    call_command("erase_due")

    assert not Assessment.history.exists()
    assert Athlete.history.exists()
    Athlete.history.update(history_date=now - KEPT - DAY)
    call_command("erase_due")
    assert not Athlete.history.exists()


def test_a_question_that_nobody_answers_is_forgotten(club: Club, bob: User) -> None:
    athlete = make_athlete(club=club, consent="none")
    consenting.ask(athlete=athlete, email="a@example.org", by=bob)
    Consent.objects.update(asked_at=timezone.now() - 91 * DAY)

    call_command("erase_due")

    assert not Consent.objects.exists()
