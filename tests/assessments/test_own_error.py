"""Testing the same athletes twice: /club/errors/own/."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Club, User
from assessments.domain.error import own_sem
from assessments.models import Assessment, ErrorStudy, MeasurementError, Repeat
from athletes.models import Athlete
from tests.assessments.entry import headings
from tests.cast import signed_in
from tests.factories import (
    join,
    make_assessment,
    make_athlete,
    make_pairs,
    make_repeat,
    make_squad,
    make_study,
    make_user,
)

pytestmark = pytest.mark.django_db

METHOD = {"position": "seated", "motion": "active", "instrument": "inclinometer", "trials": "1", "squad": ""}


@pytest.fixture
def study(club: Club, bob: User) -> ErrorStudy:
    return make_study(club=club, tester=bob, trials=1)


def address(study: ErrorStudy, athlete: Athlete | None = None, name: str = "error_reading") -> str:
    return reverse(name, args=[study.pk, athlete.pk]) if athlete else reverse("error_study", args=[study.pk])


def measure(client: Client, study: ErrorStudy, athlete: Athlete, turn: int, **readings: str) -> Any:
    return client.post(address(study, athlete), {"turn": str(turn), **readings})


def use(client: Client, study: ErrorStudy, **pressed: str) -> str:
    answer: Any = client.post(reverse("error_study_use", args=[study.pk]), pressed, follow=True)
    return text_of(answer)


def text_of(page: Any) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def rested(repeat: Repeat, minutes: int = 20) -> None:
    Repeat.objects.filter(pk=repeat.pk).update(first_at=timezone.now() - dt.timedelta(minutes=minutes))


def test_a_study_starts_once_and_is_taken_up_again(bob: User, club: Club) -> None:
    client, squad = signed_in(bob), make_squad(club=club)
    page = client.get(reverse("error_studies") + "?position=prone&motion=passive")
    assert headings(page) == 1
    assert page.context["form"].initial["position"] == "prone"
    begun = client.post(reverse("error_studies"), METHOD)
    study = ErrorStudy.objects.get()
    assert begun.headers["Location"] == address(study)
    assert (study.tester, study.trials, study.squad) == (bob, 1, None)
    client.post(reverse("error_studies"), METHOD | {"squad": str(squad.pk), "trials": "2"})
    study.refresh_from_db()
    assert (study.squad, study.trials) == (squad, 2)
    make_repeat(study=study)
    client.post(reverse("error_studies"), METHOD | {"trials": "3"})
    study.refresh_from_db()
    assert (study.squad, study.trials) == (None, 2), "both rounds keep the trials of the first reading"
    assert "Seated · active · digital inclinometer" in text_of(client.get(reverse("error_studies")))


def test_a_choice_that_is_not_there_is_refused(bob: User, other_club: Club) -> None:
    others = make_squad(club=other_club)
    page = signed_in(bob).post(reverse("error_studies"), METHOD | {"squad": str(others.pk), "motion": "x"})
    assert text_of(page).count("Choose from the list.") == 2
    assert not ErrorStudy.objects.exists()


def test_two_testers_have_studies_of_their_own(alice: User, bob: User, study: ErrorStudy) -> None:
    signed_in(alice).post(reverse("error_studies"), METHOD)
    assert ErrorStudy.objects.filter(tester=alice).count() == 1
    page = signed_in(alice).get(address(study))
    assert "Only Bob Coe adds to it" in text_of(page)
    assert signed_in(alice).get(address(study, make_athlete(club=study.club))).status_code == 403


def test_round_by_round_with_the_first_numbers_hidden(bob: User, study: ErrorStudy, club: Club) -> None:
    client = signed_in(bob)
    ann, ben = make_athlete(club=club, name="Ann"), make_athlete(club=club, name="Ben")
    page = client.get(address(study))
    assert headings(page) == 1
    assert "20 more athletes must be tested twice" in text_of(page)
    assert "Until then the default stays in use, 2.0°" in text_of(page)
    page = client.get(address(study, ann))
    assert headings(page) == 1
    assert 'inputmode="decimal"' in text_of(page)
    assert "Save, then Ben" in text_of(page)
    saved = measure(client, study, ann, 1, left_1="31,7", right_1="42.3")
    assert saved.headers["Location"] == address(study, ben)
    assert measure(client, study, ben, 1, left_1="28").headers["Location"] == address(study)
    first = Repeat.objects.get(athlete=ann)
    assert (first.first_left, first.first_right, first.second_at) == (31.7, 42.3, None)
    for shown in (address(study), address(study, ann), address(study, ben)):
        assert not re.search(r"31[.,]7|42[.,]3|28[.,]0|>28<", text_of(client.get(shown)))
    page = client.get(address(study, ben))
    assert "Only 0 minutes since the first reading" in text_of(page)
    assert "left_1" in text_of(page)
    assert "right_1" not in text_of(page)
    rested(first)
    assert "Place the athlete anew" in text_of(client.get(address(study, ann)))
    assert measure(client, study, ann, 2, left_1="33", right_1="42").headers["Location"] == address(
        study, ben
    )
    measure(client, study, ben, 2, left_1="28.5")
    assert [round(d, 1) for d in Repeat.objects.get(athlete=ann).differences] == [1.3, -0.3]
    page = client.get(address(study))
    assert "2 of 20 pairs" in text_of(page)
    assert "31.7° → 33.0°" in text_of(page)
    assert not Assessment.objects.exists(), "repeat readings are no tests of the athlete"


def test_a_first_reading_of_another_day_is_pointed_out(bob: User, study: ErrorStudy) -> None:
    repeat = make_repeat(study=study)
    rested(repeat, minutes=3 * 24 * 60)
    client = signed_in(bob)
    assert "The first reading is of another day" in text_of(client.get(address(study, repeat.athlete)))
    assert "first on another day" in text_of(client.get(address(study)))


def test_sending_twice_stores_once_and_nothing_overwrites_a_pair(bob: User, study: ErrorStudy) -> None:
    client, ann = signed_in(bob), make_athlete(club=study.club)
    for _twice in range(2):
        measure(client, study, ann, 1, left_1="30", right_1="40")
    at = Repeat.objects.get().first_at
    measure(client, study, ann, 1, left_1="31", right_1="40")
    assert Repeat.objects.get().first_left == 31
    assert Repeat.objects.get().first_at > at
    for _twice in range(2):
        measure(client, study, ann, 2, left_1="32", right_1="41")
    before = Repeat.objects.values().get()
    for turn in (1, 2):
        answer = client.post(
            address(study, ann), {"turn": str(turn), "left_1": "9", "right_1": "9"}, follow=True
        )
        assert "this reading is not saved" in text_of(answer)
    assert Repeat.objects.values().get() == before
    assert client.get(address(study, ann)).headers["Location"] == address(study)


def test_a_second_reading_without_a_first_is_not_kept(bob: User, study: ErrorStudy) -> None:
    measure(signed_in(bob), study, make_athlete(club=study.club), 2, left_1="30", right_1="40")
    assert not Repeat.objects.exists()


def test_a_first_reading_is_measured_anew_until_there_is_a_second(bob: User, study: ErrorStudy) -> None:
    client, repeat = signed_in(bob), make_repeat(study=study, first=(30.0, 40.0))
    page = client.get(address(study, repeat.athlete) + "?again=1")
    assert "First reading" in text_of(page)
    assert 'name="turn" value="1"' in text_of(page)
    measure(client, study, repeat.athlete, 1, right_1="41")
    repeat.refresh_from_db()
    assert (repeat.first_left, repeat.first_right) == (None, 41)


@pytest.mark.parametrize(
    ("turn", "readings", "sentence"),
    [
        (1, {}, "Enter the readings of at least one hip."),
        (1, {"left_1": "abc"}, "“abc” is not a number"),
        (1, {"left_1": "95"}, "is over 90°"),
        (1, {"left_1": "80"}, "Left 80.0° is unusual: is that right?"),
        (2, {"left_1": "30"}, "both rounds have the same hips and trials"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(
    bob: User, study: ErrorStudy, turn: int, readings: dict[str, str], sentence: str
) -> None:
    athlete = make_repeat(study=study).athlete if turn == 2 else make_athlete(club=study.club)
    page = measure(signed_in(bob), study, athlete, turn, **readings)
    assert page.status_code == 200
    assert sentence in text_of(page)
    assert headings(page) == 1
    assert not Repeat.objects.exclude(second_at=None).exists()


def test_an_unusual_reading_is_kept_once_it_is_confirmed(bob: User, study: ErrorStudy) -> None:
    athlete = make_athlete(club=study.club)
    measure(signed_in(bob), study, athlete, 1, left_1="80", right_1="40", confirm_unusual="on")
    assert Repeat.objects.get().first_left == 80


def test_every_trial_of_a_hip_is_asked_for_and_their_mean_kept(bob: User, club: Club) -> None:
    study, athlete = make_study(club=club, tester=bob, trials=2), make_athlete(club=club)
    page = measure(signed_in(bob), study, athlete, 1, left_1="30")
    assert "both rounds have the same hips and trials" in text_of(page)
    measure(signed_in(bob), study, athlete, 1, left_1="30", left_2="31", right_1="40", right_2="44")
    assert (Repeat.objects.get().first_left, Repeat.objects.get().first_right) == (30.5, 42)


def test_the_phone_is_offered_where_it_is_the_instrument(bob: User, club: Club) -> None:
    study = make_study(club=club, tester=bob, instrument="phone")
    page = signed_in(bob).get(address(study, make_athlete(club=club)))
    assert "js/measure.js" in text_of(page)
    assert "Measure with this phone" in text_of(page)


def test_the_first_round_is_the_chosen_squad_without_the_archived(bob: User, club: Club) -> None:
    squad = make_squad(club=club)
    inside, outside = make_athlete(club=club, squads=[squad]), make_athlete(club=club)
    gone = make_athlete(club=club, squads=[squad], archived_on=club.today())
    study = make_study(club=club, tester=bob, squad=squad)
    client = signed_in(bob)
    assert client.get(address(study)).context["page"].to_measure == [inside]
    assert client.get(address(study, outside)).status_code == 200
    assert client.get(address(study, gone)).status_code == 404
    assert client.get(address(study, make_athlete())).status_code == 404


def test_from_twenty_pairs_on_the_clubs_error_takes_the_place_of_the_default(
    bob: User, study: ErrorStudy
) -> None:
    client = signed_in(bob)
    make_pairs(study=study, people=19)
    assert "1 more athlete must be tested twice" in text_of(client.get(address(study)))
    assert "There are not enough pairs yet" in use(client, study)
    assert not MeasurementError.objects.exclude(club=None).exists()
    make_pairs(study=study, people=1)
    expected = own_sem([pair.differences for pair in study.repeats.all()])
    assert expected is not None
    page = text_of(client.get(address(study)))
    assert f"Your SEM is {expected.degrees:.1f}°" in page
    assert f"between {expected.low:.1f}° and {expected.high:.1f}°" in page
    assert "Chance explains that" in page
    test = make_assessment(athlete=make_athlete(club=study.club), left=34.5)
    before = text_of(client.get(reverse("assessment", args=[test.pk])))
    assert "B · a study of this method and position" in before
    assert "now rests on your club’s own error" in use(client, study)
    own = MeasurementError.objects.get(club=study.club)
    assert (own.sem, own.grade, own.study) == (round(expected.degrees, 2), "A", study)
    assert "20 pairs by one tester" in own.source
    after = text_of(client.get(reverse("assessment", args=[test.pk])))
    assert "Your club’s own error" in after
    assert f"Error of measurement: {expected.degrees:.1f}°" in after
    assert "a study of this method" not in after
    assert "in use" in text_of(client.get(address(study)))
    assert "The default is in use again." in use(client, study, default="1")
    assert not MeasurementError.objects.exclude(club=None).exists()
    assert "B · a study of this method" in text_of(client.get(reverse("assessment", args=[test.pk])))


def test_more_pairs_make_a_newer_value_that_waits_to_be_used(bob: User, study: ErrorStudy) -> None:
    client = signed_in(bob)
    make_pairs(study=study, people=20)
    use(client, study)
    assert "Use it in every finding" not in text_of(client.get(address(study)))
    make_pairs(study=study, people=1, spread=9.0)
    page = text_of(client.get(address(study)))
    assert "Use it in every finding" in page
    assert "In use now is" in page
    use(client, study)
    assert "21 pairs" in MeasurementError.objects.get(club=study.club).source


def test_a_value_typed_by_hand_is_no_longer_the_studys(alice: User, study: ErrorStudy) -> None:
    client = signed_in(alice)
    make_pairs(study=study, people=20)
    use(client, study)
    typed = {"sem": "1.1", "grade": "B", "source": "Elsewhere."}
    client.post(reverse("club_errors") + "?change=inclinometer.seated.active", typed)
    assert MeasurementError.objects.get(club=study.club).study is None
    page = text_of(client.get(address(study)))
    assert "In use now is another value of your club, 1.1°. Elsewhere." in page
    assert "The default is in use again." in use(client, study, default="1")
    assert MeasurementError.objects.get(club=study.club).sem == 1.1, "what came from elsewhere stays"


def test_an_own_value_of_one_motion_stands_beside_the_default_of_any(alice: User, club: Club) -> None:
    study = make_study(club=club, tester=alice, instrument="goniometer")
    make_pairs(study=study, people=20)
    use(signed_in(alice), study)
    lines = signed_in(alice).get(reverse("club_errors")).context["lines"]
    own = next(line for line in lines if line.is_own)
    assert (own.label, own.default.sem) == ("Seated · active", 3.0)


def test_differences_of_nothing_are_no_error(bob: User, study: ErrorStudy) -> None:
    make_pairs(study=study, people=20, spread=0.0)
    client = signed_in(bob)
    assert "It can’t be put to use like this." in text_of(client.get(address(study)))
    use(client, study)
    assert not MeasurementError.objects.exclude(club=None).exists()


@pytest.mark.parametrize(
    ("spread", "sentence"),
    [
        (1.0, "The default, 2.0°, is above that: your error is smaller."),
        (4.0, "The default, 2.0°, lies within it."),
        (9.0, "The default, 2.0°, is below that: your error is larger."),
    ],
)
def test_the_result_stands_beside_the_default(
    bob: User, study: ErrorStudy, spread: float, sentence: str
) -> None:
    make_pairs(study=study, people=20, spread=spread)
    assert sentence in text_of(signed_in(bob).get(address(study)))


def test_a_shift_between_the_rounds_is_told(bob: User, study: ErrorStudy) -> None:
    make_pairs(study=study, people=20, shift=3.0)
    page = text_of(signed_in(bob).get(address(study)))
    assert "came out +3.0° against the first" in page
    assert "That is more than chance" in page


def test_pairs_of_two_days_are_counted_and_told(bob: User, study: ErrorStudy) -> None:
    make_pairs(study=study, people=20)
    for repeat in study.repeats.all()[:2]:
        rested(repeat, minutes=2 * 24 * 60)
    assert "2 pairs are of two days" in text_of(signed_in(bob).get(address(study)))


def test_a_pair_is_left_out_with_its_reason_and_taken_in_again(bob: User, study: ErrorStudy) -> None:
    client = signed_in(bob)
    make_pairs(study=study, people=21)
    pair = study.repeats.all()[0]
    out = reverse("error_pair_out", args=[pair.pk])
    assert f"Say why the pair of {pair.athlete} is left out." in text_of(
        client.post(out, {"reason": ""}, follow=True)
    )
    page = client.post(out, {"reason": "typed wrong"}, follow=True)
    assert page.context["page"].result.people == 20
    assert "Left out: typed wrong" in text_of(page)
    assert "1 pair is left out." in text_of(page)
    client.post(out, {"back": "1"})
    assert client.get(address(study)).context["page"].result.people == 21
    assert [row.left_out for row in pair.history.all()] == ["", "typed wrong", ""][: pair.history.count()]


def test_a_closed_study_takes_no_more_and_a_new_one_starts_from_nothing(bob: User, study: ErrorStudy) -> None:
    client = signed_in(bob)
    make_pairs(study=study, people=20)
    use(client, study)
    assert "What is in use stays in use." in text_of(
        client.post(reverse("error_study_close", args=[study.pk]), follow=True)
    )
    assert MeasurementError.objects.filter(study=study).exists()
    athlete = make_athlete(club=study.club)
    for answer in (
        client.get(address(study, athlete)),
        measure(client, study, athlete, 1, left_1="30"),
    ):
        assert answer.headers["Location"] == address(study)
    client.post(reverse("error_studies"), METHOD)
    assert ErrorStudy.objects.open().get().repeats.count() == 0


def test_who_may_see_and_do_what(
    alice: User, bob: User, vera: User, charlie: User, ann: Athlete, study: ErrorStudy
) -> None:
    join(make_user(), study.club)
    make_pairs(study=study, people=20)
    pair = study.repeats.all()[0]
    for user, expected in {alice: 302, vera: 403, charlie: 404, ann.user: 404}.items():
        client = signed_in(user)
        for name, pk in (("error_study_use", study.pk), ("error_pair_out", pair.pk)):
            assert client.post(reverse(name, args=[pk]), {"reason": "wrong"}).status_code == expected
        assert client.get(address(study)).status_code == (200 if user == alice else expected)


def test_the_pages_ask_no_more_of_the_database_with_more_pairs(
    bob: User, study: ErrorStudy, django_assert_max_num_queries: Any
) -> None:
    make_pairs(study=study, people=40)
    for _n in range(10):
        make_repeat(study=study)
        make_athlete(club=study.club)
    client = signed_in(bob)
    with django_assert_max_num_queries(10):
        client.get(address(study))


def test_the_database_keeps_a_pair_whole(study: ErrorStudy) -> None:
    repeat = make_repeat(study=study)
    wrong: list[dict[str, Any]] = [
        {"second_at": timezone.now(), "second_left": 30},
        {"second_left": 30, "second_right": 30},
        {"first_left": 91},
        {"first_left": None, "first_right": None},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Repeat.objects.filter(pk=repeat.pk).update(**values)


def test_names(study: ErrorStudy) -> None:
    repeat = make_repeat(study=study)
    assert str(study) == "Seated · active · digital inclinometer · Bob Coe"
    assert str(repeat) == f"{repeat.athlete} · {study}"
    assert Repeat.objects.visible_to(study.tester).get() == repeat
