"""The end of a test day: what it came to, and the suggested programmes assigned at once."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from accounts.ids import uuid7
from accounts.models import Club, User
from athletes.models import Athlete, Squad
from coaching.models import Programme
from tests.cast import signed_in
from tests.coaching.pages import Form, forms_to, words
from tests.factories import join, make_assessment, make_athlete, make_programme, make_squad

URL = reverse("test_day_summary")


@pytest.fixture
def squad(club: Club) -> Squad:
    return make_squad(club=club)


def runner(squad: Squad, name: str, left: float, right: float, **fields: Any) -> Athlete:
    athlete = make_athlete(club=squad.club, name=name, squads=[squad])
    make_assessment(athlete=athlete, left=left, right=right, **fields)
    return athlete


def page_of(user: User, squad: Squad, **asked: Any) -> Any:
    return signed_in(user).get(URL, {"squad": squad.pk} | asked)


def form_of(user: User, squad: Squad) -> Form:
    [form] = forms_to(page_of(user, squad), reverse("test_day_assign"))
    return form


def send(user: User, form: Form, **ticks: list[str]) -> list[str]:
    """What the page says after these ticks are sent."""
    sent = {"date": form.values["date"], "squad": form.values["squad"], **ticks}
    answer = signed_in(user).post(form.action, sent)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, URL)
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_the_summary_says_who_was_tested_who_stands_out_and_who_is_missing(bob: User, squad: Squad) -> None:
    runner(squad, "Below Ben", 29, 38)
    runner(squad, "Quiet Quinn", 47, 48)
    make_athlete(club=squad.club, name="Missing Mo", squads=[squad])
    make_athlete(club=squad.club, name="Elsewhere")

    page = words(page_of(bob, squad))

    assert "2 tested" in page
    assert "1 missing" in page
    assert page.index("Stands out") < page.index("Below Ben") < page.index("Left below 35°")
    assert page.index("Nothing stands out") < page.index("Quiet Quinn") < page.index("Missing Mo")
    assert "Elsewhere" not in page


def test_a_day_without_tests_says_so_and_the_unreadable_is_today(bob: User, squad: Squad) -> None:
    page = words(page_of(bob, squad, date="x"))
    assert "No tests of this day yet." in page
    assert "No tests of this day yet." in words(signed_in(bob).get(URL, {"squad": "x", "date": "2026-01-02"}))


def test_the_ticked_are_assigned_in_one_go_and_once(bob: User, squad: Squad) -> None:
    ben, cat = runner(squad, "Ben", 29, 38), runner(squad, "Cat", 40, 41)
    form = form_of(bob, squad)
    ticks = form.choices["assign"]

    assert send(bob, form, assign=ticks) == ["Assigned to 2 athletes."]
    send(bob, form, assign=ticks)

    made = {programme.athlete: programme for programme in Programme.objects.all()}
    assert len(made) == Programme.objects.count() == 2
    assert (made[ben].emphasis, made[cat].emphasis) == ("stretch_first", "maintain")
    assert made[ben].assessment == ben.assessments.get()
    assert made[ben].reasons_said[0] == "Left 29.0° is below 35°."
    assert made[ben].exercises.count() >= 2
    assert made[ben].retest_on == squad.club.today() + dt.timedelta(weeks=made[ben].weeks)
    assert made[ben].assigned_by == bob


def test_only_the_ticked_are_assigned(bob: User, squad: Squad) -> None:
    runner(squad, "Ben", 29, 38)
    cat = runner(squad, "Cat", 30, 31)
    form = form_of(bob, squad)

    send(bob, form, assign=[form.choices["assign"][1], "damaged", "also.damaged"])

    assert [programme.athlete for programme in Programme.objects.all()] == [cat]
    assert send(bob, form) == ["Nothing was ticked: nothing was assigned."]


def test_a_running_programme_is_said_unticked_and_ended_only_by_a_tick(bob: User, squad: Squad) -> None:
    ben = runner(squad, "Ben", 29, 38)
    running = make_programme(athlete=ben)
    form = form_of(bob, squad)

    assert "assign" not in form.choices
    assert "replace" not in form.values
    assert "ticking this ends it" in words(page_of(bob, squad))
    send(bob, form, replace=form.choices["replace"])

    running.refresh_from_db()
    assert running.state == Programme.State.ENDED
    assert ben.programmes.running().get().emphasis == "stretch_first"


def test_a_programme_started_meanwhile_goes_on_and_is_said(bob: User, squad: Squad) -> None:
    ben = runner(squad, "Ben", 29, 38)
    cat = runner(squad, "Cat", 29, 38)
    form = form_of(bob, squad)
    meanwhile = make_programme(athlete=ben)

    said = send(bob, form, assign=form.choices["assign"])

    assert said == ["Assigned to 1 athlete.", "Ben follows a programme already: it goes on."]
    assert ben.programmes.get() == meanwhile
    assert cat.programmes.exists()


def test_a_referral_is_shown_and_never_assigned(bob: User, squad: Squad) -> None:
    ref = runner(squad, "Ref", 29, 38, symptoms=["night_pain"])
    runner(squad, "Ben", 29, 38)
    form = form_of(bob, squad)
    [tick] = form.choices["assign"]
    forged = f"{ref.assessments.get().pk}.{tick.partition('.')[2]}"

    send(bob, form, assign=[forged])

    assert "See a doctor urgently." in words(page_of(bob, squad))
    assert not Programme.objects.exists()


def test_who_was_tested_again_since_is_not_assigned_from_an_old_day(bob: User, squad: Squad) -> None:
    yesterday = squad.club.today() - dt.timedelta(days=1)
    ben = runner(squad, "Ben", 29, 38, tested_on=yesterday)
    make_assessment(athlete=ben, left=46, right=47)

    page = page_of(bob, squad, date=yesterday.isoformat())

    assert "Tested again since:" in words(page)
    [form] = forms_to(page, reverse("test_day_assign"))
    assert "assign" not in form.choices


def test_the_summary_is_of_the_sheets_own_club(bob: User, squad: Squad, other_club: Club) -> None:
    runner(squad, "Below Ben", 29, 38)
    make_athlete(club=other_club, name="Elsewhere")
    join(bob, other_club)
    client = signed_in(bob)

    there = words(client.get(URL, {"in_club": str(other_club.pk)}))
    here = words(client.get(URL, {"in_club": str(squad.club_id), "squad": str(squad.pk)}))

    assert "Elsewhere" in there
    assert "Below Ben" in here
    assert client.get(URL, {"in_club": str(uuid7())}).status_code == 404
