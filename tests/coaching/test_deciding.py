"""Twelve weeks of work without a change: what the athlete's page says then, and when it says nothing."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Club, User
from athletes.models import Athlete
from tests.cast import signed_in
from tests.coaching.pages import words
from tests.factories import make_assessment, make_exercise, make_programme, make_session

pytestmark = pytest.mark.django_db

WEEK = dt.timedelta(weeks=1)
SAID = "Twelve weeks well followed"


def worked(athlete: Athlete, *, sessions: int = 6, spells: int = 2) -> None:
    """Six-week programmes one after the other until today, one day a week due, so many of the six done."""
    today = athlete.club.today()
    once = make_exercise(days_per_week=1)
    for ago in range(6 * spells, 0, -6):
        start = today - ago * WEEK
        ended: dict[str, Any] = {"state": "ended", "ended_on": start + 6 * WEEK} if ago > 6 else {}
        programme = make_programme(athlete=athlete, exercises=[once], starts_on=start, **ended)
        for n in range(sessions):
            make_session(programme=programme, done_on=start + n * WEEK)


def make_test(athlete: Athlete, left: float, *, weeks_ago: int = 0, **how: str) -> None:
    day = athlete.club.today() - weeks_ago * WEEK
    make_assessment(athlete=athlete, left=left, right=40.0, tested_on=day, **how)


def shown(user: User, athlete: Athlete) -> str:
    return words(signed_in(user).get(reverse("athlete", args=[athlete.pk])))


def test_well_followed_and_unchanged_it_is_time_to_decide(bob: User, vera: User, ann: Athlete) -> None:
    make_test(ann, 28.0, weeks_ago=12)
    worked(ann)
    make_test(ann, 29.0)

    assert SAID in shown(bob, ann)
    assert "Ask a physiotherapist" in shown(bob, ann)
    assert "Tested since" not in shown(bob, ann)
    assert SAID in shown(vera, ann)
    assert "Ask a physiotherapist" not in shown(vera, ann)


def test_the_longest_spell_that_is_needed_counts_and_no_more(bob: User, ann: Athlete) -> None:
    make_test(ann, 20.0, weeks_ago=18)
    worked(ann, spells=3)
    make_test(ann, 28.0, weeks_ago=12)
    make_test(ann, 29.0)

    assert SAID in shown(bob, ann)


@pytest.mark.parametrize(
    ("before", "now", "sessions", "spells"),
    [
        (22.0, 29.0, 6, 2),  # a real change
        (34.0, 28.0, 6, 2),  # a real one the other way: refer
        (28.0, 29.0, 4, 2),  # 67 % done
        (28.0, 29.0, 6, 1),  # six weeks
        (36.0, 37.0, 6, 2),  # nothing is flagged
    ],
)
def test_otherwise_nothing_is_said(
    bob: User, ann: Athlete, before: float, now: float, sessions: int, spells: int
) -> None:
    make_test(ann, before, weeks_ago=12)
    worked(ann, sessions=sessions, spells=spells)
    make_test(ann, now)

    assert SAID not in shown(bob, ann)


def test_without_a_test_to_compare_with_nobody_knows(bob: User, ann: Athlete, club: Club) -> None:
    worked(ann)
    make_test(ann, 29.0)
    assert SAID not in shown(bob, ann)

    make_test(ann, 28.0, weeks_ago=12, instrument="phone")
    assert SAID not in shown(bob, ann)


def test_a_programme_to_come_is_no_work_yet(bob: User, ann: Athlete, club: Club) -> None:
    make_test(ann, 28.0, weeks_ago=12)
    worked(ann)
    make_test(ann, 29.0)
    ann.programmes.update(state="ended", ended_on=club.today())
    make_programme(athlete=ann, starts_on=club.today() + WEEK)

    assert SAID in shown(bob, ann)


# -- the answer -----------------------------------------------------------------------------------


def asked_of(athlete: Athlete) -> str:
    """The address that the question about this athlete is answered at."""
    make_test(athlete, 28.0, weeks_ago=12)
    worked(athlete)
    make_test(athlete, 29.0)
    return reverse("assessment_decide", args=[athlete.assessments.latest_first()[0].pk])


def test_maintenance_leads_to_its_plan_and_is_kept(bob: User, ann: Athlete) -> None:
    address = asked_of(ann)
    test = ann.assessments.latest_first()[0]

    page = signed_in(bob).post(address, {"answer": "maintain", "note": ""})

    assert (
        page["Location"]
        == f"{reverse('programme_new', args=[ann.pk])}?assessment={test.pk}&emphasis=maintain"
    )
    decision = ann.decisions.get()
    assert (decision.answer, decision.assessment, decision.decided_by) == ("maintain", test, bob)
    assert decision.decided_on == ann.club.today()
    text = shown(bob, ann)
    assert SAID not in text
    assert "<strong>Keep what is there</strong>" in text
    assert "Assign maintenance" in text


def test_a_physiotherapist_is_asked_with_a_note(bob: User, vera: User, ann: Athlete) -> None:
    note = "Is it the bone? See the club\u2019s physiotherapist."
    page = signed_in(bob).post(asked_of(ann), {"answer": "refer", "note": note}, follow=True)

    text = words(page)
    assert "The answer is kept with its date." in text
    assert "<strong>Ask a physiotherapist</strong>" in text
    assert note in text
    assert "Assign maintenance" not in text
    assert note in shown(vera, ann)
    assert "Change the answer" not in shown(vera, ann)


def test_going_on_holds_until_a_test_six_weeks_later(bob: User, ann: Athlete) -> None:
    signed_in(bob).post(asked_of(ann), {"answer": "continue"})
    assert SAID not in shown(bob, ann)
    assert "may bring the question back" in shown(bob, ann)

    ann.decisions.update(decided_on=ann.club.today() - 6 * WEEK)
    assert SAID in shown(bob, ann)


def test_another_answer_takes_the_place_of_the_first(bob: User, ann: Athlete) -> None:
    address = asked_of(ann)
    client = signed_in(bob)
    client.post(address, {"answer": "continue", "note": "One more block."})

    form = words(client.get(address))
    assert "One more block." in form
    client.post(address, {"answer": "refer"})

    assert [one.answer for one in ann.decisions.all()] == ["refer"]
    assert ann.decisions.get().history.count() == 2


def test_without_an_answer_the_page_asks_again(bob: User, ann: Athlete) -> None:
    page = signed_in(bob).post(asked_of(ann), {"note": "Hm."})

    assert page.status_code == 200
    assert "Choose one." in words(page)
    assert words(page).count("<h1") == 1
    assert not ann.decisions.exists()


def test_the_decision_outlives_its_test(bob: User, ann: Athlete) -> None:
    signed_in(bob).post(asked_of(ann), {"answer": "continue"})
    ann.assessments.latest_first()[0].delete()

    assert "Go on as before" in shown(bob, ann)
    assert "Change the answer" not in shown(bob, ann)


def test_only_coaches_of_the_club_answer(vera: User, charlie: User, ann: Athlete, otto: Athlete) -> None:
    address = asked_of(ann)
    for user, status in ((vera, 403), (ann.user, 403), (charlie, 404), (otto.user, 404)):
        assert signed_in(user).post(address, {"answer": "continue"}).status_code == status
    assert not ann.decisions.exists()
