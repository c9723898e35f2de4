"""The athlete's own hips: /my-hips/."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Club, User
from athletes.models import Athlete
from tests.assessments.entry import headings
from tests.cast import signed_in
from tests.coaching.pages import words
from tests.factories import make_assessment, make_athlete, make_programme, make_session

pytestmark = pytest.mark.django_db


def text_of(user: User | None) -> str:
    page = signed_in(user).get(reverse("my_hips"))
    assert page.status_code == 200
    assert headings(page) == 1
    return words(page)


def test_the_last_test_in_plain_words_with_its_dial(ann: Athlete) -> None:
    today = ann.club.today()
    make_assessment(athlete=ann, left=22, right=37, tested_on=today - dt.timedelta(days=60))
    test = make_assessment(athlete=ann, left=29, right=38)
    text = text_of(ann.user)
    assert "Your left hip turned in 29.0°. The target is 35°, so there is room to gain." in text
    assert "Your left hip gained 7.0° since" in text
    assert "left 29.0 degrees" in text
    assert reverse("assessment", args=[test.pk]) in text
    assert "Seated · active · digital inclinometer" in text
    assert "22.0°" in text


def test_a_hip_that_was_not_tested_is_a_dash(ann: Athlete) -> None:
    make_assessment(athlete=ann, left=None, right=38)
    assert '<td class="num">–</td>' in text_of(ann.user)
    make_assessment(athlete=ann, left=38, right=None)
    assert '<td class="num">–</td>' in text_of(ann.user)


def test_a_reason_to_see_somebody_is_said_calmly(ann: Athlete) -> None:
    make_assessment(athlete=ann, left=29, right=38, symptoms=["groin_catch"])
    text = text_of(ann.user)
    assert "Something to have looked at first" in text
    assert "It is not a diagnosis" in text


def test_the_chart_opens_each_test(ann: Athlete) -> None:
    today = ann.club.today()
    make_assessment(athlete=ann, left=22, right=37, tested_on=today - dt.timedelta(days=60))
    test = make_assessment(athlete=ann, left=29, right=38)
    programme = make_programme(athlete=ann, starts_on=today - dt.timedelta(days=50))
    make_session(programme=programme, done_on=today - dt.timedelta(days=20), pain=6)
    text = text_of(ann.user)
    assert text.count('<svg class="chart"') == 1
    assert text.count(f'<a class="spot" href="{reverse("assessment", args=[test.pk])}"') == 1
    assert "pain 6 of 10" in text
    assert '<text class="lane-name"' in text
    assert "±3.3°" in text


def test_before_the_first_test_it_says_what_will_be_here(ann: Athlete) -> None:
    assert "No test yet" in text_of(ann.user)


def test_two_clubs_show_both(ann: Athlete, other_club: Club) -> None:
    make_assessment(athlete=ann, left=29, right=38)
    elsewhere = make_athlete(club=other_club, name="Ann", user=ann.user)
    make_assessment(athlete=elsewhere, left=41, right=42)
    text = text_of(ann.user)
    for said in ("Riverside Harriers", "Hilltop Striders", "29.0°", "41.0°"):
        assert said in text


def test_the_clubs_own_targets_hold(ann: Athlete) -> None:
    ann.club.sufficient_degrees = 28.0
    ann.club.save()
    make_assessment(athlete=ann, left=29, right=38)
    assert "which is on target" in text_of(ann.user)


def test_nobody_elses_hips_are_here(bob: User, otto: Athlete, ann: Athlete) -> None:
    make_assessment(athlete=ann, left=29, right=38)
    assert "29.0°" not in text_of(otto.user)
    assert "This page is for athletes" in text_of(bob)
    assert signed_in(None).get(reverse("my_hips")).status_code == 302


def test_many_tests_are_listed_in_part_and_cost_the_same_queries(
    ann: Athlete, django_assert_max_num_queries: Any
) -> None:
    today = ann.club.today()
    for n in range(60):
        make_assessment(athlete=ann, tested_on=today - dt.timedelta(days=n))
    client = signed_in(ann.user)
    with django_assert_max_num_queries(10):
        page = client.get(reverse("my_hips"))
    assert page.content.decode().count('<th scope="row">') == 10
    assert "All tests are in the history" in words(page)
