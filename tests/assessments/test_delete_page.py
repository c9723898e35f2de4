"""Deleting a test: /assessments/<uuid>/delete/."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from accounts.models import User
from assessments.models import Assessment
from athletes.models import Athlete
from tests.assessments.entry import headings
from tests.cast import signed_in
from tests.factories import make_assessment, make_programme

pytestmark = pytest.mark.django_db


def test_a_test_is_deleted_after_asking_and_its_programme_stays(bob: User, ann: Athlete) -> None:
    today = ann.club.today()
    test = make_assessment(athlete=ann, tested_on=today - dt.timedelta(days=1), right=None)
    programme = make_programme(athlete=ann, assessment=test)
    client = signed_in(bob)
    address = reverse("assessment_delete", args=[test.pk])
    page = client.get(address)
    assert "Delete this test?" in page.content.decode()
    assert headings(page) == 1
    assert Assessment.objects.exists()
    answer = client.post(address)
    assert answer.headers["Location"] == reverse("athlete", args=[ann.pk])
    assert "was deleted." in str(next(iter(get_messages(answer.wsgi_request))))
    assert not Assessment.objects.exists()
    programme.refresh_from_db()
    assert programme.assessment is None
    assert Assessment.history.filter(history_type="-", history_user=bob).exists()


def test_who_may_delete_a_test(
    ann: Athlete, vera: User, charlie: User, otto: Athlete, edith: User, alice: User
) -> None:
    test = make_assessment(athlete=ann)
    address = reverse("assessment_delete", args=[test.pk])
    expected = {vera: 403, charlie: 404, ann.user: 403, otto.user: 404, edith: 404}
    for user, status in expected.items():
        assert signed_in(user).get(address).status_code == status, user
        assert signed_in(user).post(address).status_code == status, user
    assert signed_in(None).post(address).headers["Location"].startswith(reverse("account_login"))
    assert signed_in(alice).post(address).status_code == 302
