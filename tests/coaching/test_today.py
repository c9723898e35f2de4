"""Today's routine: /today/, and saving it."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse

from accounts.ids import uuid7
from accounts.models import Club, User
from athletes.models import Athlete
from coaching.models import Programme, Session
from coaching.progress import progress_of
from coaching.session_log import Done, NotOnThatDay, log_session
from tests.assessments.entry import headings
from tests.cast import signed_in
from tests.coaching.pages import Form, forms_to, words
from tests.factories import make_athlete, make_exercise, make_programme, make_session, make_user

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def programme(ann: Athlete) -> Programme:
    """From today: a stretch every day, with an extra set on the left, and a strength exercise once a week."""
    stretch = make_exercise(name="Knees-in stretch", days_per_week=7, side_specific=False)
    lift = make_exercise(
        name="Side-lying ankle lift",
        kind="strength",
        days_per_week=1,
        hold_seconds=None,
        reps_low=12,
        reps_high=15,
        cues="Slow.",
        stop_signs="A pinch.",
    )
    programme = make_programme(athlete=ann, exercises=[stretch, lift])
    programme.exercises.filter(exercise=stretch).update(extra_sets_left=1)
    return programme


def open_page(user: User | None) -> Any:
    page = signed_in(user).get(reverse("today"))
    assert page.status_code == 200
    assert headings(page) == 1
    return page


def form_of(page: Any) -> Form:
    (form,) = forms_to(page, "/log/")
    return form


def press(user: User | None, form: Form, **changes: str) -> Any:
    return signed_in(user).post(form.action, form.values | changes)


def outcomes(programme: Programme, outcome: str, **more: str) -> dict[str, str]:
    """That outcome for every exercise, as the form names it."""
    return {f"outcome_{pk}": outcome for pk in programme.exercises.values_list("pk", flat=True)} | more


# -- what is due ------------------------------------------------------------------------------------


def test_it_shows_what_is_due_with_dose_steps_and_the_extra_set(ann: Athlete, programme: Programme) -> None:
    text = words(open_page(ann.user))
    for said in (
        "Knees-in stretch",
        "2 × 30 s",
        "both hips at once",
        "left +1 set",
        "Side-lying ankle lift",
        "12–15",
        "each side",
        "Lie down.",
        "Slow.",
        "A pinch.",
        "week 1 of 6",
        "1 of 2",
    ):
        assert said in text


def test_what_is_not_due_today_stands_apart(ann: Athlete, programme: Programme) -> None:
    Programme.objects.update(starts_on=ann.club.today() - DAY)
    text = words(open_page(ann.user))
    assert "1 exercise is not due today" in text
    assert "1 of 1" in text


def test_a_rest_day_says_what_is_next_and_lets_work_be_logged(ann: Athlete, programme: Programme) -> None:
    programme.exercises.filter(days_per_week=7).delete()
    Programme.objects.update(starts_on=ann.club.today() - DAY)
    page = open_page(ann.user)
    text = words(page)
    assert "Rest day" in text
    assert f"Next is {ann.club.today() + 6 * DAY:%A}: Side-lying ankle lift." in text
    press(ann.user, form_of(page), **outcomes(programme, "done"))
    assert programme.sessions.get().done_on == ann.club.today()
    assert "Your extra work is logged" in words(open_page(ann.user))


def test_a_rest_day_at_the_very_end_has_nothing_next(ann: Athlete, programme: Programme) -> None:
    programme.exercises.filter(days_per_week=7).delete()
    Programme.objects.update(starts_on=ann.club.today() - 6 * DAY, weeks=1)
    assert "Nothing more is due in this programme." in words(open_page(ann.user))


def test_before_its_first_day_it_says_when_it_starts(ann: Athlete, programme: Programme) -> None:
    start = ann.club.today() + 3 * DAY
    Programme.objects.update(starts_on=start)
    page = open_page(ann.user)
    assert f"Starts on {start:%A}" in words(page)
    assert not forms_to(page, "/log/")


def test_after_its_last_week_the_retest_is_next(ann: Athlete, programme: Programme) -> None:
    today = ann.club.today()
    Programme.objects.update(starts_on=today - 42 * DAY, retest_on=today)
    page = open_page(ann.user)
    assert "The 6 weeks are done" in words(page)
    assert form_of(page)


def test_a_retest_that_is_due_earlier_is_said_too(ann: Athlete, programme: Programme) -> None:
    Programme.objects.update(retest_on=ann.club.today())
    assert "Your retest was planned for" in words(open_page(ann.user))


def test_a_stopped_programme_says_why(ann: Athlete, programme: Programme) -> None:
    Programme.objects.update(state="stopped", ended_on=ann.club.today(), stop_reason="A strain first.")
    text = words(open_page(ann.user))
    assert "Your programme was stopped on" in text
    assert "A strain first." in text


def test_an_ended_programme_gives_way_to_the_running_one(ann: Athlete, programme: Programme) -> None:
    Programme.objects.update(state="ended", ended_on=ann.club.today())
    assert "Your programme ended on" in words(open_page(ann.user))
    make_programme(athlete=ann, exercises=[make_exercise(name="The new one")])
    assert "The new one" in words(open_page(ann.user))


def test_without_a_programme_it_is_calm(ann: Athlete) -> None:
    assert "No routine yet" in words(open_page(ann.user))


def test_without_a_profile_it_explains_the_invitation(bob: User) -> None:
    stranger = make_user(email="new@example.org")
    text = words(open_page(stranger))
    assert "Not linked to a coach yet" in text
    assert "new@example.org" in text
    assert "This page is for athletes" in words(open_page(bob))


def test_two_clubs_show_two_routines_each_by_its_name(
    ann: Athlete, programme: Programme, other_club: Club
) -> None:
    elsewhere = make_athlete(club=other_club, name="Ann", user=ann.user)
    second = make_programme(athlete=elsewhere, exercises=[make_exercise(name="Their stretch")])
    page = open_page(ann.user)
    text = words(page)
    for said in ("Riverside Harriers", "Hilltop Striders", "Knees-in stretch", "Their stretch"):
        assert said in text
    first, other = forms_to(page, "/log/")
    press(ann.user, other, **outcomes(second, "done"))
    assert (second.sessions.count(), programme.sessions.count()) == (1, 0)
    # A mistake in one leaves the other as it was.
    answer = press(ann.user, first, pain="99")
    assert "Their stretch" in words(answer)
    assert "Today is logged" in words(answer)


def test_its_queries_do_not_grow(
    ann: Athlete, programme: Programme, django_assert_max_num_queries: Any
) -> None:
    for _ in range(6):
        programme.exercises.create(exercise=make_exercise(), order=9, hold_seconds=30, days_per_week=7)
    for n in range(30):
        make_session(programme=programme, done_on=ann.club.today() - n * DAY)
    client = signed_in(ann.user)
    with django_assert_max_num_queries(10):
        client.get(reverse("today"))


# -- logging it -------------------------------------------------------------------------------------


def test_all_done_is_one_press_and_counts(ann: Athlete, programme: Programme) -> None:
    answer = press(ann.user, form_of(open_page(ann.user)), all_done="1")
    assert answer.url == reverse("today")
    session = programme.sessions.get()
    assert (session.pain, session.version) == (None, 1)
    rows = [(row.outcome, row.sets_left, row.sets_right) for row in session.exercises.order_by("pk")]
    assert rows == [("done", 3, 2), ("done", 2, 2)]
    assert progress_of([programme], today=ann.club.today())[programme.pk].percent == 100
    assert "Today is logged" in words(open_page(ann.user))


def test_done_partly_and_skipped_are_kept_apart(ann: Athlete, programme: Programme) -> None:
    first, second = programme.exercises.all()
    press(
        ann.user,
        form_of(open_page(ann.user)),
        **{
            f"outcome_{first.pk}": "partly",
            f"sets_left_{first.pk}": "2",
            f"sets_right_{first.pk}": "1",
            f"outcome_{second.pk}": "skipped",
            f"reason_{second.pk}": "time",
        },
        pain="2",
        effort="6",
        note="On the living-room floor.",
    )
    session = programme.sessions.get()
    assert (session.pain, session.effort, session.note) == (2, 6, "On the living-room floor.")
    kept = {
        row.prescribed: (row.outcome, row.sets_left, row.sets_right, row.reason)
        for row in session.exercises.all()
    }
    assert kept == {first: ("partly", 2, 1, ""), second: ("skipped", 0, 0, "time")}
    text = words(open_page(ann.user))
    for said in (
        "sets left 2, right 1",
        "No time",
        "Pain 2 of 10",
        "Effort 6 of 10",
        "On the living-room floor.",
    ):
        assert said in text


def test_an_answer_to_one_exercise_is_enough(ann: Athlete, programme: Programme) -> None:
    first, _second = programme.exercises.all()
    press(ann.user, form_of(open_page(ann.user)), **{f"outcome_{first.pk}": "done"})
    assert programme.sessions.get().exercises.count() == 1
    assert "1 of 2 logged" in words(open_page(ann.user))


def test_todays_log_comes_back_filled_in_and_is_changed(ann: Athlete, programme: Programme) -> None:
    press(ann.user, form_of(open_page(ann.user)), **outcomes(programme, "done"), pain="1", note="First.")
    form = form_of(open_page(ann.user))
    assert form.values["pain"] == "1"
    assert form.values["note"] == "First."
    assert [form.values[name] for name in outcomes(programme, "")] == ["done", "done"]
    press(ann.user, form, pain="0", note="Second.")
    session = programme.sessions.get()
    assert (session.pain, session.note, session.version) == (0, "Second.", 2)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Say of an exercise whether it was done, partly or skipped; or say if it hurts."),
        ({"outcome": "skipped"}, "Say why you skipped it: one tap is enough."),
        ({"outcome": "done", "pain": "11"}, "Choose a whole number from 0 to 10."),
        ({"outcome": "done", "effort": "-1"}, "Choose a whole number from 0 to 10."),
        ({"outcome": "danced"}, "Select a valid choice."),
        ({"outcome": "done", "note": "x" * 1001}, "at most 1000 characters"),
    ],
)
def test_refusals_keep_what_was_typed(
    ann: Athlete, programme: Programme, changes: dict[str, str], sentence: str
) -> None:
    given = dict(changes)
    first = programme.exercises.all()[0]
    if outcome := given.pop("outcome", ""):
        given[f"outcome_{first.pk}"] = outcome
    given.setdefault("note", "Typed by hand")
    answer = press(ann.user, form_of(open_page(ann.user)), **given)
    assert answer.status_code == 200
    assert headings(answer) == 1
    assert sentence in words(answer)
    assert form_of(answer).values["note"] == given["note"]
    assert not programme.sessions.exists()


def test_a_refusal_leads_to_its_exercise(ann: Athlete, programme: Programme) -> None:
    answer = press(ann.user, form_of(open_page(ann.user)), **outcomes(programme, "skipped"))
    first = programme.exercises.all()[0]
    assert f'<a href="#exercise-{first.pk}">Knees-in stretch</a>' in words(answer)


def test_pain_of_four_shows_the_stop_rule_and_is_reported(ann: Athlete, programme: Programme) -> None:
    form = form_of(open_page(ann.user))
    press(ann.user, form, **outcomes(programme, "done"), pain="4")
    text = words(open_page(ann.user))
    assert 'role="alert">Pain of 4 or more: stop for today.' in text
    assert programme.sessions.get().reports_pain
    assert "Saved. Your coach can see it." not in text


def test_pain_alone_can_be_reported(ann: Athlete, programme: Programme) -> None:
    press(ann.user, form_of(open_page(ann.user)), pain="7")

    session = programme.sessions.get()
    assert session.reports_pain
    assert not session.exercises.exists()


def test_pain_below_four_does_not(ann: Athlete, programme: Programme) -> None:
    press(ann.user, form_of(open_page(ann.user)), **outcomes(programme, "done"), pain="3")
    assert 'role="alert"' not in words(open_page(ann.user))


# -- twice, late, and on two devices ----------------------------------------------------------------


def test_the_same_press_twice_is_one_session(ann: Athlete, programme: Programme) -> None:
    form = form_of(open_page(ann.user))
    press(ann.user, form, all_done="1")
    assert press(ann.user, form, all_done="1").status_code == 302
    assert programme.sessions.get().version == 1


def test_two_devices_show_both_and_lose_neither(ann: Athlete, programme: Programme) -> None:
    form = form_of(open_page(ann.user))
    press(ann.user, form, **outcomes(programme, "done"), note="From the tablet.")
    answer = press(ann.user, form, **outcomes(programme, "partly"), note="From the phone.")
    assert answer.status_code == 409
    text = words(answer)
    assert "Saved from another device meanwhile" in text
    assert "From the tablet." in text
    again = form_of(answer)
    assert again.values["note"] == "From the phone."
    assert programme.sessions.get().note == "From the tablet."
    press(ann.user, again)
    session = programme.sessions.get()
    assert (session.note, session.version) == ("From the phone.", 2)


def test_a_page_left_open_overnight_asks_before_it_counts(ann: Athlete, programme: Programme) -> None:
    Programme.objects.update(starts_on=ann.club.today() - 3 * DAY)
    form = form_of(open_page(ann.user))
    stale = {"opened_on": str(ann.club.today() - 2 * DAY), "note": "Typed by hand"}
    answer = press(ann.user, form, **outcomes(programme, "done"), **stale)
    assert answer.status_code == 409
    assert "This page was opened on another day." in words(answer)
    assert not programme.sessions.exists()
    again = form_of(answer)
    assert again.values["note"] == "Typed by hand"
    press(ann.user, again)
    assert programme.sessions.get().done_on == ann.club.today()


def test_a_programme_that_was_ended_today_still_takes_todays_work(ann: Athlete, programme: Programme) -> None:
    form = form_of(open_page(ann.user))
    Programme.objects.update(state="ended", ended_on=ann.club.today())
    press(ann.user, form, **outcomes(programme, "done"))
    assert programme.sessions.count() == 1


def test_one_that_ended_before_does_not(ann: Athlete, programme: Programme) -> None:
    form = form_of(open_page(ann.user))
    Programme.objects.update(state="ended", ended_on=ann.club.today() - DAY)
    answer = signed_in(ann.user).post(form.action, form.values | outcomes(programme, "done"), follow=True)
    assert "Not saved: that programme is not running today." in words(answer)
    assert not programme.sessions.exists()


def test_nor_does_one_that_starts_later(ann: Athlete, programme: Programme) -> None:
    with pytest.raises(NotOnThatDay):
        log(programme, on=programme.starts_on - DAY)


def test_a_foreign_key_of_a_session_is_not_taken_over(
    ann: Athlete, otto: Athlete, programme: Programme
) -> None:
    theirs = make_session(programme=make_programme(athlete=otto))
    form = form_of(open_page(ann.user))
    press(ann.user, form, **outcomes(programme, "done"), id=str(theirs.pk))
    assert programme.sessions.get().pk != theirs.pk
    assert Session.objects.count() == 2


def test_a_lean_post_without_key_or_version_is_enough(ann: Athlete, programme: Programme) -> None:
    signed_in(ann.user).post(reverse("session_log", args=[programme.pk]), outcomes(programme, "done"))
    assert programme.sessions.count() == 1


def test_the_database_itself_holds_one_session_a_day(programme: Programme) -> None:
    make_session(programme=programme)
    with pytest.raises(IntegrityError):
        make_session(programme=programme)


def log(programme: Programme, *, on: dt.date | None = None) -> Session:
    return log_session(
        pk=uuid7(),
        programme=programme,
        done_on=on or programme.starts_on,
        done=[Done(row, "done") for row in programme.exercises.all()],
        pain=None,
        effort=None,
        note="",
        version=0,
    )


@pytest.mark.django_db(transaction=True)
def test_two_posts_at_once_end_in_one_row() -> None:
    programme = make_programme()

    def post(_: int) -> Session:
        try:
            return log(programme)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        first, second = both.map(post, range(2))
    assert first == second
    assert Session.objects.get().version == 1


# -- who --------------------------------------------------------------------------------------------


def test_only_the_athlete_logs(
    bob: User, vera: User, charlie: User, ann: Athlete, otto: Athlete, programme: Programme
) -> None:
    address, sent = reverse("session_log", args=[programme.pk]), outcomes(programme, "done")

    def status(client: Client) -> int:
        return client.post(address, sent).status_code

    assert [status(signed_in(user)) for user in (bob, vera)] == [403, 403]
    assert [status(signed_in(user)) for user in (charlie, otto.user)] == [404, 404]
    assert status(signed_in(None)) == 302
    assert signed_in(ann.user).get(address).status_code == 405
    assert not programme.sessions.exists()


def test_an_archived_athlete_logs_no_more(ann: Athlete, programme: Programme) -> None:
    ann.archived_on = ann.club.today()
    ann.save()
    address = reverse("session_log", args=[programme.pk])
    assert signed_in(ann.user).post(address, outcomes(programme, "done")).status_code == 404


def test_exercises_of_another_programme_can_not_be_logged_here(
    ann: Athlete, otto: Athlete, programme: Programme
) -> None:
    theirs = make_programme(athlete=otto)
    address = reverse("session_log", args=[programme.pk])
    answer = signed_in(ann.user).post(address, outcomes(theirs, "done"))
    assert answer.status_code == 200
    assert not Session.objects.exists()
