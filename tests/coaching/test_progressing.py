"""The next step of an exercise: offered to the coach, agreed to or not, and seen by the athlete."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from athletes.models import Athlete
from coaching.models import Exercise, PrescribedExercise, Programme, Progression
from coaching.progressing import NoLongerOffered, Offer, decide, offers_for, with_latest
from tests.cast import signed_in
from tests.coaching.pages import forms_to, words
from tests.factories import make_assessment, make_exercise, make_programme, make_session

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
REPS = {"kind": "strength", "hold_seconds": None, "reps_low": 12, "reps_high": 15}


@pytest.fixture
def programme(ann: Athlete) -> Programme:
    """Since ten days: a stretch and a lift of 12–15."""
    exercises = [make_exercise(name="Knees-in stretch"), make_exercise(name="Ankle lift", sets=3, **REPS)]
    started = ann.club.today() - 10 * DAY
    test = make_assessment(athlete=ann, left=29.0, tested_on=started)
    return make_programme(athlete=ann, exercises=exercises, starts_on=started, assessment=test)


def log(
    programme: Programme, *days_ago: int, reps: int | None = 15, pain: int = 2, outcome: str = "done"
) -> None:
    for days in days_ago:
        day = programme.athlete.club.today() - days * DAY
        session = make_session(programme=programme, done_on=day, pain=pain, outcome=outcome)
        session.exercises.filter(prescribed__reps_high__isnull=False).update(reps=reps)


def offers(programme: Programme) -> list[Offer]:
    return offers_for(programme, with_latest(programme.exercises.all()))


def answer(user: User | None, programme: Programme, accept: str) -> Any:
    page = signed_in(user).get(reverse("programme", args=[programme.pk]))
    (form,) = forms_to(page, "/step/")
    return signed_in(user).post(form.action, form.values | {"accept": accept}, follow=True)


def test_two_sessions_at_the_top_earn_a_step(programme: Programme) -> None:
    log(programme, 3, reps=14)
    log(programme, 2)
    assert offers(programme) == []
    log(programme, 1)
    (offer,) = offers(programme)
    assert (offer.before, offer.after, offer.is_band) == ("3 × 12–15", "3 × 15–20", False)
    assert offer.reason == "15 repetitions in every set, 2 sessions in a row, with pain of at most 3."


@pytest.mark.parametrize("last", [{"pain": 4}, {"reps": None}, {"outcome": "partly"}, {"outcome": "skipped"}])
def test_anything_less_does_not(programme: Programme, last: dict[str, Any]) -> None:
    log(programme, 3, 2)
    log(programme, 1, **last)
    assert offers(programme) == []


def test_a_stretch_and_a_programme_that_has_ended_have_none(programme: Programme) -> None:
    log(programme, 2, 1)
    programme.exercises.filter(exercise__kind="strength").delete()
    assert offers(programme) == []
    Programme.objects.update(state="ended", ended_on=programme.starts_on)
    programme.refresh_from_db()
    assert offers(programme) == []


def test_after_the_repetitions_comes_a_band(programme: Programme) -> None:
    programme.exercises.filter(reps_high=15).update(reps_low=15, reps_high=20)
    log(programme, 2, 1, reps=20)
    (offer,) = offers(programme)
    assert (offer.after, offer.is_band) == ("3 × 12–15, light band", True)


def test_an_exercise_that_has_a_band_gets_a_stronger_one(programme: Programme) -> None:
    figure = {"props": [{"kind": "band"}]}
    Exercise.objects.filter(kind="strength").update(figure=figure)
    programme.exercises.filter(reps_high=15).update(reps_low=15, reps_high=20)
    log(programme, 2, 1, reps=20)
    assert offers(programme)[0].after == "3 × 12–15, medium band"
    Exercise.objects.filter(kind="strength").update(reps_low=10, reps_high=12)
    programme.exercises.filter(reps_high=20).update(reps_low=12, reps_high=15)
    assert offers(programme)[0].after == "3 × 15–20"


def test_the_coach_agrees_and_the_dose_changes_with_its_reason_kept(
    bob: User, ann: Athlete, programme: Programme
) -> None:
    log(programme, 2, 1)
    assert "Next step" in words(signed_in(bob).get(reverse("athlete", args=[ann.pk])))
    page = answer(bob, programme, "yes")
    assert "Ankle lift is 3 × 15–20 from now on." in words(page)
    lift = programme.exercises.get(reps_high__isnull=False)
    assert (lift.reps_low, lift.reps_high, lift.band) == (15, 20, 0)
    step = Progression.objects.get()
    assert (step.before, step.after, step.decided_by, step.decision) == (
        "3 × 12–15",
        "3 × 15–20",
        bob,
        "accepted",
    )
    assert step.decided_on == ann.club.today()
    assert "15 repetitions in every set" in step.reason
    assert Progression.history.count() == 1
    assert not forms_to(page, "/step/")


def test_the_athlete_sees_it_once_the_coach_agreed(bob: User, ann: Athlete, programme: Programme) -> None:
    log(programme, 2, 1)
    pages = [reverse("today"), reverse("programme", args=[programme.pk])]
    for address in pages:
        assert "15–20" not in words(signed_in(ann.user).get(address))
    answer(bob, programme, "yes")
    for address in pages:
        assert "15–20" in words(signed_in(ann.user).get(address))
    assert "your coach agreed to more" in words(signed_in(ann.user).get(pages[0]))


def test_declined_it_stays_and_has_to_be_earned_anew(bob: User, ann: Athlete, programme: Programme) -> None:
    log(programme, 2, 1)
    page = answer(bob, programme, "no")
    assert "Ankle lift stays as it is." in words(page)
    assert "declined" in words(page)
    assert programme.exercises.get(reps_high__isnull=False).reps_high == 15
    assert offers(programme) == []
    assert "declined" not in words(signed_in(ann.user).get(reverse("programme", args=[programme.pk])))
    Progression.objects.update(decided_on=ann.club.today() - 3 * DAY)
    assert len(offers(programme)) == 1


def test_an_old_page_decides_nothing(bob: User, programme: Programme) -> None:
    log(programme, 2, 1)
    (offer,) = offers(programme)
    decide(programme=programme, prescribed=offer.prescribed.pk, token=offer.token, accept=True, by=bob)
    with pytest.raises(NoLongerOffered):
        decide(programme=programme, prescribed=offer.prescribed.pk, token=offer.token, accept=True, by=bob)
    said = signed_in(bob).post(reverse("progression", args=[programme.pk]), {"accept": "yes"}, follow=True)
    assert "not open any more" in words(said)
    assert Progression.objects.count() == 1


def test_a_viewer_sees_it_and_decides_nothing(vera: User, programme: Programme) -> None:
    log(programme, 2, 1)
    page = signed_in(vera).get(reverse("programme", args=[programme.pk]))
    assert "Next step: Ankle lift" in words(page)
    assert not forms_to(page, "/step/")


def test_only_who_may_see_the_athlete_sees_the_steps(bob: User, charlie: User, programme: Programme) -> None:
    log(programme, 2, 1)
    answer(bob, programme, "yes")
    assert Progression.objects.visible_to(bob).count() == 1
    assert Progression.objects.visible_to(charlie).count() == 0
    assert "agreed" in str(Progression.objects.get())


def test_offers_cost_no_query_of_their_own(programme: Programme) -> None:
    log(programme, *range(1, 9))
    rows = list(with_latest(PrescribedExercise.objects.filter(programme=programme)))
    with CaptureQueriesContext(connection) as queries:
        assert len(offers_for(programme, rows)) == 1
    assert len(queries) == 0
