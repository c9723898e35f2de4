"""Erasing: what named somebody is gone, what counts stays; and what goes by itself with time."""

import base64
import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import ApiToken, Club, Invitation, Membership, Role, User
from assessments.models import Assessment, AssessmentPicture, Repeat
from athletes import consenting
from athletes.models import Athlete, Consent, FirstRead
from coaching.calendar_feed import make_link
from coaching.erasing import ask_to_be_erased, erase_athlete, erase_due
from coaching.models import Decision, DoneExercise, MailItem, Note, Programme, Session
from coaching.pruning import KEPT, KEPT_OF_DELETED
from coaching.retaining import announce_due
from tests.cast import signed_in
from tests.factories import (
    PASSWORD,
    confirm,
    join,
    make_assessment,
    make_athlete,
    make_club,
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
    step = programme.exercises.get().progressions
    step.create(decision="accepted", decided_on=club.today(), before="2", after="3", reason=WORD)
    make_link(user=user)
    ApiToken.objects.create(
        user=join(user, make_club()), club=club, name=WORD, token_hash="y", expires_at=timezone.now() + DAY
    )
    signed_in(bob).get(reverse("athlete", args=[athlete.pk]))
    _invite_twice(athlete, user, bob)
    _use_it(athlete, user)
    return athlete


def _invite_twice(athlete: Athlete, user: User, bob: User) -> None:
    """To an account, first at another address; a test of theirs was entered for somebody else."""
    Athlete.objects.filter(pk=athlete.pk).update(user=None)
    for email in (f"{WORD}-old@example.org", user.email):
        signed_in(bob).post(reverse("athlete_invite", args=[athlete.pk]), {"email": email})
    Athlete.objects.filter(pk=athlete.pk).update(user=user)
    wrong = make_assessment(athlete=make_athlete(club=athlete.club), note=WORD, tester=bob)
    where = reverse("test_day_move", args=[wrong.pk])
    signed_in(bob).post(where, {"athlete": athlete.pk, "version": wrong.version})


def _use_it(athlete: Athlete, user: User) -> None:
    """Signed in by the page, after a wrong password and asking for another one."""
    browser = Client(headers={"user-agent": WORD})
    for word in ("wrong", PASSWORD):
        browser.post(reverse("account_login"), {"login": user.email, "password": word})
    browser.post(reverse("account_reset_password"), {"email": user.email})
    browser.post(reverse("athlete_notes", args=[athlete.pk]), {"text": WORD})
    browser.post(reverse("mail_settings"), {"reminder_hour": 9})
    browser.post(reverse("my_consent", args=[athlete.pk]), {"agrees": "on"})


def holding(word: str) -> set[str]:
    """Where that word is: columns of every table of the database, sessions as they are read, and files."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [f"{table}.{column[0]}" for column in cursor.description]
            for row in cursor.fetchall():
                cells = zip(columns, row, strict=True)
                found |= {column for column, value in cells if word in _plain(column, value).lower()}
    kept = [path for path in Path(configured.MEDIA_ROOT).rglob("*") if path.is_file()]
    return found | {str(path) for path in kept if word in str(path) or word.encode() in path.read_bytes()}


def _plain(column: str, value: Any) -> str:
    """A value as text; what Django keeps encoded, decoded."""
    if column == "django_session.session_data":
        return str(SessionStore().decode(value))
    if column == "cache.value":
        return repr(base64.b64decode(value))
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


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
    held = holding(WORD)
    assert len(held) > 20
    assert {"django_session.session_data", "accounts_invitation.email", "coaching_note.text"} <= held
    before, today = counts(), marked.club.today()
    picture = AssessmentPicture.objects.get().image
    ask_to_be_erased(user=User.objects.get(athletes=marked), today=today)
    assert erase_due(today + 13 * DAY) == (0, 0)

    with django_capture_on_commit_callbacks(execute=True):
        assert erase_due(today + 14 * DAY) == (1, 1)

    assert holding(WORD) == set()
    assert counts() == before
    test = Assessment.objects.get(left_degrees=30.5)
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
    asked = archived(club, 13, name="Art Asked", user=make_user())
    ask_to_be_erased(user=asked.user or bob, today=club.today())
    call_command("erase_due")
    old.refresh_from_db()
    recent.refresh_from_db()
    assert (old.erase_on, recent.erase_on) == (club.today() + 30 * DAY, None)

    call_command("send_due")

    assert [letter.to for letter in mail.outbox] == [[alice.email]]
    assert "Olive Old" in str(mail.outbox[0].body)
    assert "Art Asked" not in str(mail.outbox[0].body)
    assert "Which mails you get" in str(mail.outbox[0].body)
    assert "No more mails of this kind" not in str(mail.outbox[0].body)
    page = signed_in(alice).get(reverse("athletes_archived")).content.decode()
    assert "erased on" in page
    assert announce_due(timezone.now()) == 0
    assert erase_due(club.today() + 29 * DAY) == (1, 1)
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
    assert "Bringing the club back" in str(mail.outbox[0].body)
    assert reverse("clubs_archived") in str(mail.outbox[0].body)


def test_bringing_a_club_back_keeps_its_athletes(
    club: Club, alice: User, ann: Athlete, otto: Athlete
) -> None:
    """Not who was in its archive already, nor who asked for it."""
    before = archived(club, 40)
    Club.objects.update(archived_on=club.today() - 1200 * DAY)
    announce_due(timezone.now())
    assert otto.user
    ask_to_be_erased(user=otto.user, today=club.today())

    signed_in(alice).post(reverse("club_restore", args=[club.pk]))

    days = dict(Athlete.objects.values_list("pk", "erase_on"))
    in_a_month = club.today() + 30 * DAY
    assert (days[ann.pk], days[before.pk], days[otto.pk]) == (None, in_a_month, club.today() + 14 * DAY)


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

    coach = make_invitation(club=club, email="b@example.org", expires_at=timezone.now() - 91 * DAY)
    recent = make_invitation(club=club, email="c@example.org", expires_at=timezone.now() - DAY)

    call_command("erase_due")

    assert not Consent.objects.exists()
    assert not Invitation.objects.filter(pk=coach.pk).exists()
    assert Invitation.objects.filter(pk=recent.pk).exists()


def test_a_picture_that_has_no_row_is_deleted(ann: Athlete, tmp_path: Path, settings: Settings) -> None:
    """Whoever was killed after the row was deleted and before its file was."""
    settings.MEDIA_ROOT = str(tmp_path)
    call_command("erase_due")
    picture = make_picture(assessment=make_assessment(athlete=ann))
    lost, recent = tmp_path / "assessments/lost.jpeg", tmp_path / "assessments/recent.jpeg"
    for file in (lost, recent):
        file.write_bytes(b"grey")
    two_days_ago = timezone.now().timestamp() - 2 * DAY.total_seconds()
    for file in (lost, Path(picture.image.path)):
        os.utime(file, (two_days_ago, two_days_ago))

    call_command("erase_due")

    assert set((tmp_path / "assessments").iterdir()) == {recent, Path(picture.image.path)}
