"""Changing the log of an earlier day: /sessions/<uuid>/."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from athletes.models import Athlete
from coaching.models import Programme, Session
from tests.cast import signed_in
from tests.coaching.pages import Form, forms_to, words
from tests.factories import make_exercise, make_programme, make_session

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def programme(ann: Athlete) -> Programme:
    exercises = [
        make_exercise(name="Knees-in stretch", days_per_week=7),
        make_exercise(name="Ankle lift", kind="strength", hold_seconds=None, reps_low=12, reps_high=15),
    ]
    return make_programme(athlete=ann, exercises=exercises, starts_on=ann.club.today() - 14 * DAY)


def logged(programme: Programme, days_ago: int) -> Session:
    return make_session(programme=programme, done_on=programme.athlete.club.today() - days_ago * DAY)


def open_page(ann: Athlete, session: Session) -> Any:
    page = signed_in(ann.user).get(reverse("session_edit", args=[session.pk]))
    assert page.status_code == 200
    return page


def form_of(page: Any) -> Form:
    (form,) = forms_to(page, "/sessions/")
    return form


def test_any_part_can_be_changed_for_seven_days(ann: Athlete, programme: Programme) -> None:
    session = logged(programme, 7)
    form = form_of(open_page(ann, session))
    lift = programme.exercises.get(reps_high=15)
    changed = {f"outcome_{lift.pk}": "partly", f"sets_left_{lift.pk}": "1", f"reps_{lift.pk}": "13"}
    changed[f"reason_{lift.pk}"] = "tired"
    said = signed_in(ann.user).post(
        form.action,
        form.values | changed | {"pain": "2", "pain_where": "left_knee", "note": "Late."},
        follow=True,
    )
    assert "Saved. Your coach can see it." in words(said)
    session.refresh_from_db()
    assert (session.pain, session.pain_where, session.note, session.version) == (2, "left_knee", "Late.", 2)
    done = session.exercises.get(prescribed=lift)
    assert (done.outcome, done.sets_left, done.reps, done.reason) == ("partly", 1, 13, "tired")
    assert "13 repetitions · Tired or ill" in words(said)


def test_it_is_filled_in_as_it_was(ann: Athlete, programme: Programme) -> None:
    session = logged(programme, 3)
    session.exercises.filter(prescribed__reps_high=15).update(reps=14)
    lift = programme.exercises.get(reps_high=15)
    values = form_of(open_page(ann, session)).values
    assert (values[f"outcome_{lift.pk}"], values[f"reps_{lift.pk}"]) == ("done", "14")


def test_after_seven_days_it_is_only_read_and_says_why(ann: Athlete, programme: Programme) -> None:
    session = logged(programme, 8)
    page = open_page(ann, session)
    assert not forms_to(page, "/sessions/")
    assert "Logged more than 7 days ago: it stays as your coach has read it." in words(page)
    sent = signed_in(ann.user).post(reverse("session_edit", args=[session.pk]), {"pain": "9"})
    assert sent.status_code == 409
    session.refresh_from_db()
    assert session.pain is None


def test_the_history_leads_to_what_may_be_changed(ann: Athlete, programme: Programme) -> None:
    today, late, old = (logged(programme, days) for days in (0, 7, 8))
    text = words(signed_in(ann.user).get(reverse("history")))
    assert reverse("session_edit", args=[late.pk]) in text
    assert reverse("session_edit", args=[old.pk]) not in text
    assert "Change today’s log" in text
    sent_on = signed_in(ann.user).get(reverse("session_edit", args=[today.pk]))
    assert sent_on["Location"] == reverse("today")


def test_two_devices_never_overwrite_each_other(ann: Athlete, programme: Programme) -> None:
    session = logged(programme, 2)
    form = form_of(open_page(ann, session))
    Session.objects.update(version=2, note="From the other phone.")
    said = signed_in(ann.user).post(form.action, form.values | {"note": "From this one."})
    assert said.status_code == 409
    assert "From the other phone." in words(said)
    assert "saved for that day" in words(said)
    again = form_of(said)
    signed_in(ann.user).post(again.action, again.values)
    assert Session.objects.get().note == "From this one."


def test_what_can_t_be_saved_comes_back_with_the_sentence(ann: Athlete, programme: Programme) -> None:
    session = logged(programme, 2)
    form = form_of(open_page(ann, session))
    stretch = programme.exercises.get(hold_seconds=30)
    said = signed_in(ann.user).post(form.action, form.values | {f"outcome_{stretch.pk}": "skipped"})
    assert "Say why you skipped it" in words(said)
