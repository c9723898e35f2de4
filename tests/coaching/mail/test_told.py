"""What people do and others are told: a programme, a note, pain. To whom, with how little, and not twice."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.ids import uuid7
from accounts.models import Role, User
from athletes.models import Athlete
from coaching.assigning import assign
from coaching.mail.sending import send_waiting
from coaching.models import MailItem, MailSettings, Note, Programme
from coaching.noting import write_note
from coaching.session_log import log_session
from tests.cast import signed_in
from tests.coaching.mail.server import Mailbox, serving
from tests.factories import confirm, make_assessment, make_programme

pytestmark = pytest.mark.django_db

LATER = dt.timedelta(minutes=10)
Outbox = list[EmailMultiAlternatives]


@pytest.fixture
def reader(ann: Athlete) -> User:
    assert ann.user
    return confirm(ann.user)


@pytest.fixture
def coaches(alice: User, bob: User, vera: User) -> list[User]:
    return [confirm(alice), confirm(bob), confirm(vera)][:2]


def send(after: dt.timedelta = LATER) -> None:
    now = timezone.now() + after
    send_waiting(lambda: now)


def assigned(ann: Athlete, by: User, **more: Any) -> Programme:
    return assign(
        pk=uuid7(),
        athlete=ann,
        assessment=more.get("assessment"),
        emphasis="stretch_first",
        reasons=[],
        exercises=[],
        starts_on=dt.date(2026, 6, 1),
        weeks=6,
        retest_on=dt.date(2030, 6, 1),
        by=by,
        end_running=True,
    )


# -- a programme ------------------------------------------------------------------------------------


def test_a_new_programme_comes_with_the_dial_inside(
    reader: User, ann: Athlete, bob: User, mailoutbox: Outbox
) -> None:
    test = make_assessment(athlete=ann, left=29.0, right=None)
    programme = assigned(ann, bob, assessment=test)
    send()
    (mail,) = mailoutbox
    assert mail.subject == "Your new programme is ready"
    assert "6 weeks, from 1 June." in str(mail.body)
    assert f"{settings.SITE_URL}/programmes/{programme.pk}/" in str(mail.body)
    words = "Hip internal rotation: left 29.0 degrees, limited; right not tested"
    html = str(mail.alternatives[0][0])
    assert f'src="cid:dial" width="360" height="316" alt="{words}"' in html
    assert words in str(mail.body)
    message = mail.message()
    assert message.get_content_type() == "multipart/related"
    assert [part.get_content_type() for part in message.walk()][1:] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
        "image/png",
    ]
    image = list(message.walk())[-1]
    assert image["Content-ID"] == "<dial>"
    assert 'src="http' not in html, "nothing is fetched from anywhere"


def test_one_without_a_test_has_no_picture(reader: User, ann: Athlete, bob: User, mailoutbox: Outbox) -> None:
    assigned(ann, bob)
    send()
    assert not mailoutbox[0].attachments
    assert "<img" not in str(mailoutbox[0].alternatives[0][0])


def test_a_programme_is_told_only_while_it_runs_and_not_to_oneself(
    reader: User, ann: Athlete, otto: Athlete, bob: User, mailoutbox: Outbox
) -> None:
    assigned(ann, bob)
    Programme.objects.update(state="stopped")
    assert otto.user
    assigned(otto, otto.user)
    otto.user = None
    assigned(otto, bob)
    send()
    assert MailItem.objects.get().state == "dropped"
    assert not mailoutbox


# -- notes ------------------------------------------------------------------------------------------


def note(athlete: Athlete, author: User, *, private: bool = False) -> Note:
    text = "Stop before the pinch."
    return write_note(pk=uuid7(), athlete=athlete, author=author, text=text, private=private)


def test_notes_of_a_few_minutes_make_one_mail_without_their_words(
    reader: User, ann: Athlete, bob: User, mailoutbox: Outbox
) -> None:
    for _ in range(3):
        note(ann, bob)
    send(dt.timedelta(0))
    assert not mailoutbox, "there is time to mend it"
    send()
    (mail,) = mailoutbox
    assert mail.subject == "3 new notes from your coach"
    assert "pinch" not in str(mail.message())
    send(2 * LATER)
    assert len(mailoutbox) == 1


def test_the_coaches_are_told_what_an_athlete_writes(
    reader: User, ann: Athlete, coaches: list[User], mailoutbox: Outbox
) -> None:
    note(ann, reader)
    send()
    assert sorted(mail.to[0] for mail in mailoutbox) == [coach.email for coach in coaches]
    assert {mail.subject for mail in mailoutbox} == {"A new note from Ann Runner"}


def test_a_private_note_is_told_to_nobody(
    reader: User, ann: Athlete, coaches: list[User], mailoutbox: Outbox
) -> None:
    note(ann, coaches[0], private=True)
    send()
    assert not MailItem.objects.exists()


def test_what_was_read_or_deleted_meanwhile_is_not_told(
    reader: User, ann: Athlete, otto: Athlete, bob: User, mailoutbox: Outbox
) -> None:
    assert otto.user
    confirm(otto.user)
    note(ann, bob)
    signed_in(reader).get(reverse("athlete_notes", args=[ann.pk]))
    note(otto, bob).delete()
    send()
    assert [item.state for item in MailItem.objects.all()] == ["dropped", "dropped"]
    assert not mailoutbox


def test_who_has_lost_the_thread_is_not_told(reader: User, ann: Athlete, coaches: list[User]) -> None:
    note(ann, reader)
    note(ann, coaches[0])
    coaches[0].memberships.update(role=Role.VIEWER)
    coaches[1].memberships.all().delete()
    Athlete.objects.update(user=None)
    send()
    assert {item.state for item in MailItem.objects.all()} == {"dropped"}
    # Nobody signs in for the athlete now: a note is told to nobody.
    MailItem.objects.all().delete()
    ann.refresh_from_db()
    note(ann, coaches[0])
    assert not MailItem.objects.exists()


# -- pain -------------------------------------------------------------------------------------------


def log(programme: Programme, pain: int | None, version: int = 0) -> None:
    log_session(
        pk=uuid7(),
        programme=programme,
        done_on=programme.athlete.club.today(),
        done=[],
        pain=pain,
        effort=None,
        note="",
        version=version,
    )


def test_pain_is_told_to_the_coaches_at_once(
    ann: Athlete,
    reader: User,
    coaches: list[User],
    mailoutbox: Outbox,
    django_capture_on_commit_callbacks: Any,
) -> None:
    programme = make_programme(athlete=ann)
    with django_capture_on_commit_callbacks(execute=True):
        log(programme, 4)
    assert sorted(mail.to[0] for mail in mailoutbox) == [coach.email for coach in coaches]
    mail = mailoutbox[0]
    assert mail.subject == "Ann Runner’s routine needs a look"
    assert "pain of 4 or more" in str(mail.body)
    assert f"/athletes/{ann.pk}/" in str(mail.body)
    with django_capture_on_commit_callbacks(execute=True):
        log(programme, 9, version=1)
    assert len(mailoutbox) == 2, "once for a session"


@pytest.mark.parametrize("pain", [None, 0, 3])
def test_less_is_told_to_nobody(ann: Athlete, coaches: list[User], pain: int | None) -> None:
    log(make_programme(athlete=ann), pain)
    assert not MailItem.objects.exists()


def test_pain_taken_back_before_anybody_was_told_is_not_told_unless_it_is_back(
    ann: Athlete, coaches: list[User], mailoutbox: Outbox
) -> None:
    programme = make_programme(athlete=ann)
    log(programme, 5)
    log(programme, 2, version=1)
    send()
    assert not mailoutbox
    log(programme, 6, version=2)
    send()
    assert len(mailoutbox) == 2


def test_not_to_oneself_nor_to_who_left_nor_about_who_is_archived(
    ann: Athlete, coaches: list[User], mailoutbox: Outbox
) -> None:
    alice, bob = coaches
    Athlete.objects.filter(pk=ann.pk).update(user=alice)
    log(make_programme(athlete=Athlete.objects.get()), 8)
    assert [item.recipient for item in MailItem.objects.all()] == [bob]
    Athlete.objects.update(archived_on=dt.date(2026, 1, 1))
    send()
    assert MailItem.objects.get().state == "dropped"


class Away(Mailbox):
    def mood(self, verb: str, address: str) -> str:
        return "421 Not now"


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_away_costs_no_log(ann: Athlete, alice: User, bob: User, settings: Any) -> None:
    confirm(alice), confirm(bob)
    programme = make_programme(athlete=ann)
    exercise = programme.exercises.get()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with serving(Away()) as url:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", urlsplit(url).port
        page = signed_in(ann.user).post(
            reverse("session_log", args=[programme.pk]), {f"outcome_{exercise.pk}": "done", "pain": "7"}
        )
    assert page.status_code == 302
    assert programme.sessions.get().pain == 7
    first, second = MailItem.objects.order_by("pk")
    assert (first.state, first.attempts, second.attempts) == ("waiting", 1, 0)
    assert first.next_try > timezone.now()
    assert first.fault.startswith("SMTP")
    # And with nobody there at all; then it is back.
    MailItem.objects.update(next_try=timezone.now())
    send_waiting()
    assert MailItem.objects.filter(state="waiting").count() == 2
    MailItem.objects.update(next_try=timezone.now())
    with serving(box := Mailbox()) as url:
        settings.EMAIL_PORT = urlsplit(url).port
        send_waiting()
    assert box.readers == {"alice@example.org": 1, "bob@example.org": 1}


# -- choosing ---------------------------------------------------------------------------------------


def test_one_press_ends_a_kind_signed_out_and_without_cookies(
    reader: User, ann: Athlete, bob: User, mailoutbox: Outbox
) -> None:
    assigned(ann, bob)
    send()
    headers = mailoutbox[0].message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = urlsplit(headers["List-Unsubscribe"].strip("<>")).path
    looked = signed_in(None).get(path).content.decode()
    assert "A new programme" in looked
    assert not MailSettings.objects.exists()
    done = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    kept = MailSettings.objects.get()
    assert (kept.user, kept.programme, kept.note) == (reader, False, True)
    assigned(ann, bob)
    note(ann, bob)
    send()
    assert [mail.subject for mail in mailoutbox[1:]] == ["A new note from your coach"]


def test_a_link_that_nobody_signed_or_whose_reader_is_gone_ends_nothing(
    reader: User, ann: Athlete, bob: User, mailoutbox: Outbox
) -> None:
    assigned(ann, bob)
    send()
    path = urlsplit(mailoutbox[0].message()["List-Unsubscribe"].strip("<>")).path
    assert signed_in(None).post(path[:-4] + "AAA/").status_code == 404
    reader.delete()
    assert signed_in(None).post(path).status_code == 404


def test_an_athlete_chooses_kinds_hour_and_zone(reader: User) -> None:
    client = signed_in(reader)
    page = client.get("/mail/").content.decode()
    assert "A reminder of the routine" in page
    assert "The week, on Monday morning" not in page
    refused = client.post("/mail/", {"reminder_hour": "24", "time_zone": "Mars/Base"}).content.decode()
    assert refused.count('class="invalid-feedback"') == 2
    sent = {"reminder": "on", "reminder_hour": "7", "time_zone": "Asia/Tokyo", "invitations": "on"}
    assert "Saved." in client.post("/mail/", sent, follow=True).content.decode()
    kept = MailSettings.objects.get()
    assert (kept.reminder, kept.note, kept.reminder_hour, kept.time_zone) == (True, False, 7, "Asia/Tokyo")
    assert kept.pain, "what was not asked stays as it was"
    assert str(kept) == "Ann Runner"


def test_a_coach_chooses_other_kinds_and_anybody_invitations(alice: User, edith: User, bob: User) -> None:
    page = signed_in(alice).get("/mail/").content.decode()
    assert "The week, on Monday morning" in page
    assert "Remind me at" not in page
    assert "isn’t confirmed yet" in page
    signed_in(edith).post("/mail/", {})
    page = signed_in(edith).get("/mail/").content.decode()
    assert "checked" not in page
    signed_in(edith).post("/mail/", {"invitations": "on"})
    assert "checked" in signed_in(edith).get("/mail/").content.decode()
    confirm(bob)
    assert "isn’t confirmed yet" not in signed_in(bob).get("/mail/").content.decode()


def test_nothing_goes_to_an_address_that_nobody_confirmed(
    ann: Athlete, bob: User, mailoutbox: Outbox
) -> None:
    assigned(ann, bob)
    send()
    assert MailItem.objects.get().state == "dropped"
    assert str(MailItem.objects.get()).startswith("programme:")
