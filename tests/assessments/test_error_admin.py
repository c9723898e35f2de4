"""Content editors look after the default errors, and see no club's and no athlete's."""

import pytest
from django.urls import NoReverseMatch, reverse

from accounts.models import Club, User
from assessments.domain.error import DEFAULT_ERRORS
from assessments.models import MeasurementError
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

METHOD = {"instrument": "inclinometer", "position": "seated", "motion": "active"}


def own_of(club: Club) -> MeasurementError:
    return MeasurementError.objects.create(club=club, sem=1.5, grade="A", source="Private.", **METHOD)


def test_an_editor_changes_a_default_and_its_history_says_so(edith: User, club: Club) -> None:
    own = own_of(club)
    client = signed_in(edith)
    listed = client.get(reverse("admin:assessments_measurementerror_changelist")).content.decode()
    assert f"{len(DEFAULT_ERRORS)} errors of measurement" in listed
    assert "5.5°" in listed
    assert "Private." not in listed
    row = MeasurementError.objects.get(club=None, **METHOD)
    change = reverse("admin:assessments_measurementerror_change", args=[row.pk])
    assert client.post(change, METHOD | {"sem": "1.9", "grade": "B", "source": "Krause."}).status_code == 302
    row.refresh_from_db()
    assert (row.sem, row.club) == (1.9, None)
    assert row.history.first().history_user == edith
    assert client.get(reverse("admin:assessments_measurementerror_history", args=[row.pk])).status_code == 200
    hidden = client.get(reverse("admin:assessments_measurementerror_change", args=[own.pk]))
    assert hidden.status_code == 404


def test_a_second_default_for_a_method_is_refused(edith: User) -> None:
    client = signed_in(edith)
    add = reverse("admin:assessments_measurementerror_add")
    page = client.post(add, METHOD | {"sem": "3", "grade": "D", "source": ""})
    assert "There is a value for this method already: change that one." in page.content.decode()
    new = {"instrument": "phone", "position": "prone", "motion": "passive"}
    assert client.post(add, new | {"sem": "3", "grade": "D", "source": ""}).status_code == 302
    assert client.post(add, {"instrument": "", "sem": "3"}).status_code == 200


def test_no_athletes_test_is_in_the_admin() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:assessments_assessment_changelist")
