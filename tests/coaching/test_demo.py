"""The demo club: the same every time, harmless twice, and never among real data."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from accounts.models import Club
from assessments.models import Assessment
from assessments.reading import ErrorTable, read, targets_of
from athletes.models import Athlete
from coaching.demo.building import OWNER, SIGN_INS
from coaching.models import DoneExercise, Programme, Session
from coaching.suggesting import suggest
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def demo() -> str:
    printed = StringIO()
    call_command("demo", stdout=printed)
    return printed.getvalue()


def test_it_makes_24_athletes_and_prints_the_sign_ins() -> None:
    printed = demo()

    assert Athlete.objects.active().count() == 24
    assert all(email in printed for email in SIGN_INS)


def test_a_second_time_changes_nothing() -> None:
    demo()
    before = [model.objects.count() for model in (Athlete, Assessment, Programme, Session, Club)]

    assert OWNER in demo()
    assert [model.objects.count() for model in (Athlete, Assessment, Programme, Session, Club)] == before


def test_it_is_the_same_every_time() -> None:
    demo()
    first = list(
        Session.objects.order_by("programme__athlete__name", "done_on").values_list("done_on", "pain")
    )
    Club.objects.all().delete()
    make_user().__class__.objects.all().delete()
    demo()

    again = Session.objects.order_by("programme__athlete__name", "done_on").values_list("done_on", "pain")
    assert list(again) == first


def test_it_refuses_where_real_data_are() -> None:
    make_user()

    with pytest.raises(CommandError, match="real data"):
        demo()
    assert not Athlete.objects.exists()


def test_every_finding_and_state_occurs() -> None:
    demo()
    club = Club.objects.earliest("created_at")
    errors, targets = ErrorTable.of(club), targets_of(club)
    seen: set[str] = set()
    for athlete in Athlete.objects.filter(club=club).prefetch_related("assessments"):
        tests = list(athlete.assessments.latest_first())
        for test in tests:
            reading = read(test, tests=tests, targets=targets, errors=errors)
            seen.add(suggest(reading, athlete).emphasis)
            for _, hip in reading.verdict.hips():
                seen |= {hip.band, str(hip.below), str(hip.change)}
                seen |= {"lag"} if hip.active_lag else set()
                seen |= {"near"} if hip.near_line else set()
            apart = reading.verdict.asymmetry
            seen |= {"one hip"} if apart is None else {"apart"} if apart.flagged else set()
            seen |= {"strong"} if apart and apart.strong else set()
            seen |= {"within error"} if apart and apart.within_error else set()

    assert seen >= {"limited", "sufficient", "optimal", "clear", "borderline", "near", "lag"}
    assert seen >= {"improved", "declined", "none", "not_comparable"}
    assert seen >= {"apart", "strong", "within error", "one hip"}
    assert seen >= {"stretch_first", "strengthen_first", "maintain", "refer", "none"}
    assert set(Programme.objects.values_list("state", flat=True)) == set(Programme.State.values)
    assert set(DoneExercise.objects.values_list("outcome", flat=True)) == set(DoneExercise.Outcome.values)
    assert Session.objects.filter(pain__gte=4).exists()
    assert Athlete.objects.archived().exists()
    assert Athlete.objects.annotate(tests=Count("assessments")).filter(tests=0).count() == 3
