"""Reading one test: /assessments/<uuid>/."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Club, User
from assessments.models import Assessment, MeasurementError
from athletes.models import Athlete
from tests.assessments.entry import headings
from tests.cast import signed_in
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db


def look(user: User | None, test: Assessment) -> Any:
    return signed_in(user).get(reverse("assessment", args=[test.pk]))


def words(user: User | None, test: Assessment) -> str:
    page = look(user, test)
    assert page.status_code == 200
    assert headings(page) == 1
    return " ".join(page.content.decode().split())


def test_a_coach_reads_each_finding_with_its_reason_and_certainty(bob: User, ann: Athlete) -> None:
    day = ann.club.today() - dt.timedelta(days=60)
    make_assessment(athlete=ann, left=24, right=38, tested_on=day)
    test = make_assessment(athlete=ann, tester=bob, left=[28.5, 29, 29.5], right=38)
    text = words(bob, test)
    assert "Left below 35°" in text
    assert "Left 29.0° is below 35°. With a digital inclinometer that is over 99 % sure." in text
    assert "9.0° apart: flagged from 10°." in text
    assert "Left +5.0° since" in text
    assert "less than the 5.5° that this method can tell apart, so no detectable change yet." in text
    assert "Seated · active · digital inclinometer" in text
    assert "tested by Bob Coe" in text
    assert "28.5° · 29.0° · 29.5°" in text


def test_it_suggests_with_reasons_and_leads_to_assigning(bob: User, ann: Athlete) -> None:
    test = make_assessment(athlete=ann, left=29, right=38)
    text = words(bob, test)
    assert "Stretch first" in text
    assert "Knees-in stretch" in text
    assert "left +1 set" in text
    assert f'href="{reverse("programme_new", args=[ann.pk])}?assessment={test.pk}"' in text


def test_where_nothing_is_to_do_nothing_is_offered(bob: User, ann: Athlete) -> None:
    text = words(bob, make_assessment(athlete=ann, left=48, right=50))
    assert "No programme" in text
    assert ">Assign<" not in text


def test_a_referral_takes_the_place_of_the_programme(bob: User, ann: Athlete) -> None:
    text = words(bob, make_assessment(athlete=ann, left=29, right=38, symptoms=["night_pain"]))
    assert "no programme is suggested" in text
    assert "See a doctor urgently." in text
    assert "Because: Pain at night." in text
    assert "not a diagnosis" in text
    assert ">Assign<" not in text
    assert "Knees-in stretch" not in text


def test_the_record_shows_what_was_written_down(bob: User, ann: Athlete) -> None:
    test = make_assessment(
        athlete=ann,
        left=None,
        right=41,
        pain_right=2,
        warm_up="Ten minutes of jogging",
        compensations=["knee_valgus"],
        symptoms=["limp"],
        note="Second line\nfollows.",
    )
    text = words(bob, test)
    for part in ("2/10", "Ten minutes of jogging", "Knee falling in (valgus)", "A limp", "<br>follows."):
        assert part in text
    assert "Only one hip was tested" in text
    assert "none reported" in words(bob, make_assessment(athlete=ann))


def test_the_error_of_measurement_shows_its_grade_and_source(bob: User, ann: Athlete, club: Club) -> None:
    test = make_assessment(athlete=ann)
    assert "B · a study of this method and position" in words(bob, test)
    assert "Krause" in words(bob, test)
    MeasurementError.objects.create(
        club=club, instrument="inclinometer", position="seated", motion="active", sem=1.5, grade="A"
    )
    text = words(bob, test)
    assert "Error of measurement: 1.5°" in text
    assert "Your club’s own error" in text


def test_the_test_before_it_and_its_passive_twin_are_linked(bob: User, vera: User, ann: Athlete) -> None:
    before = make_assessment(athlete=ann, tested_on=ann.club.today() - dt.timedelta(days=9))
    active = make_assessment(athlete=ann, left=30)
    offered = words(bob, active)
    assert reverse("assessment", args=[before.pk]) in offered
    assert "?motion=passive&amp;position=seated" in offered
    assert "?motion=passive" not in words(vera, active)
    passive = make_assessment(athlete=ann, left=45, motion="passive")
    text = words(bob, active)
    assert f'<a href="{reverse("assessment", args=[passive.pk])}">The passive test of this day</a>' in text
    assert "Left active lag" in text
    assert "The active test of this day" in words(bob, passive)


def test_an_older_test_leads_to_the_newest_and_assigns_nothing(bob: User, ann: Athlete) -> None:
    old = make_assessment(athlete=ann, left=29, tested_on=ann.club.today() - dt.timedelta(days=9))
    new = make_assessment(athlete=ann, left=36)
    text = words(bob, old)
    assert "There is a newer test" in text
    assert reverse("assessment", args=[new.pk]) in text
    assert ">Assign<" not in text


def test_an_athlete_reads_their_own_in_plain_words(ann: Athlete) -> None:
    test = make_assessment(athlete=ann, left=29, right=38, note="For coaches.", symptoms=["night_pain"])
    text = words(ann.user, test)
    assert "Your left hip turned in 29.0°." in text
    assert "See a doctor urgently." in text
    for hidden in ("For coaches.", "Assign", "Delete", "Error of measurement", "sure."):
        assert hidden not in text
    assert "have looked at" not in words(ann.user, make_assessment(athlete=ann, left=44, right=44))


def test_a_viewer_reads_and_has_no_buttons(vera: User, ann: Athlete) -> None:
    test = make_assessment(athlete=ann, left=29, right=38)
    text = words(vera, test)
    assert "Left below 35°" in text
    for hidden in (">Assign<", "/edit/", "/delete/", "/new/"):
        assert hidden not in text


def test_who_may_read_a_test(
    ann: Athlete, alice: User, bob: User, vera: User, charlie: User, otto: Athlete, edith: User
) -> None:
    test = make_assessment(athlete=ann)
    expected = {alice: 200, bob: 200, vera: 200, charlie: 404, ann.user: 200, otto.user: 404, edith: 404}
    for user, status in expected.items():
        assert look(user, test).status_code == status, user
    answer = signed_in(None).get(reverse("assessment", args=[test.pk]))
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_queries_stay_few_among_400_tests(bob: User, ann: Athlete, django_assert_max_num_queries) -> None:
    today = ann.club.today()
    tests = [
        make_assessment(
            athlete=ann,
            left=29,
            tested_on=today - dt.timedelta(days=n // 2),
            motion=["active", "passive"][n % 2],
        )
        for n in range(400)
    ]
    client = signed_in(bob)
    # The first time that somebody reads about an athlete is written down, which is one more.
    client.get(reverse("athlete", args=[ann.pk]))
    for test in (tests[0], tests[200]):
        with django_assert_max_num_queries(10):
            client.get(reverse("assessment", args=[test.pk]))
