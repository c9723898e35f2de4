"""Changing a test: /assessments/<uuid>/edit/."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import User
from assessments.models import Assessment
from athletes.models import Athlete
from tests.assessments.entry import change, headings, sent_by
from tests.cast import signed_in
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(ann: Athlete, alice: User) -> Assessment:
    return make_assessment(
        athlete=ann,
        tester=alice,
        left=[29, 28.55],
        right=38,
        symptoms=["limp"],
        compensations=["trunk_lean"],
        pain_left=1,
        note="First.",
    )


def test_a_test_is_changed(bob: User, alice: User, stored: Assessment) -> None:
    answer = change(signed_in(bob), stored, left_2="31", note="Second.")
    assert answer.headers["Location"] == reverse("assessment", args=[stored.pk])
    stored.refresh_from_db()
    assert (stored.left_degrees, stored.note, stored.version) == (30.0, "Second.", 2)
    assert stored.tester == alice
    assert stored.history.first().history_user == bob


def test_saving_without_a_change_writes_nothing(bob: User, stored: Assessment) -> None:
    assert change(signed_in(bob), stored).status_code == 302
    stored.refresh_from_db()
    assert (stored.version, stored.history.count()) == (1, 1)


def test_an_unusual_angle_that_was_confirmed_is_not_asked_about_again(bob: User, ann: Athlete) -> None:
    test = make_assessment(athlete=ann, left=[3.0, 3.5], right=40)
    assert change(signed_in(bob), test, note="A note.").status_code == 302
    page = change(signed_in(bob), test, left_2="4")
    assert page.context["page"].form.errors["confirm_unusual"] == ["Left 4.0° is unusual: is that right?"]


def test_the_last_result_beside_it_is_the_one_before_it(bob: User, ann: Athlete) -> None:
    today = ann.club.today()
    make_assessment(athlete=ann, left=30, tested_on=today - dt.timedelta(days=9))
    test = make_assessment(athlete=ann, left=33, tested_on=today - dt.timedelta(days=5))
    make_assessment(athlete=ann, left=36, tested_on=today)
    page = signed_in(bob).get(reverse("assessment_edit", args=[test.pk]))
    assert page.context["page"].hips[0].last.startswith("30.0°")
    assert page.context["page"].hips[0].mean == 33
    assert headings(page) == 1


def test_two_changes_at_once_are_both_shown_and_neither_is_lost(
    alice: User, bob: User, stored: Assessment
) -> None:
    mine, theirs = signed_in(bob), signed_in(alice)
    address = reverse("assessment_edit", args=[stored.pk])
    opened = sent_by(mine.get(address))
    change(theirs, stored, right_1="41", note="Theirs.", symptoms=[])

    page = mine.post(address, opened | {"right_1": "44", "pain_left": ""})
    assert page.status_code == 409
    assert [(d.label, d.mine, d.theirs) for d in page.context["page"].differences] == [
        ("Right trials", "44°", "41°"),
        ("Pain, left hip", "–", "1"),
        ("Symptoms and history", "A limp", "–"),
        ("Note", "First.", "Theirs."),
    ]
    text = page.content.decode()
    assert "Alice Owen saved it before you." in text
    assert 'value="44"' in text
    assert headings(page) == 1
    stored.refresh_from_db()
    assert (stored.right_degrees, stored.note) == (41.0, "Theirs.")

    kept = mine.post(address, sent_by(page) | {"note": "Mended by hand."})
    assert kept.status_code == 302
    stored.refresh_from_db()
    assert (stored.right_degrees, stored.note, stored.version) == (44.0, "Mended by hand.", 3)


def test_what_is_typed_over_a_test_deleted_meanwhile_can_be_kept(
    bob: User, vera: User, charlie: User, stored: Assessment
) -> None:
    address = reverse("assessment_edit", args=[stored.pk])
    opened = sent_by(signed_in(bob).get(address)) | {"left_1": "33", "note": "Typed for minutes."}
    stored.delete()
    assert signed_in(charlie).post(address, opened).status_code == 404
    assert signed_in(vera).post(address, opened).status_code == 403
    assert signed_in(bob).get(address).status_code == 404

    page = signed_in(bob).post(address, opened)
    assert page.status_code == 409
    assert "Somebody deleted this test meanwhile." in page.content.decode()
    new = page.context["page"].action
    assert f'action="{new}"' in page.content.decode()
    assert signed_in(bob).post(new, sent_by(page)).status_code == 302
    kept = Assessment.objects.get()
    assert (kept.left_trials, kept.note) == ([33, 28.55], "Typed for minutes.")
    assert kept.pk != stored.pk


def test_the_same_change_by_two_people_is_no_conflict(alice: User, bob: User, stored: Assessment) -> None:
    address = reverse("assessment_edit", args=[stored.pk])
    opened = sent_by(signed_in(bob).get(address))
    change(signed_in(alice), stored, note="The same.")
    assert signed_in(bob).post(address, opened | {"note": "The same."}).status_code == 302


def test_a_form_without_a_version_changes_what_is_stored(bob: User, stored: Assessment) -> None:
    client = signed_in(bob)
    address = reverse("assessment_edit", args=[stored.pk])
    sent = sent_by(client.get(address))
    del sent["version"]
    assert client.post(address, sent | {"note": "No version."}).status_code == 302
    stored.refresh_from_db()
    assert stored.note == "No version."


def test_who_may_change_a_test(
    stored: Assessment, alice: User, bob: User, vera: User, charlie: User, otto: Athlete, edith: User
) -> None:
    address = reverse("assessment_edit", args=[stored.pk])
    athlete = stored.athlete.user
    expected = {alice: 200, bob: 200, vera: 403, charlie: 404, athlete: 403, otto.user: 404, edith: 404}
    for user, status in expected.items():
        assert signed_in(user).get(address).status_code == status, user
        assert signed_in(user).post(address, {}).status_code == status, user
    assert signed_in(None).get(address).headers["Location"].startswith(reverse("account_login"))
