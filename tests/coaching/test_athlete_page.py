"""The athlete's page: the current test, the programme and its days, every test; for whom, at what cost."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from athletes.models import Athlete
from tests.cast import signed_in
from tests.coaching.pages import words
from tests.factories import (
    make_assessment,
    make_athlete,
    make_exercise,
    make_invitation,
    make_programme,
    make_session,
    make_squad,
)

DAY = dt.timedelta(days=1)


def get(user: Any, athlete: Athlete, query: str = "") -> Any:
    return signed_in(user).get(reverse("athlete", args=[athlete.pk]) + query)


@pytest.fixture
def amara(club: Any) -> Athlete:
    group = make_squad(club=club, name="Senior women")
    return make_athlete(
        club=club,
        name="Amara Okafor",
        squads=[group],
        event="1500 m",
        born_on=club.today() - 25 * 366 * DAY,
        note="Prefers evenings.",
    )


# -- the head -------------------------------------------------------------------------------------


def test_the_head_says_who_it_is(alice, amara):
    page = get(alice, amara).content.decode()

    assert page.count("<h1") == 1
    assert "<h1>Amara Okafor</h1>" in page
    assert "Senior women</a> · 1500 m · age 25" in page
    assert f"/squad/?squad={amara.squads.get().pk}" in page


def test_a_coach_has_the_buttons(bob, amara):
    page = get(bob, amara).content.decode()

    for name in ("assessment_new", "athlete_edit", "athlete_invite", "athlete_archive"):
        assert reverse(name, args=[amara.pk]) in page
    assert "Invite to sign in" in page


def test_the_menu_says_where_the_sign_in_stands(alice, ann, amara, club):
    amara.invitation = make_invitation(club=club, kind="athlete")
    amara.save()

    assert "Sign-in: invited" in get(alice, amara).content.decode()
    assert "Sign-in: linked" in get(alice, ann).content.decode()


def test_a_viewer_reads_and_has_no_button(vera, amara):
    make_assessment(athlete=amara, left=29.0, right=38.0)

    page = words(get(vera, amara))

    assert "Left 29.0° is below 35°." in page
    for address in ("edit", "archive", "invite", "assessments/new", "programme/new", "restore"):
        assert f"{address}/" not in page


def test_the_athlete_is_sent_to_their_own_page(ann):
    assert get(ann.user, ann)["Location"] == reverse("my_hips")


def test_everybody_else_finds_nothing(charlie, otto, edith, amara):
    for user in (charlie, otto.user, edith):
        assert get(user, amara).status_code == 404


def test_who_is_archived_says_so_and_can_be_brought_back(alice, vera, amara):
    amara.archived_on = dt.date(2026, 9, 2)
    amara.save()
    make_assessment(athlete=amara, left=29.0)

    page = words(get(alice, amara))

    assert "Amara Okafor is in the archive since 2 September 2026" in page
    assert reverse("athlete_restore", args=[amara.pk]) in page
    assert reverse("assessment_new", args=[amara.pk]) not in page
    assert reverse("programme_new", args=[amara.pk]) not in page
    assert reverse("athlete_restore", args=[amara.pk]) not in words(get(vera, amara))


# -- the current test and what follows ------------------------------------------------------------


def test_never_tested_says_how_to_begin(alice, vera, amara):
    page = get(alice, amara).content.decode()

    assert "Never tested" in page
    assert page.count(reverse("assessment_new", args=[amara.pk])) == 2
    assert reverse("learn") in page
    assert "Prefers evenings." in page
    assert "Log the first test" not in get(vera, amara).content.decode()


def test_the_current_test_is_read_with_its_reasons(alice, amara, club):
    make_assessment(athlete=amara, left=24.0, right=38.0, tested_on=club.today() - 40 * DAY)
    test = make_assessment(athlete=amara, left=29.0, right=38.0)

    page = words(get(alice, amara))

    assert 'class="dial dial-lg"' in page
    assert "Left 29.0° is below 35°. With a digital inclinometer that is over 99 % sure." in page
    assert "9.0° apart: flagged from 10°." in page
    assert "less than the 5.5° that this method can tell apart" in page
    assert reverse("assessment", args=[test.pk]) in page


def test_the_suggestion_is_one_press_from_being_assigned(alice, amara):
    test = make_assessment(athlete=amara, left=29.0, right=38.0)

    page = words(get(alice, amara))

    assert "Stretch first <small>suggested</small>" in page
    assert f'{reverse("programme_new", args=[amara.pk])}?assessment={test.pk}">Assign</a>' in page


def test_where_nothing_is_needed_it_says_so(alice, amara):
    make_assessment(athlete=amara, left=50.0, right=50.0)

    page = words(get(alice, amara))

    assert "No programme is needed" in page
    assert "Choose one all the same" in page


def test_a_reason_to_refer_stands_in_place_of_a_programme(alice, amara):
    make_assessment(athlete=amara, left=29.0, right=38.0, symptoms=["groin_catch"])

    page = words(get(alice, amara))

    assert "Refer first: no programme is suggested" in page
    assert "No rotation stretch. See a physiotherapist or sports doctor." in page
    assert "Stretch first" not in page


def test_a_reason_to_refer_beside_a_running_programme_speaks_of_stopping(alice, amara):
    test = make_assessment(athlete=amara, symptoms=["night_pain"])
    programme = make_programme(athlete=amara, assessment=test)

    page = words(get(alice, amara))

    assert "Refer first, and think about stopping the programme" in page
    assert reverse("programme_stop", args=[programme.pk]) in page


# -- the programme --------------------------------------------------------------------------------


def test_the_running_programme_shows_its_week_its_share_and_its_doses(alice, amara, club):
    test = make_assessment(athlete=amara, left=29.0, right=38.0, tested_on=club.today() - 10 * DAY)
    knees_in = make_exercise(name="Knees-in stretch", days_per_week=7, sets=2, hold_seconds=30)
    programme = make_programme(
        athlete=amara, assessment=test, exercises=[knees_in], starts_on=club.today() - 10 * DAY
    )
    for day in range(1, 6):
        make_session(programme=programme, done_on=club.today() - day * DAY)

    page = words(get(alice, amara))

    assert "<small>week 2 of 6</small>" in page
    assert "<b>50 %</b> of what was due is done" in page
    assert "Knees-in stretch" in page
    assert "2 × 30 s · each side" in page
    assert "7 days a week" in page
    assert f"Retest on {programme.retest_on.day} {programme.retest_on:%B}" in page
    assert reverse("programme", args=[programme.pk]) in page
    assert "suggested</small>" not in page


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (-3, ["starts on", "Nothing was due yet."]),
        (42, ["after week 6", "due today"]),
        (43, ["due since 1 day"]),
        (51, ["due since 9 days"]),
    ],
    ids=str,
)
def test_a_programme_to_come_or_over_says_so(alice, amara, club, ago, said):
    make_assessment(athlete=amara, tested_on=club.today() - 60 * DAY)
    make_programme(athlete=amara, starts_on=club.today() - ago * DAY)

    page = words(get(alice, amara))

    for sentence in said:
        assert sentence in page


def test_a_test_since_the_programme_began_brings_its_own_suggestion(alice, amara, club):
    first = make_assessment(athlete=amara, left=29.0, tested_on=club.today() - 42 * DAY)
    make_programme(athlete=amara, assessment=first, starts_on=club.today() - 42 * DAY)
    assert "Tested since" not in words(get(alice, amara))

    retest = make_assessment(athlete=amara, left=40.0, right=40.0)

    page = words(get(alice, amara))
    assert "Tested since: the suggestion now is “maintain”." in page
    assert f"?assessment={retest.pk}" in page
    assert "due since" not in page


def test_days_of_pain_stand_out_however_many_days_came_after(alice, amara, club):
    make_assessment(athlete=amara)
    programme = make_programme(athlete=amara, starts_on=club.today() - 20 * DAY)
    make_session(programme=programme, done_on=club.today() - 19 * DAY, pain=6, note="Front of the hip.")
    make_session(programme=programme, done_on=club.today() - 18 * DAY, pain=1)
    for day in range(6):
        make_session(programme=programme, done_on=club.today() - day * DAY, pain=2, effort=7)

    response = get(alice, amara)

    assert "pain reported: 6 of 10" in words(response)
    assert "<q>Front of the hip.</q>" in words(response)
    assert [one.pain for one in response.context["report"].listed_sessions] == [2, 2, 2, 2, 2, 6]


def test_past_programmes_say_how_they_ended(alice, amara, club):
    make_assessment(athlete=amara)
    start = club.today() - 60 * DAY
    make_programme(
        athlete=amara,
        starts_on=start,
        state="stopped",
        ended_on=start + 20 * DAY,
        stop_reason="Sore knee",
    )

    page = words(get(alice, amara))

    assert "Past programmes" in page
    assert "Stopped: Sore knee" in page
    assert "0 %" in page


# -- every test -----------------------------------------------------------------------------------


def test_tests_come_latest_first_with_their_changes(alice, amara, club):
    today = club.today()
    make_assessment(athlete=amara, left=24.0, right=50.0, tested_on=today - 90 * DAY)
    make_assessment(athlete=amara, left=30.0, right=43.0, tested_on=today - 60 * DAY)
    make_assessment(athlete=amara, left=35.0, right=None, instrument="photo", tested_on=today - 30 * DAY)
    make_assessment(athlete=amara, left=28.5, right=43.0, tested_on=today)

    rows = get(alice, amara).context["rows"]

    assert [row.left.degrees for row in rows] == ["28.5°", "35.0°", "30.0°", "24.0°"]
    assert [row.left.change for row in rows] == ["−1.5°", "", "+6.0° improved", ""]
    assert [row.right.degrees for row in rows] == ["43.0°", "–", "43.0°", "50.0°"]
    assert [row.right.change for row in rows] == ["±0.0°", "", "−7.0° declined", ""]
    assert [row.left.band for row in rows] == ["limited", "sufficient", "limited", "limited"]


def test_the_chart_has_a_link_in_words_for_each_test(alice, amara, club):
    assert "Both hips over time" not in words(get(alice, amara))

    on = dt.date(2026, 2, 3)
    first = make_assessment(athlete=amara, left=24.0, right=36.0, tested_on=on)
    page = words(get(alice, amara))
    said = "3 February 2026: left 24.0° ±3.3°, right 36.0° ±3.3°. Seated · active · digital inclinometer."
    link = f'<a class="spot" href="{reverse("assessment", args=[first.pk])}" aria-label="{said}">'
    assert page.count(link) == 2, "on a desk and on a phone"
    assert "One test so far: the next one will show whether it changes." in page

    make_assessment(athlete=amara, left=29.0, right=None, instrument="phone")
    page = words(get(alice, amara))
    assert "left 29.0° ±5.9°. Seated · active · phone." in page
    assert "measured another way from here on" in page
    assert "One test so far" not in page


def test_the_chart_says_programmes_and_pain_in_words(alice, amara, club):
    make_assessment(athlete=amara, tested_on=dt.date(2026, 2, 3))
    done = make_programme(
        athlete=amara, starts_on=dt.date(2026, 2, 5), state="ended", ended_on=dt.date(2026, 3, 18)
    )
    make_session(programme=done, done_on=dt.date(2026, 2, 6), pain=5)
    make_session(programme=done, done_on=dt.date(2026, 2, 7), pain=3)
    make_programme(athlete=amara, starts_on=club.today())

    page = words(get(alice, amara))

    assert "<li>Stretch first, 5 February 2026 to 18 March 2026: 7 % done</li>" in page
    assert "<li>6 February 2026: pain 5 of 10</li>" in page
    assert "7 February 2026" not in page.split("Programmes and pain in words")[1].split("</details>")[0]
    today = f"{club.today():%-d %B %Y}"
    assert f"<li>Stretch first, {today} to {today}</li>" in page


def test_days_of_pain_close_together_are_said_together(alice, amara, club):
    make_assessment(athlete=amara, tested_on=dt.date(2024, 2, 3))
    programme = make_programme(athlete=amara, starts_on=dt.date(2026, 2, 5), state="ended")
    for day, pain in ((6, 5), (8, 7)):
        make_session(programme=programme, done_on=dt.date(2026, 2, day), pain=pain)

    assert "6 February 2026 to 8 February 2026: pain on 2 days, up to 7 of 10" in words(get(alice, amara))


def test_the_passive_test_of_the_day_is_beside_the_line(alice, amara, club):
    make_assessment(athlete=amara)
    make_assessment(athlete=amara, motion="passive", left=44.0)

    page = words(get(alice, amara))

    assert page.count('class="spot beside"') == 2
    assert "faint: the passive test of the same day" in page
    assert "measured another way" not in page


def test_of_very_many_tests_not_all_are_drawn_and_it_says_so(alice, amara, club):
    for n in range(70):
        make_assessment(athlete=amara, left=30.0 + n % 9, tested_on=club.today() - n * DAY)

    page = words(get(alice, amara))

    assert "of 70 tests are drawn" in page
    assert page.count('class="spot"') < 120


def test_twenty_tests_a_page(alice, amara, club):
    for n in range(21):
        make_assessment(athlete=amara, left=30.0 + n, tested_on=club.today() - n * DAY)

    first, second = get(alice, amara), get(alice, amara, "?page=2")

    assert [len(page.context["rows"]) for page in (first, second)] == [20, 1]
    assert "Page 1 of 2" in words(first)
    assert second.context["rows"][0].left.degrees == "50.0°"
    assert first.context["rows"][19].left.change == "−1.0°"
    assert "Left 30.0° is below 35°." in words(second), "the current test stays the latest"


def test_at_most_eleven_queries_however_much_there_is(alice, club):
    counts = []
    for tests in (1, 12, 60):
        athlete = make_athlete(club=club, squads=[make_squad(club=club, name=f"Squad {tests}")])
        for n in range(tests):
            make_assessment(athlete=athlete, left=29.0, tested_on=club.today() - n * DAY)
        exercises = [make_exercise() for _ in range(3)]
        for _ in range(tests // 6):
            make_programme(
                athlete=athlete, exercises=exercises, starts_on=club.today() - 400 * DAY, state="ended"
            )
        programme = make_programme(athlete=athlete, exercises=exercises, starts_on=club.today() - tests * DAY)
        for n in range(tests):
            make_session(programme=programme, done_on=club.today() - n * DAY, pain=n % 8)
        client = signed_in(alice)
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(reverse("athlete", args=[athlete.pk])).status_code == 200
            counts.append(len(queries))

    # The first time that somebody reads it is written down, which is one more.
    assert counts[::2] == [12] * 3
    assert counts[1::2] == [11] * 3
