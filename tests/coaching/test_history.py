"""The athlete's days: /history/."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Club, User
from athletes.models import Athlete
from tests.assessments.entry import headings
from tests.cast import signed_in
from tests.coaching.pages import words
from tests.factories import make_assessment, make_athlete, make_exercise, make_programme, make_session

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def text_of(user: User | None, **query: str) -> str:
    page = signed_in(user).get(reverse("history"), query)
    assert page.status_code == 200
    assert headings(page) == 1
    return words(page)


def test_sessions_and_tests_stand_by_date_latest_first(ann: Athlete) -> None:
    today = ann.club.today()
    programme = make_programme(
        athlete=ann, starts_on=today - 9 * DAY, exercises=[make_exercise(name="Knees-in")]
    )
    make_session(programme=programme, done_on=today - 3 * DAY, pain=5, note="At the front.")
    make_session(programme=programme, done_on=today - 9 * DAY, outcome="skipped")
    test = make_assessment(athlete=ann, left=29, right=38, tested_on=today - 6 * DAY)
    text = text_of(ann.user)
    done, tested, skipped = (text.index(part) for part in ("All done", "left 29.0°, right 38.0°", "skipped"))
    assert done < tested < skipped
    assert reverse("assessment", args=[test.pk]) in text
    for said in ("Pain 5 of 10", "At the front.", "Knees-in"):
        assert said in text


def test_only_todays_session_leads_to_changing_it(ann: Athlete) -> None:
    today = ann.club.today()
    programme = make_programme(athlete=ann, starts_on=today - 9 * DAY)
    make_session(programme=programme, done_on=today - DAY)
    assert "Change today’s log" not in text_of(ann.user)
    make_session(programme=programme, done_on=today)
    assert text_of(ann.user).count("Change today’s log") == 1


def test_one_hip_is_one_number(ann: Athlete) -> None:
    make_assessment(athlete=ann, left=29, right=None)
    assert ">left 29.0°</a>" in text_of(ann.user)


def test_nothing_yet_and_not_linked(bob: User, ann: Athlete) -> None:
    assert "Nothing yet" in text_of(ann.user)
    assert "This page is for athletes" in text_of(bob)
    assert signed_in(None).get(reverse("history")).status_code == 302


def test_two_clubs_are_named(ann: Athlete, other_club: Club) -> None:
    make_assessment(athlete=ann, left=29, right=38)
    make_assessment(athlete=make_athlete(club=other_club, user=ann.user), left=41, right=42)
    text = text_of(ann.user)
    assert "Riverside Harriers" in text
    assert "Hilltop Striders" in text


def test_nobody_elses_days_are_here(ann: Athlete, otto: Athlete) -> None:
    make_assessment(athlete=ann, left=29, right=38)
    make_session(programme=make_programme(athlete=ann), note="Mine.")
    text = text_of(otto.user)
    assert "29.0°" not in text
    assert "Mine." not in text


def test_it_is_paged_by_thirty_and_costs_the_same_queries(
    ann: Athlete, django_assert_max_num_queries: Any
) -> None:
    today = ann.club.today()
    programme = make_programme(
        athlete=ann, starts_on=today - 60 * DAY, exercises=[make_exercise(), make_exercise()]
    )
    for n in range(40):
        make_session(programme=programme, done_on=today - n * DAY)
        make_assessment(athlete=ann, left=29, right=38, tested_on=today - n * DAY)
    client = signed_in(ann.user)
    with django_assert_max_num_queries(10):
        page = client.get(reverse("history"))
    assert page.content.decode().count('class="day"') == 30
    assert "Page 1 of 3" in words(page)
    assert "Page 3 of 3" in text_of(ann.user, page="99")
    assert "Page 1 of 3" in text_of(ann.user, page="x")
