"""What the clock brings: reminders at each athlete's hour, retests, the coaches' Monday; and to whom."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.mail import EmailMultiAlternatives

from accounts.models import Club, Role, User
from athletes.models import Athlete
from coaching.mail.falling_due import queue_due
from coaching.mail.sending import send_waiting
from coaching.models import MailItem, MailSettings, Programme
from tests.factories import (
    confirm,
    join,
    make_assessment,
    make_athlete,
    make_club,
    make_exercise,
    make_programme,
    make_session,
    make_user,
)

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
#: A Wednesday.
DAY = dt.date(2026, 6, 3)
HOUR = dt.timedelta(hours=1)
Outbox = list[EmailMultiAlternatives]


def at(hour: int, minute: int = 0, *, day: dt.date = DAY, zone: Any = LONDON) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=zone).astimezone(dt.UTC)


def run(now: dt.datetime) -> None:
    """One scheduled run at that moment."""
    queue_due(now)
    send_waiting(lambda: now)


def run_through(day: dt.date, *, minutes: int = 60) -> list[dt.datetime]:
    """Runs all through a day of London's, and the moments at which something was sent."""
    sent = []
    now, end = at(0, day=day), at(0, day=day + dt.timedelta(days=1))
    while now < end:
        before = MailItem.objects.filter(state="sent").count()
        run(now)
        if MailItem.objects.filter(state="sent").count() > before:
            sent.append(now)
        now += dt.timedelta(minutes=minutes)
    return sent


@pytest.fixture
def reader(ann: Athlete) -> User:
    """Ann, whose address is confirmed and whose routine has something due every day."""
    assert ann.user
    make_programme(
        athlete=ann,
        exercises=[make_exercise(days_per_week=7)],
        starts_on=DAY - dt.timedelta(days=70),
        weeks=40,
    )
    return confirm(ann.user)


# -- reminders --------------------------------------------------------------------------------------


def test_a_reminder_comes_once_at_six_in_the_evening(reader: User, mailoutbox: Outbox) -> None:
    assert run_through(DAY) == [at(18)]
    (mail,) = mailoutbox
    assert mail.to == ["ann@example.org"]
    assert mail.subject == "Today’s routine is waiting"
    assert "/today/" in str(mail.body)


def test_at_the_hour_and_in_the_zone_that_the_athlete_chose(reader: User, mailoutbox: Outbox) -> None:
    MailSettings.objects.create(user=reader, reminder_hour=6, time_zone="America/New_York")
    assert run_through(DAY) == [at(6, zone=ZoneInfo("America/New_York"))]


@pytest.mark.parametrize("day", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)])
@pytest.mark.parametrize("hour", [0, 1, 2, 23])
def test_a_change_of_clocks_doubles_and_loses_nothing(
    reader: User, mailoutbox: Outbox, day: dt.date, hour: int
) -> None:
    MailSettings.objects.create(user=reader, reminder_hour=hour, retest=False)
    Programme.objects.update(starts_on=day - dt.timedelta(days=7))
    run_through(day)
    assert len(mailoutbox) == 1


def test_whoever_has_logged_is_left_alone(reader: User, ann: Athlete, mailoutbox: Outbox) -> None:
    make_session(programme=Programme.objects.get(), done_on=DAY)
    assert run_through(DAY) == []
    assert run_through(DAY + dt.timedelta(days=1)) == [at(18, day=DAY + dt.timedelta(days=1))]


def test_what_is_logged_while_the_mail_waits_stops_it(reader: User, mailoutbox: Outbox) -> None:
    queue_due(at(18))
    make_session(programme=Programme.objects.get(), done_on=DAY, outcome="skipped")
    run(at(18, 5))
    assert MailItem.objects.get().state == "dropped"
    assert not mailoutbox


def test_nothing_due_no_reminder(reader: User, mailoutbox: Outbox) -> None:
    programme = Programme.objects.get()
    programme.exercises.update(days_per_week=1)
    Programme.objects.update(starts_on=DAY - dt.timedelta(days=1))
    assert run_through(DAY) == []
    Programme.objects.update(starts_on=DAY, state="stopped", ended_on=DAY)
    assert run_through(DAY) == []
    Programme.objects.update(starts_on=DAY + dt.timedelta(days=1), state="running", ended_on=None)
    assert run_through(DAY) == []


def test_a_run_that_comes_late_sends_no_old_reminder(reader: User, mailoutbox: Outbox) -> None:
    for now in (at(17, 59), at(21), at(23)):
        run(now)
    assert not mailoutbox
    queue_due(at(18))
    run(at(9, day=DAY + dt.timedelta(days=1)))
    assert MailItem.objects.get().state == "expired"


def test_two_clubs_one_reminder_and_either_club_s_work_counts(
    reader: User, ann: Athlete, other_club: Club, mailoutbox: Outbox
) -> None:
    other = make_athlete(club=other_club, user=reader)
    second = make_programme(
        athlete=other, exercises=[make_exercise(days_per_week=7)], starts_on=DAY - dt.timedelta(days=7)
    )
    assert run_through(DAY) == [at(18)]
    # The next day one is done: the other still waits.
    tomorrow = DAY + dt.timedelta(days=1)
    make_session(programme=second, done_on=tomorrow)
    assert run_through(tomorrow) == [at(18, day=tomorrow)]
    make_session(programme=second, done_on=tomorrow + dt.timedelta(days=1))
    make_session(programme=ann.programmes.get(), done_on=tomorrow + dt.timedelta(days=1))
    assert run_through(tomorrow + dt.timedelta(days=1)) == []


def test_not_to_who_is_archived_switched_off_or_switched_it_off(reader: User, ann: Athlete) -> None:
    MailSettings.objects.create(user=reader, reminder=False)
    assert run_through(DAY) == []
    MailSettings.objects.update(reminder=True)
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert run_through(DAY) == []
    User.objects.filter(pk=reader.pk).update(is_active=True)
    Athlete.objects.update(archived_on=DAY)
    assert run_through(DAY) == []
    assert not MailItem.objects.exists()


def test_the_day_is_the_club_s_where_the_athlete_is_far_away(reader: User, ann: Athlete) -> None:
    """At eight in the evening in New York it is tomorrow in London: today's session is tomorrow's there."""
    MailSettings.objects.create(user=reader, reminder_hour=20, time_zone="America/New_York")
    evening = at(20, zone=ZoneInfo("America/New_York"))
    make_session(programme=ann.programmes.get(), done_on=DAY)
    run(evening)
    assert MailItem.objects.get().state == "sent"


# -- retests ----------------------------------------------------------------------------------------


def test_a_retest_is_told_to_the_athlete_and_once_to_each_coach(
    reader: User, ann: Athlete, alice: User, bob: User, vera: User, club: Club, mailoutbox: Outbox
) -> None:
    for user in (alice, bob, vera):
        confirm(user)
    other = make_athlete(club=club, name="No sign-in")
    make_programme(athlete=other, retest_on=DAY, starts_on=DAY - dt.timedelta(days=42))
    Programme.objects.update(retest_on=DAY)
    MailSettings.objects.create(user=reader, reminder=False)
    assert run_through(DAY) == [at(7)]
    run_through(DAY + dt.timedelta(days=1))
    told = {mail.to[0]: mail for mail in mailoutbox}
    assert len(mailoutbox) == 3
    assert told["ann@example.org"].subject == "Time to test your hips again"
    assert "planned the next test for 3 June" in str(told["ann@example.org"].body)
    for coach in (alice, bob):
        assert told[coach.email].subject == "2 retests are due"
        assert "At Riverside Harriers, planned for 3 June:" in str(told[coach.email].body)
        assert "- Ann Runner\n- No sign-in" in str(told[coach.email].body)
        assert "/squad/?show=retest" in str(told[coach.email].body)


def test_whoever_was_tested_in_time_is_not_asked(reader: User, ann: Athlete, alice: User) -> None:
    confirm(alice)
    MailSettings.objects.create(user=reader, reminder=False)
    Programme.objects.update(retest_on=DAY)
    queue_due(at(7))
    assert MailItem.objects.count() == 2
    make_assessment(athlete=ann, tested_on=DAY - dt.timedelta(days=3))
    run(at(7))
    assert set(MailItem.objects.values_list("state", flat=True)) == {"dropped"}
    MailItem.objects.all().delete()
    run_through(DAY)
    assert not MailItem.objects.exists()


def test_a_retest_of_days_ago_is_not_told_any_more(reader: User, alice: User) -> None:
    MailSettings.objects.create(user=reader, reminder=False)
    Programme.objects.update(retest_on=DAY - dt.timedelta(days=3))
    run_through(DAY)
    assert not MailItem.objects.exists()


# -- the coaches' week ------------------------------------------------------------------------------

MONDAY = dt.date(2026, 6, 1)


def test_the_week_on_monday_morning_names_who_and_says_no_numbers(
    alice: User, vera: User, ann: Athlete, otto: Athlete, club: Club, mailoutbox: Outbox
) -> None:
    confirm(alice), confirm(vera)
    make_assessment(athlete=ann, left=22.5, right=38.0, tested_on=MONDAY - dt.timedelta(days=40))
    hurt = make_programme(
        athlete=otto,
        exercises=[make_exercise(days_per_week=7)],
        starts_on=MONDAY - dt.timedelta(days=10),
        retest_on=MONDAY - dt.timedelta(days=5),
    )
    make_session(programme=hurt, done_on=MONDAY - dt.timedelta(days=2), pain=7)
    assert run_through(MONDAY) == [at(7, day=MONDAY)]
    (mail,) = mailoutbox
    text = str(mail.body)
    assert mail.to == [alice.email]
    assert mail.subject == "The week at Riverside Harriers"
    for said in (
        "Pain reported in the last seven days\n- Otto Miler",
        "Retest due\n- Otto Miler",
        "Stands out in the last test\n- Ann Runner",
        "10 % of what was due is done",
        "Less than half: Otto Miler",
    ):
        assert said in text
    assert "22.5" not in text
    assert "7 of" not in text
    run_through(MONDAY + dt.timedelta(days=1))
    assert len(mailoutbox) == 1


def test_nothing_to_say_no_mail(alice: User, club: Club, mailoutbox: Outbox) -> None:
    confirm(alice)
    fine = make_athlete(club=club, name="Fine")
    make_assessment(athlete=fine, left=50.0, right=50.0, tested_on=MONDAY)
    assert run_through(MONDAY) == []
    assert MailItem.objects.get().state == "dropped"


def test_a_long_list_ends_with_how_many_more(alice: User, club: Club, mailoutbox: Outbox) -> None:
    confirm(alice)
    for n in range(11):
        stiff = make_athlete(club=club, name=f"Stiff {n:02}")
        make_assessment(athlete=stiff, left=20.0, tested_on=MONDAY)
    run(at(8, day=MONDAY))
    assert "- Stiff 07\n- and 3 more" in str(mailoutbox[0].body)
    assert "Stiff 08" not in str(mailoutbox[0].body)


def test_each_club_has_its_own_week_in_its_own_morning(alice: User, ann: Athlete, mailoutbox: Outbox) -> None:
    far = make_club(name="Auckland Harriers", time_zone="Pacific/Auckland")
    coach = confirm(join(make_user(), far, Role.OWNER))
    join(confirm(alice), far, Role.COACH)
    for athlete in (ann, make_athlete(club=far, name="Far Away")):
        make_assessment(athlete=athlete, left=20.0, tested_on=MONDAY - dt.timedelta(days=1))
    run(at(7, day=MONDAY, zone=ZoneInfo("Pacific/Auckland")))
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([coach.email, alice.email])
    assert {"Ann Runner" in str(mail.body) for mail in mailoutbox} == {False}
    run(at(7, day=MONDAY))
    assert mailoutbox[-1].to == [alice.email]
    assert "Far Away" not in str(mailoutbox[-1].body)
    assert len(mailoutbox) == 3


def test_who_stopped_coaching_meanwhile_gets_none(alice: User, bob: User, ann: Athlete) -> None:
    confirm(bob)
    make_assessment(athlete=ann, left=20.0, tested_on=MONDAY)
    Programme.objects.all().delete()
    make_programme(athlete=ann, retest_on=MONDAY, starts_on=MONDAY - dt.timedelta(days=42))
    ann.assessments.update(tested_on=MONDAY - dt.timedelta(days=42))
    queue_due(at(7, day=MONDAY))
    bob.memberships.update(role=Role.VIEWER)
    run(at(7, day=MONDAY))
    assert set(MailItem.objects.filter(recipient=bob).values_list("kind", "state")) == {
        ("digest", "dropped"),
        ("retests", "dropped"),
    }
