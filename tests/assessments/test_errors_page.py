"""The errors of measurement of a club: /club/errors/."""

import pytest
from django.urls import reverse

from accounts.models import Club, User
from assessments.domain.error import DEFAULT_ERRORS
from assessments.errors_of_club import keep_own
from assessments.models import MeasurementError
from athletes.models import Athlete
from tests.assessments.entry import headings
from tests.cast import signed_in
from tests.factories import join, make_user

pytestmark = pytest.mark.django_db

SEATED = "inclinometer.seated.active"


def address(change: str = "") -> str:
    return reverse("club_errors") + (f"?change={change}" if change else "")


def test_the_table_shows_each_method_with_its_grade_and_source(bob: User) -> None:
    page = signed_in(bob).get(address())
    lines = page.context["lines"]
    assert len(lines) == len(DEFAULT_ERRORS)
    assert (lines[0].instrument, lines[0].label) == ("Digital inclinometer", "Seated · active")
    assert lines[2].label == "Supine, legs straight"
    assert lines[0].detectable == pytest.approx(5.54, abs=0.01)
    text = page.content.decode()
    assert "B · a study of this method and position" in text
    assert "10.1123/jsr.2020-0165" in text
    assert "?change=" not in text
    assert headings(page) == 1


def test_an_owner_sets_the_clubs_own_value_and_goes_back_to_the_default(
    alice: User, club: Club, other_club: Club
) -> None:
    client = signed_in(alice)
    page = client.get(address(SEATED))
    assert headings(page) == 1
    sent = {"sem": "1.7", "grade": "A", "source": "24 pairs, October."}
    assert client.post(address(SEATED), sent).headers["Location"] == address()
    own = MeasurementError.objects.get(club=club)
    assert (own.instrument, own.position, own.motion, own.sem) == ("inclinometer", "seated", "active", 1.7)
    line = client.get(address()).context["lines"][0]
    assert (line.is_own, line.used.sem, line.default.sem) == (True, 1.7, 2.0)
    client.post(address(SEATED), sent | {"sem": "1.8"})
    assert MeasurementError.objects.get(club=club).sem == 1.8
    assert "Go back to the default" in client.get(address(SEATED)).content.decode()
    for _twice in range(2):
        assert client.post(address(SEATED), {"default": "1"}).headers["Location"] == address()
    assert not MeasurementError.objects.filter(club=club).exists()
    assert MeasurementError.objects.filter(club=None).count() == len(DEFAULT_ERRORS)


def test_pressing_twice_at_once_keeps_one_value(club: Club) -> None:
    for sem in (1.7, 1.8):
        method = {"instrument": "inclinometer", "position": "seated", "motion": "active"}
        keep_own(club=club, row=MeasurementError(club=club, **method, sem=sem, grade="A"))
    assert MeasurementError.objects.get(club=club).sem == 1.8


def test_another_clubs_value_stays_with_it(alice: User, charlie: User) -> None:
    signed_in(charlie).post(address(SEATED), {"sem": "9", "grade": "A", "source": "A secret."})
    page = signed_in(alice).get(address())
    assert not page.context["lines"][0].is_own
    assert "A secret." not in page.content.decode()


@pytest.mark.parametrize(
    ("sem", "sentence"),
    [
        ("", "Give the error in degrees."),
        ("small", "That is not a number: write degrees such as 2.4."),
        ("0", "No method is that exact: give at least 0.1°."),
        ("21", "An error over 20° measures nothing: check the number."),
    ],
)
def test_a_value_that_cannot_be_is_refused(alice: User, sem: str, sentence: str) -> None:
    page = signed_in(alice).post(address(SEATED), {"sem": sem, "grade": "A", "source": "Kept."})
    assert sentence in page.content.decode()
    assert "Kept." in page.content.decode()
    assert not MeasurementError.objects.exclude(club=None).exists()


def test_an_unknown_method_is_not_found(alice: User) -> None:
    assert signed_in(alice).get(address("thumb.seated.active")).status_code == 404
    assert signed_in(alice).post(address()).status_code == 404


def test_who_may_see_and_change_the_table(
    alice: User, bob: User, vera: User, ann: Athlete, edith: User, club: Club
) -> None:
    second_owner = join(make_user(), club, "owner")
    expected = {alice: (200, 200), second_owner: (200, 200), bob: (200, 403), vera: (200, 403)}
    for user, (look, write) in expected.items():
        client = signed_in(user)
        assert client.get(address()).status_code == look
        assert client.get(address(SEATED)).status_code == write
        assert client.post(address(SEATED), {"sem": ""}).status_code == write
    for outsider in (ann.user, edith):
        assert signed_in(outsider).get(address()).headers["Location"] == reverse("home")
    assert signed_in(None).get(address()).headers["Location"].startswith(reverse("account_login"))
