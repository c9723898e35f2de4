"""Programmes: /athletes/<uuid>/programme/new/, /programmes/<uuid>/ and …/stop/."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Club, User
from athletes.models import Athlete
from coaching.assigning import assign
from coaching.models import Exercise, PrescribedExercise, Programme
from tests.assessments.entry import headings
from tests.cast import signed_in
from tests.coaching.pages import Form, forms_to, words
from tests.factories import make_assessment, make_exercise, make_programme, make_session, make_user

pytestmark = pytest.mark.django_db


def address(athlete: Athlete, query: str = "") -> str:
    return reverse("programme_new", args=[athlete.pk]) + query


def open_page(user: User, athlete: Athlete, query: str = "") -> Any:
    page = signed_in(user).get(address(athlete, query))
    assert page.status_code == 200
    assert headings(page) == 1
    return page


def two_forms(page: Any) -> tuple[Form, Form]:
    """The one press, and the changes."""
    quick, change = forms_to(page, "/programme/new/")
    return quick, change


def press(client: Client, form: Form, **changes: Any) -> Any:
    return client.post(form.action, form.values | changes)


@pytest.fixture
def tested(ann: Athlete) -> Athlete:
    make_assessment(athlete=ann, left=29, right=38)
    return ann


# -- the suggestion ---------------------------------------------------------------------------------


def test_it_shows_the_suggestion_with_its_reasons_and_doses(bob: User, tested: Athlete) -> None:
    text = words(open_page(bob, tested))
    assert "Stretch first" in text
    assert "Left 29.0° is below 35°." in text
    assert "2 × 30 s · both hips at once · left +1 set" in text
    assert "6 weeks from today" in text


def test_an_athlete_reads_the_coachs_reasons_in_their_own_language(bob: User, tested: Athlete) -> None:
    User.objects.filter(pk=bob.pk).update(language="fr")
    page = open_page(bob, tested)
    assert "29,0°, sous 35°." in words(page)
    press(signed_in(bob), two_forms(page)[0], as_suggested="1")
    reader = make_user(language="de")
    Athlete.objects.filter(pk=tested.pk).update(user=reader)

    page = signed_in(reader).get(reverse("programme", args=[tested.programmes.get().pk]))

    assert "Links liegt mit 29,0° unter 35°." in words(page)


def test_one_press_assigns_it_as_suggested(bob: User, tested: Athlete) -> None:
    quick, _change = two_forms(open_page(bob, tested))
    answer = press(signed_in(bob), quick, as_suggested="1")
    programme = tested.programmes.get()
    assert answer.url == reverse("programme", args=[programme.pk])
    today = tested.club.today()
    assert (programme.emphasis, programme.weeks, programme.starts_on) == ("stretch_first", 6, today)
    assert programme.retest_on == today + dt.timedelta(weeks=6)
    assert programme.reasons_said[0] == "Left 29.0° is below 35°."
    assert programme.assessment == tested.assessments.get()
    assert programme.note
    first = programme.exercises.first()
    assert first is not None
    assert (first.dose, first.extra_sets_left, first.extra_sets_right) == ("2 × 30 s", 1, 0)


def test_a_double_press_assigns_once(bob: User, tested: Athlete) -> None:
    quick, _change = two_forms(open_page(bob, tested))
    client = signed_in(bob)
    first = press(client, quick, as_suggested="1")
    assert press(client, quick, as_suggested="1").url == first.url
    assert tested.programmes.count() == 1


def test_another_page_may_assign_without_a_key(bob: User, tested: Athlete) -> None:
    signed_in(bob).post(address(tested), {"as_suggested": "1"})
    assert tested.programmes.count() == 1


def test_it_reads_the_test_that_was_asked_for_and_says_that_there_is_a_newer_one(
    bob: User, ann: Athlete
) -> None:
    old = make_assessment(athlete=ann, left=29, right=38, tested_on=ann.club.today() - dt.timedelta(days=30))
    make_assessment(athlete=ann, left=46, right=47)
    assert "No programme is needed" in words(open_page(bob, ann))
    text = words(open_page(bob, ann, f"?assessment={old.pk}"))
    assert "Left 29.0° is below 35°." in text
    assert "There is a newer test" in text


def test_a_test_of_somebody_else_is_not_found(bob: User, tested: Athlete, otto: Athlete) -> None:
    theirs = make_assessment(athlete=otto)
    client = signed_in(bob)
    assert client.get(address(tested, f"?assessment={theirs.pk}")).status_code == 404
    assert client.get(address(tested, "?assessment=nonsense")).status_code == 404


def test_never_tested_means_test_first(bob: User, ann: Athlete) -> None:
    page = open_page(bob, ann)
    assert "Test first" in words(page)
    assert reverse("assessment_new", args=[ann.pk]) in page.content.decode()
    assert signed_in(bob).post(address(ann), {"as_suggested": "1"}).status_code == 200
    assert not ann.programmes.exists()


def test_where_none_is_needed_the_coach_may_still_choose_one(bob: User, ann: Athlete) -> None:
    make_assessment(athlete=ann, left=48, right=50)
    page = open_page(bob, ann)
    assert "No programme is needed" in words(page)
    assert not forms_to(page, "/programme/new/")
    quick, _change = two_forms(open_page(bob, ann, "?emphasis=maintain"))
    press(signed_in(bob), quick, as_suggested="1")
    programme = ann.programmes.get()
    assert programme.emphasis == "maintain"
    assert programme.reasons_said[-1] == "The coach chose: Maintain."


def test_another_emphasis_brings_its_own_exercises(bob: User, tested: Athlete) -> None:
    text = words(open_page(bob, tested, "?emphasis=strengthen_first"))
    assert Exercise.objects.get(slug="seated-band-internal-rotation").name in text
    assert "The coach chose: Strengthen first." in text


def test_above_60_degrees_there_is_no_stretch(bob: User, ann: Athlete) -> None:
    make_assessment(athlete=ann, left=64, right=62)
    quick, _change = two_forms(open_page(bob, ann))
    press(signed_in(bob), quick, as_suggested="1")
    programme = ann.programmes.get()
    assert {row.exercise.kind for row in programme.exercises.all()} == {"strength"}


def test_a_hip_with_range_enough_is_left_out_of_the_stretch(bob: User, ann: Athlete) -> None:
    make_assessment(athlete=ann, left=30, right=62)
    quick, _change = two_forms(open_page(bob, ann))
    press(signed_in(bob), quick, as_suggested="1")
    sides = {(row.exercise.kind, row.sides) for row in ann.programmes.get().exercises.all()}
    assert sides == {("stretch", "left"), ("strength", "both")}


def test_the_clubs_own_copy_goes_before_the_platforms_exercise(bob: User, tested: Athlete) -> None:
    original = Exercise.objects.get(slug="knees-in-stretch")
    make_exercise(name="Knees in, our way", club=tested.club, copied_from=original)
    text = words(open_page(bob, tested))
    assert "Knees in, our way" in text
    assert original.name not in text


# -- referral ---------------------------------------------------------------------------------------


@pytest.fixture
def referred(ann: Athlete) -> Athlete:
    make_assessment(athlete=ann, left=29, right=38, symptoms=["groin_catch"])
    return ann


def test_a_referral_says_whom_to_see_and_assigns_nothing(bob: User, referred: Athlete) -> None:
    page = open_page(bob, referred)
    assert "See a physiotherapist or sports doctor." in words(page)
    assert not forms_to(page, "/programme/new/")
    assert signed_in(bob).post(address(referred), {"as_suggested": "1"}).status_code == 200
    assert not referred.programmes.exists()


def test_after_clearance_the_coach_goes_on_saying_who_and_when(bob: User, referred: Athlete) -> None:
    client = signed_in(bob)
    (change,) = forms_to(open_page(bob, referred, "?cleared=1"), "/programme/new/")
    refused = press(client, change)
    assert refused.status_code == 200
    assert words(refused).count("Fill this in.") == 2
    tomorrow = referred.club.today() + dt.timedelta(days=1)
    early = press(client, change, cleared_by="Dr Grey", cleared_on=str(tomorrow))
    assert "Choose today or an earlier day." in words(early)
    press(client, change, cleared_by="Dr Grey", cleared_on="2026-09-02")
    programme = referred.programmes.get()
    assert "A pinch, click, lock or catch" in programme.reasons_said[0]
    assert programme.reasons_said[1:] == [
        "Cleared for exercise by Dr Grey on 2 September 2026, the coach says.",
        "The coach chose: Strengthen first.",
    ]
    # The referral said no rotation stretch: it is left out until the coach adds one.
    assert {row.exercise.kind for row in programme.exercises.all()} == {"strength"}


def test_one_press_is_not_enough_after_a_referral(bob: User, referred: Athlete) -> None:
    answer = signed_in(bob).post(address(referred, "?cleared=1"), {"as_suggested": "1"})
    assert answer.status_code == 200
    assert not referred.programmes.exists()


def test_other_referrals_keep_the_stretch_once_cleared(bob: User, ann: Athlete) -> None:
    make_assessment(athlete=ann, left=29, right=38, symptoms=["hip_surgery"])
    text = words(open_page(bob, ann, "?cleared=1"))
    assert "Hip surgery without written clearance" in text
    assert "Knees-in stretch" in text


# -- changing it ------------------------------------------------------------------------------------


def test_doses_sides_days_and_exercises_are_changed_before_assigning(bob: User, tested: Athlete) -> None:
    _quick, change = two_forms(open_page(bob, tested))
    added = Exercise.objects.get(slug="figure-four-stretch")
    changes = {
        "exercises-0-sets": "4",
        "exercises-0-hold_seconds": "45",
        "exercises-0-days_per_week": "6",
        "exercises-0-sides": "left",
        "exercises-1-DELETE": "on",
        "exercises-3-exercise": str(added.pk),
        "weeks": "8",
        "note": "Slowly.",
    }
    press(signed_in(bob), change, **changes)
    programme = tested.programmes.get()
    rows = list(programme.exercises.all())
    assert [row.order for row in rows] == [1, 2, 3]
    assert (rows[0].dose, rows[0].days_per_week, rows[0].sides) == ("4 × 45 s", 6, "left")
    assert (rows[2].exercise, rows[2].dose, rows[2].days_per_week) == (added, added.dose, added.days_per_week)
    assert (programme.weeks, programme.note) == (8, "Slowly.")
    assert programme.retest_on == programme.starts_on + dt.timedelta(weeks=8)


def test_emptying_a_row_removes_its_exercise(bob: User, tested: Athlete) -> None:
    _quick, change = two_forms(open_page(bob, tested))
    press(signed_in(bob), change, **{"exercises-0-exercise": ""})
    assert tested.programmes.get().exercises.count() == 2


def test_repetitions_from_alone_is_that_many(bob: User, tested: Athlete) -> None:
    _quick, change = two_forms(open_page(bob, tested))
    press(signed_in(bob), change, **{"exercises-2-reps_low": "10", "exercises-2-reps_high": ""})
    assert [row.dose for row in tested.programmes.get().exercises.all()][-1] == "3 × 10"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts_on": "2020-01-01"}, "Choose today or a later day."),
        ({"starts_on": "2199-01-01"}, "Choose a day within a year."),
        ({"starts_on": "soon"}, "Enter a valid date."),
        ({"weeks": "60"}, "Write 26 or less."),
        ({"retest_on": "2020-01-01"}, "Choose a day after the programme starts."),
        ({"retest_on": "later"}, "Enter a valid date."),
        ({"exercises-0-sets": "99"}, "Write 10 or less."),
        ({"exercises-0-days_per_week": "8"}, "Write 7 or less."),
        (
            {"exercises-0-hold_seconds": "30", "exercises-0-reps_low": "5"},
            "Give a hold or repetitions, not both",
        ),
        ({"exercises-2-reps_low": "15", "exercises-2-reps_high": "12"}, "not below “repetitions from”"),
        ({"exercises-0-sides": "right"}, "That side is not worked: write 0."),
        ({"exercises-3-sets": "3"}, "Choose an exercise, or empty the row."),
        ({"exercises-0-exercise": "0190a3c4-0000-7000-8000-000000000000"}, "This exercise left the library"),
        (
            {f"exercises-{n}-DELETE": "on" for n in range(3)},
            "Keep at least one exercise.",
        ),
    ],
)
def test_refusals_stand_at_the_field_and_keep_what_was_typed(
    bob: User, tested: Athlete, changes: dict[str, str], sentence: str
) -> None:
    _quick, change = two_forms(open_page(bob, tested))
    answer = press(signed_in(bob), change, note="Typed by hand", **changes)
    assert answer.status_code == 200
    assert sentence in words(answer)
    _quick, again = two_forms(answer)
    assert again.values["note"] == "Typed by hand"
    assert again.values["id"] == change.values["id"]
    assert '<details class="panel change" id="change" open>' in answer.content.decode()
    assert not tested.programmes.exists()


def test_an_exercise_of_another_club_can_not_be_assigned(
    bob: User, tested: Athlete, other_club: Club
) -> None:
    theirs = make_exercise(club=other_club, name="Not ours")
    page = open_page(bob, tested)
    assert "Not ours" not in words(page)
    answer = press(signed_in(bob), two_forms(page)[1], **{"exercises-0-exercise": str(theirs.pk)})
    assert answer.status_code == 200


# -- one running programme --------------------------------------------------------------------------


def test_another_one_asks_first_and_then_ends_the_running_one(bob: User, tested: Athlete) -> None:
    running = make_programme(athlete=tested)
    client = signed_in(bob)
    quick, change = two_forms(open_page(bob, tested))
    asked = press(client, quick, as_suggested="1")
    assert asked.status_code == 200
    assert "an athlete follows one programme at a time" in words(asked)
    asked = press(client, change, note="Typed by hand")
    assert two_forms(asked)[1].values["note"] == "Typed by hand"
    press(client, two_forms(asked)[1], end_running="on")
    running.refresh_from_db()
    assert running.state == Programme.State.ENDED
    assert tested.programmes.running().get().note == "Typed by hand"


def test_one_that_was_started_meanwhile_is_shown_before_it_is_ended(
    bob: User, tested: Athlete, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two coaches at once: the other one's programme starts between this one's reading and writing."""
    _quick, change = two_forms(open_page(bob, tested))

    def assign_second(**given: Any) -> Programme:
        make_programme(athlete=tested)
        return assign(**given)

    monkeypatch.setattr("coaching.views.programmes.assign", assign_second)
    answer = press(signed_in(bob), change)
    assert answer.status_code == 200
    assert "Another programme was started meanwhile: press again to see it." in words(answer)
    monkeypatch.undo()
    answer = press(signed_in(bob), two_forms(answer)[1])
    assert "End the running programme and start this one" in words(answer)
    assert tested.programmes.count() == 1


# -- who --------------------------------------------------------------------------------------------


def test_only_the_clubs_coaches_assign(
    alice: User, vera: User, charlie: User, edith: User, tested: Athlete, otto: Athlete
) -> None:
    def status(user: User | None) -> int:
        return signed_in(user).get(address(tested)).status_code

    assert status(alice) == 200
    assert status(vera) == 403
    assert status(tested.user) == 403
    assert [status(user) for user in (charlie, edith, otto.user)] == [404] * 3
    assert status(None) == 302
    assert signed_in(vera).post(address(tested), {"as_suggested": "1"}).status_code == 403
    assert signed_in(charlie).post(address(tested), {"as_suggested": "1"}).status_code == 404
    assert not tested.programmes.exists()


def test_an_archived_athlete_is_brought_back_first(bob: User, tested: Athlete) -> None:
    tested.archived_on = tested.club.today()
    tested.save()
    assert signed_in(bob).get(address(tested)).status_code == 404


# -- reading it -------------------------------------------------------------------------------------


@pytest.fixture
def followed(bob: User, ann: Athlete) -> Programme:
    """From ten days ago, every day: one day done with pain, one partly."""
    start = ann.club.today() - dt.timedelta(days=10)
    exercise = make_exercise(name="Knees-in stretch", days_per_week=7)
    programme = make_programme(
        athlete=ann, exercises=[exercise], starts_on=start, assigned_by=bob, note="Slowly."
    )
    make_session(programme=programme, done_on=start, pain=5, effort=3, note="Front of the hip.")
    make_session(programme=programme, done_on=start + dt.timedelta(days=1), outcome="partly", pain=1)
    return programme


def read(user: User | None, programme: Programme) -> Any:
    return signed_in(user).get(reverse("programme", args=[programme.pk]))


def test_it_says_why_what_how_far_and_what_was_logged(bob: User, followed: Programme) -> None:
    page = read(bob, followed)
    text = words(page)
    assert headings(page) == 1
    for said in (
        "Left 29.0° is below 35°.",
        "Knees-in stretch",
        "7 days a week",
        "2 of 6",
        "15 %",
        "1 day",
        "5 · stop",
        "Front of the hip.",
        "Slowly.",
        "a day done counts one, partly a half",
        "assigned by Bob Coe",
    ):
        assert said in text
    assert reverse("programme_stop", args=[followed.pk]) in text


def test_a_viewer_and_the_athlete_read_it_without_the_buttons(
    vera: User, ann: Athlete, followed: Programme
) -> None:
    for user in (vera, ann.user):
        page = read(user, followed)
        assert page.status_code == 200
        assert reverse("programme_stop", args=[followed.pk]) not in page.content.decode()
    own = words(read(ann.user, followed))
    assert reverse("today") in own
    assert reverse("athlete", args=[ann.pk]) not in own


def test_others_do_not_find_it(charlie: User, edith: User, otto: Athlete, followed: Programme) -> None:
    for user in (charlie, edith, otto.user):
        assert read(user, followed).status_code == 404
    assert read(None, followed).status_code == 302


def test_states_in_words(bob: User, ann: Athlete) -> None:
    today = ann.club.today()
    programme = make_programme(
        athlete=ann, starts_on=today + dt.timedelta(days=3), assessment=None, reasons=[]
    )
    text = words(read(bob, programme))
    assert "Not started" in text
    assert "nothing was due yet" in text
    assert "Nothing logged yet." in text
    assert "No reasons were kept." in text
    Programme.objects.update(starts_on=today - dt.timedelta(days=60), retest_on=today)
    text = words(read(bob, programme))
    assert "Weeks over" in text
    assert "<small>due</small>" in text


def test_its_log_is_paged_and_costs_the_same_queries(
    bob: User, followed: Programme, django_assert_max_num_queries: Any
) -> None:
    for day in range(2, 45):
        make_session(programme=followed, done_on=followed.starts_on + dt.timedelta(days=day))
    client = signed_in(bob)
    with django_assert_max_num_queries(10):
        page = client.get(reverse("programme", args=[followed.pk]))
    assert "Page 1 of 2" in words(page)
    older = signed_in(bob).get(reverse("programme", args=[followed.pk]), {"page": "2"})
    assert "Front of the hip." in words(older)


def test_what_an_editor_changes_later_reaches_the_words_and_not_the_dose(
    bob: User, followed: Programme
) -> None:
    exercises = Exercise.objects.filter(prescriptions__programme=followed)
    exercises.update(name="Knees in, better said", hold_seconds=60)
    text = words(read(bob, followed))
    assert "Knees in, better said" in text
    assert "2 × 30 s" in text


# -- stopping it ------------------------------------------------------------------------------------


def test_stopping_asks_for_a_reason_and_keeps_the_log(bob: User, followed: Programme) -> None:
    client, stop = signed_in(bob), reverse("programme_stop", args=[followed.pk])
    page = client.get(stop)
    assert headings(page) == 1
    refused = client.post(stop, {"reason": ""})
    assert refused.status_code == 200
    assert "Say why, in a few words: the athlete reads it." in words(refused)
    followed.refresh_from_db()
    assert followed.state == "running"
    client.post(stop, {"reason": "A strain in a race."})
    followed.refresh_from_db()
    assert (followed.state, followed.stop_reason) == ("stopped", "A strain in a race.")
    assert followed.sessions.count() == 2
    assert "A strain in a race." in words(read(bob, followed))
    again = client.post(stop, {"reason": "Twice."}, follow=True)
    assert "This programme was not running any more." in words(again)


def test_only_coaches_stop_it(vera: User, charlie: User, ann: Athlete, followed: Programme) -> None:
    stop = reverse("programme_stop", args=[followed.pk])
    assert signed_in(vera).post(stop, {"reason": "No."}).status_code == 403
    assert signed_in(ann.user).post(stop, {"reason": "No."}).status_code == 403
    assert signed_in(charlie).post(stop, {"reason": "No."}).status_code == 404
    followed.refresh_from_db()
    assert followed.state == "running"


def test_a_programme_holds_twelve_exercises_at_most(bob: User, tested: Athlete) -> None:
    _quick, change = two_forms(open_page(bob, tested))
    exercise = Exercise.objects.get(slug="figure-four-stretch")
    many = {f"exercises-{n}-exercise": str(exercise.pk) for n in range(3, 14)}
    sides = {f"exercises-{n}-sides": PrescribedExercise.Sides.BOTH for n in range(3, 14)}
    answer = press(signed_in(bob), change, **many, **sides, **{"exercises-TOTAL_FORMS": "14"})
    assert answer.status_code == 200
    assert "at most 12" in words(answer)
