"""Pain as the athlete tells it: where, how much, and that the coach is told of it once."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.ids import uuid7
from accounts.models import User
from athletes.models import Athlete
from coaching.models import Programme, Session
from coaching.session_log import Done, log_session
from tests.cast import signed_in
from tests.coaching.pages import words
from tests.factories import make_assessment, make_exercise, make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(ann: Athlete) -> Programme:
    make_assessment(athlete=ann)
    return make_programme(athlete=ann, exercises=[make_exercise(name="Ankle lift"), make_exercise()])


def log(programme: Programme, pain: int | None, *, version: int = 0, **more: Any) -> Session:
    lift = programme.exercises.earliest("order")
    values: dict[str, Any] = {
        "done": [Done(lift, "partly", reason="pain")],
        "effort": None,
        "note": "",
        "done_on": programme.athlete.club.today(),
    }
    return log_session(pk=uuid7(), programme=programme, pain=pain, version=version, **values | more)


def test_pain_that_stops_is_reported_with_its_time(programme: Programme) -> None:
    session = log(programme, 5, pain_where="left_groin")
    assert session.pain_reported_at is not None
    assert log(programme, 5, pain_where="left_groin").pain_reported_at == session.pain_reported_at


def test_less_is_not_reported_and_a_correction_takes_it_back(programme: Programme) -> None:
    assert log(programme, 3).pain_reported_at is None
    assert log(programme, 6, version=1).pain_reported_at is not None
    assert log(programme, 2, version=2).pain_reported_at is None


def test_more_of_it_is_reported_again_and_a_note_is_not(programme: Programme) -> None:
    first = log(programme, 5)
    noted = log(programme, 5, version=1, note="On the way up.")
    assert noted.pain_reported_at == first.pain_reported_at
    worse = log(programme, 7, version=2)
    assert worse.pain_reported_at is not None
    assert first.pain_reported_at is not None
    assert worse.pain_reported_at > first.pain_reported_at


def test_the_coach_reads_where_and_in_which_exercise(bob: User, ann: Athlete, programme: Programme) -> None:
    log(programme, 5, pain_where="left_groin")
    page = words(signed_in(bob).get(reverse("athlete", args=[ann.pk])))
    assert "pain reported: 5 of 10" in page
    assert "left groin" in page
    assert "Ankle lift" in page.split("Last sessions")[1]
    assert "left groin" in words(signed_in(bob).get(reverse("programme", args=[programme.pk])))
    assert "5 of 10" in words(signed_in(bob).get(f"{reverse('squad')}?show=pain"))


def test_without_pain_there_is_no_place(ann: Athlete, programme: Programme) -> None:
    lift = programme.exercises.earliest("order")
    sent = {
        f"outcome_{lift.pk}": "done",
        "pain": "0",
        "pain_where": "left_groin",
        "opened_on": str(ann.club.today()),
    }
    signed_in(ann.user).post(reverse("session_log", args=[programme.pk]), sent)
    assert Session.objects.get().pain_where == ""
