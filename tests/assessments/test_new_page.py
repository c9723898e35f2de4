"""Entering a test: /athletes/<uuid>/assessments/new/."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Club, User
from assessments.models import Assessment
from athletes.models import Athlete
from tests.assessments.entry import enter, headings
from tests.cast import signed_in
from tests.factories import make_assessment, make_athlete, make_club

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(bob: User) -> Client:
    return signed_in(bob)


def address(athlete: Athlete) -> str:
    return reverse("assessment_new", args=[athlete.pk])


def test_a_test_is_entered_and_opened(coach: Client, bob: User, ann: Athlete) -> None:
    answer = enter(
        coach,
        ann,
        left_1="29",
        left_2="28,5",
        left_3=" 30.5° ",
        right_1="38",
        warm_up="none",
        pain_left="2",
        symptoms=["hip_pain", "groin_pain"],
        compensations=["knee_valgus"],
        note="Slept badly.",
    )
    test = Assessment.objects.get()
    assert answer.headers["Location"] == reverse("assessment", args=[test.pk])
    assert (test.left_trials, test.right_trials) == ([29.0, 28.5, 30.5], [38.0])
    assert test.left_degrees == pytest.approx(88 / 3)
    assert test.right_degrees == 38
    assert (test.athlete, test.tester, test.version) == (ann, bob, 1)
    assert (test.symptoms, test.pain_left, test.pain_right) == (["hip_pain", "groin_pain"], 2, None)
    assert (test.compensations, test.warm_up, test.note) == (["knee_valgus"], "none", "Slept badly.")
    assert test.history.get().history_user == bob


def test_one_hip_is_enough(coach: Client, ann: Athlete) -> None:
    enter(coach, ann, left_1="")
    test = Assessment.objects.get()
    assert (test.left_degrees, test.right_degrees) == (None, 38.0)


def test_trials_may_have_gaps(coach: Client, ann: Athlete) -> None:
    enter(coach, ann, left_1="", left_2="31", left_3="33")
    assert Assessment.objects.get().left_degrees == 32.0


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("left_1", "95", "“95” is over 90°: check the reading."),
        ("left_2", "-3", "An angle starts at 0°: write “-3” without the minus sign."),
        ("right_3", "abc", "“abc” is not a number: write degrees such as 34.5."),
        ("right_1", "3.4.5", "“3.4.5” has more than one point: write degrees such as 34.5."),
        ("pain_left", "11", "Pain is a whole number from 0 to 10."),
        ("pain_right", "a little", "Pain is a whole number from 0 to 10."),
        ("tested_on", "", "Say on which day the test was."),
        ("tested_on", "31/31/2026", "That is not a date: write it such as 2026-09-02."),
        ("tested_on", "0202-11-01", "That is long ago: check the year."),
        ("position", "standing", "Choose from the list."),
        ("instrument", "", "Choose from the list."),
        ("symptoms", "tired", "Choose from the questions on the page."),
        ("compensations", "limping", "Choose from the list on the page."),
        ("id", "not-an-id", "This form was damaged on its way: open it again."),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence_at_the_field(
    coach: Client, ann: Athlete, field: str, value: str, sentence: str
) -> None:
    page = enter(coach, ann, note="Kept.", right_2="39,5", **{field: value})
    assert page.context["page"].form.errors[field] == [sentence]
    text = page.content.decode()
    assert sentence in text
    assert "Kept." in text
    assert 'value="39,5"' in text
    assert not Assessment.objects.exists()


def test_neither_hip_is_refused(coach: Client, ann: Athlete) -> None:
    page = enter(coach, ann, left_1="", right_1=" ")
    assert page.context["page"].form.errors["left_1"] == [
        "Enter at least one reading, of the left or the right hip."
    ]


def test_a_day_before_birth_is_refused(coach: Client, club: Club) -> None:
    athlete = make_athlete(club=club, born_on=dt.date(2001, 5, 5))
    page = enter(coach, athlete, tested_on="2001-05-04")
    assert page.context["page"].form.errors["tested_on"] == [
        "That is before the athlete’s date of birth: check the year."
    ]
    assert enter(coach, athlete, tested_on="2001-05-05").status_code == 302


def test_tomorrow_is_the_clubs_tomorrow(coach: Client, bob: User, alice: User) -> None:
    """The two ends of the earth never share a date."""
    early, late = make_club(time_zone="Pacific/Kiritimati"), make_club(time_zone="Pacific/Pago_Pago")
    for club in (early, late):
        bob.memberships.create(club=club, role="coach")
    assert enter(coach, make_athlete(club=early), tested_on=early.today()).status_code == 302
    page = enter(coach, make_athlete(club=late), tested_on=early.today())
    assert page.context["page"].form.errors["tested_on"] == [
        "That day is still to come: give the day of the test."
    ]


def test_an_unusual_angle_is_asked_about_once_and_then_taken(coach: Client, ann: Athlete) -> None:
    page = enter(coach, ann, left_1="3", right_1="71.5", note="Kept.")
    text = page.content.decode()
    assert "Left 3.0° is unusual: is that right?" in text
    assert "Right 71.5° is unusual: is that right?" in text
    assert "One question before this is saved" in text
    assert "Please mend" not in text
    assert 'value="71.5"' in text
    assert "Kept." in text
    assert not Assessment.objects.exists()
    enter(coach, ann, left_1="3", right_1="71.5", confirm_unusual="on")
    assert Assessment.objects.get().left_degrees == 3.0


@pytest.mark.parametrize("usual", ["5", "70"])
def test_the_limits_themselves_are_not_asked_about(coach: Client, ann: Athlete, usual: str) -> None:
    assert enter(coach, ann, left_1=usual).status_code == 302


def test_the_same_form_sent_twice_stores_one_test(coach: Client, ann: Athlete) -> None:
    page = coach.get(address(ann))
    name = page.context["page"].form["id"].value()
    first, second = enter(coach, ann, id=name), enter(coach, ann, id=name)
    assert str(Assessment.objects.get().pk) == str(name)
    assert first.headers["Location"] == second.headers["Location"]


def test_a_form_of_another_athlete_says_so(coach: Client, ann: Athlete, otto: Athlete) -> None:
    test = make_assessment(athlete=otto)
    page = enter(coach, ann, id=test.pk)
    assert "This form was used for another athlete: open a new one." in page.content.decode()


def test_going_back_to_correct_a_stored_test_shows_both_and_can_keep_both(
    coach: Client, ann: Athlete
) -> None:
    name = coach.get(address(ann)).context["page"].form["id"].value()
    enter(coach, ann, id=name)
    page = enter(coach, ann, id=name, motion="passive", left_1="40")
    assert page.status_code == 409
    assert [(d.label, d.mine, d.theirs) for d in page.context["page"].differences] == [
        ("Motion", "Passive: the tester moves the leg", "Active: the athlete moves"),
        ("Left trials", "40°", "29°"),
    ]
    separate = page.context["page"].separate
    assert f'name="separate" value="{separate}"' in page.content.decode()
    for _twice in range(2):
        enter(coach, ann, id=name, version="1", motion="passive", left_1="40", separate=separate)
    assert list(Assessment.objects.order_by("motion").values_list("motion", "left_degrees")) == [
        ("active", 29.0),
        ("passive", 40.0),
    ]


def test_the_method_is_remembered_from_this_coachs_last_test_of_this_athlete(
    coach: Client, bob: User, alice: User, ann: Athlete, otto: Athlete
) -> None:
    make_assessment(athlete=ann, tester=bob, position="prone", instrument="phone", warm_up="10 min jog")
    make_assessment(athlete=ann, tester=alice, position="supine")
    make_assessment(athlete=otto, tester=bob, instrument="goniometer", motion="passive")

    def shown(athlete: Athlete) -> tuple[object, ...]:
        form = coach.get(address(athlete)).context["page"].form
        return tuple(form[name].value() for name in ("position", "motion", "instrument", "warm_up"))

    assert shown(ann) == ("prone", "active", "phone", "10 min jog")
    assert shown(make_athlete(club=ann.club)) == ("seated", "passive", "goniometer", "")


def test_the_first_test_of_all_starts_seated_active_by_inclinometer(coach: Client, ann: Athlete) -> None:
    form = coach.get(address(ann)).context["page"].form
    assert [form[name].value() for name in form.METHOD] == ["seated", "active", "inclinometer"]
    assert form["tested_on"].value() == ann.club.today()


def test_a_link_may_fill_in_the_method_and_day(coach: Client, ann: Athlete) -> None:
    page = coach.get(address(ann) + "?motion=passive&position=nowhere&tested_on=2026-02-03&instrument=phone")
    form = page.context["page"].form
    assert [form[name].value() for name in form.METHOD] == ["seated", "passive", "phone"]
    assert form["tested_on"].value() == "2026-02-03"
    assert coach.get(address(ann) + "?tested_on=soon").context["page"].form["tested_on"].value() != "soon"


def test_the_last_result_of_the_same_method_stands_beside_each_hip(coach: Client, ann: Athlete) -> None:
    today = ann.club.today()
    day = today.replace(year=today.year - 1, month=9, day=2)
    make_assessment(athlete=ann, left=31.25, right=None, tested_on=day + dt.timedelta(days=3))
    make_assessment(athlete=ann, left=30, right=36, tested_on=day)
    make_assessment(athlete=ann, left=50, right=51, tested_on=today, instrument="phone")
    page = coach.get(address(ann)).context["page"]
    left, right = (f"31.2° · 5 September {day.year}", f"36.0° · 2 September {day.year}")
    assert [hip.last for hip in page.hips] == [left, right]
    assert json.loads(page.last_by_method)["seated active inclinometer"] == {"left": left, "right": right}


def test_age_is_asked_only_where_no_birth_date_is_known(coach: Client, ann: Athlete, club: Club) -> None:
    born = make_athlete(club=club, born_on=dt.date(2000, 1, 1))
    assert "Over 50" in coach.get(address(ann)).content.decode()
    assert "Over 50" not in coach.get(address(born)).content.decode()
    enter(coach, born, symptoms=["age_over_50", "limp"])
    assert Assessment.objects.get().symptoms == ["limp"]


def test_ticked_answers_stay_open_and_counted_after_a_refusal(coach: Client, ann: Athlete) -> None:
    page = enter(coach, ann, left_1="x", symptoms=["knee_pain", "thigh_pain"])
    assert [group.count for group in page.context["page"].groups] == [0, 2, 0, 0, 0]
    assert "<details open>" in page.content.decode()


def test_the_mean_is_shown_without_a_script(coach: Client, ann: Athlete) -> None:
    page = enter(coach, ann, left_1="30", left_2="33", right_1="91")
    assert [hip.mean for hip in page.context["page"].hips] == [31.5, None]


def test_who_may_enter_a_test(
    ann: Athlete, alice: User, bob: User, vera: User, charlie: User, otto: Athlete, edith: User
) -> None:
    expected = {alice: 200, bob: 200, vera: 403, charlie: 404, ann.user: 403, otto.user: 404, edith: 404}
    for user, status in expected.items():
        assert signed_in(user).get(address(ann)).status_code == status, user
        refused = enter(signed_in(user), ann).status_code
        assert refused == (302 if status == 200 else status), user
    assert signed_in(None).get(address(ann)).headers["Location"].startswith(reverse("account_login"))


def test_the_page_has_one_heading_and_few_queries(
    coach: Client, ann: Athlete, django_assert_max_num_queries
) -> None:
    for n in range(60):
        make_assessment(athlete=ann, tested_on=ann.club.today() - dt.timedelta(days=n))
    with django_assert_max_num_queries(10):
        page = coach.get(address(ann))
    assert headings(page) == 1


def test_saving_stays_lean(coach: Client, ann: Athlete, django_assert_max_num_queries) -> None:
    """Session, user, athlete with club, role; look, store, history; begin and commit."""
    with django_assert_max_num_queries(9):
        assert enter(coach, ann).status_code == 302


def test_a_question_beside_something_to_mend_waits_for_both(coach: Client, ann: Athlete) -> None:
    text = enter(coach, ann, left_1="3", right_1="95").content.decode()
    assert "Please mend" in text
    assert '<a href="#unusual">Left 3.0° is unusual: is that right?</a>' in text
    text = enter(coach, ann, left_1="3", right_1="95", confirm_unusual="on").content.decode()
    assert 'id="id_confirm_unusual" checked' in text
