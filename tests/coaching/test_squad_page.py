"""The squad page: counts that are filters, rows in words, search, orders, pages; for whom, at what cost."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from assessments.reading import ErrorTable, read, targets_of
from assessments.wording import squad_chips
from athletes.models import Athlete
from coaching.worklist import worklist_of
from tests.cast import signed_in
from tests.factories import (
    join,
    make_assessment,
    make_athlete,
    make_club,
    make_exercise,
    make_programme,
    make_session,
    make_squad,
    make_user,
)

DAY = dt.timedelta(days=1)


def get(user: Any, address: str = "", **headers: str) -> Any:
    return signed_in(user).get(address or reverse("squad"), headers=headers)


def names(response: Any) -> list[str]:
    """The athletes of the page's rows, in their order."""
    return [row["name"] for row in response.context["rows"]]


def row_of(response: Any, name: str) -> dict[str, Any]:
    return next(row for row in response.context["rows"] if row["name"] == name)


def marks(response: Any, name: str) -> list[str]:
    return [mark["chip"] for mark in row_of(response, name)["marks"]]


def card(response: Any, tone: str) -> dict[str, Any]:
    return next(card for card in response.context["cards"] if card["tone"] == tone)


def with_test(club: Any, name: str, left: float | None, right: float | None, **fields: Any) -> Athlete:
    athlete = make_athlete(club=club, name=name, **fields)
    make_assessment(athlete=athlete, left=left, right=right)
    return athlete


@pytest.fixture
def squad(club: Any) -> dict[str, Athlete]:
    """One athlete for every need, named by it."""
    today = club.today()
    athletes = {
        "Below": with_test(club, "Below", 29.0, 36.0, event="1500 m"),
        "Treated": with_test(club, "Treated", 30.0, 36.0),
        "Apart": with_test(club, "Apart", 36.0, 50.0),
        "Fine": with_test(club, "Fine", 40.0, 41.0),
        "Hurt": with_test(club, "Hurt", 42.0, 41.0),
        "New": make_athlete(club=club, name="New"),
        "Due": make_athlete(club=club, name="Due"),
    }
    make_programme(athlete=athletes["Treated"])
    hurting = make_programme(athlete=athletes["Hurt"])
    make_session(programme=hurting, done_on=today - DAY, pain=6)
    make_assessment(athlete=athletes["Due"], left=40.0, right=41.0, tested_on=today - 51 * DAY)
    make_programme(athlete=athletes["Due"], starts_on=today - 51 * DAY)
    return athletes


# -- counts that are filters ----------------------------------------------------------------------


def test_counts_everything_once_with_a_line_beneath(alice, squad):
    page = get(alice)

    assert {card["tone"]: card["count"] for card in page.context["cards"]} == {
        "below": 2,
        "apart": 1,
        "retest": 1,
        "pain": 1,
        "untested": 1,
    }
    assert card(page, "below")["label"] == "below 35°"
    assert card(page, "below")["note"] == "1 without a programme"
    assert card(page, "apart")["note"] == "flagged from 10°"
    assert card(page, "retest")["note"] == "oldest by 9 days"
    assert card(page, "pain")["note"] == "Hurt, yesterday, 6 of 10"
    assert card(page, "untested")["note"] == ""


@pytest.mark.parametrize(
    ("show", "shown"),
    [
        ("below", ["Below", "Treated"]),
        ("apart", ["Apart"]),
        ("retest", ["Due"]),
        ("pain", ["Hurt"]),
        ("untested", ["New"]),
        ("attention", ["Hurt", "Below", "Treated", "Apart", "Due"]),
        ("programme", ["Hurt", "Treated", "Due"]),
        ("", ["Hurt", "Below", "Treated", "Apart", "Due", "New", "Fine"]),
        ("nonsense", ["Hurt", "Below", "Treated", "Apart", "Due", "New", "Fine"]),
    ],
)
def test_a_count_shows_exactly_those_it_counts(alice, squad, show, shown):
    assert names(get(alice, f"/squad/?show={show}")) == shown


def test_a_pressed_count_is_marked_and_lets_go_when_pressed_again(alice, squad):
    page = get(alice, "/squad/?show=below")

    assert card(page, "below")["current"]
    assert card(page, "below")["url"] == "/squad/"
    assert card(page, "apart")["url"] == "/squad/?show=apart"
    assert page.content.decode().count('class="count count-below" href="/squad/" aria-current="true"') == 1


def test_labels_use_the_club_s_own_targets(alice, squad, club):
    club.sufficient_degrees = 37.5
    club.asymmetry_degrees = 20
    club.save()

    page = get(alice)

    assert card(page, "below")["label"] == "below 37.5°"
    assert card(page, "below")["count"] == 3
    assert card(page, "apart")["count"] == 0
    assert card(page, "apart")["note"] == ""
    assert "Left about 37.5° — test again" in marks(page, "Apart")


def test_pain_of_today_and_of_another_day_are_said_so(alice, squad, club):
    programme = make_programme(athlete=squad["Fine"])
    make_session(programme=programme, done_on=club.today() - 5 * DAY, pain=9)
    today = make_session(programme=programme, pain=4)

    assert card(get(alice), "pain")["note"] == "Fine, today, 4 of 10"

    today.delete()
    squad["Hurt"].delete()
    day = club.today() - 5 * DAY
    assert card(get(alice), "pain")["note"] == f"Fine, {day.day} {day:%B}, 9 of 10"


@pytest.mark.parametrize(
    ("days", "pain", "counts"), [(13, 4, 1), (14, 10, 0), (13, 3, 0), (0, None, 0)], ids=str
)
def test_pain_counts_from_four_for_fourteen_days(alice, club, days, pain, counts):
    programme = make_programme(athlete=make_athlete(club=club), starts_on=club.today() - 30 * DAY)
    make_session(programme=programme, done_on=club.today() - days * DAY, pain=pain)

    assert card(get(alice), "pain")["count"] == counts


def test_when_everybody_below_has_a_programme_or_a_retest_is_due_today_it_says_so(alice, club):
    athlete = make_athlete(club=club)
    make_assessment(athlete=athlete, left=29.0, right=38.0, tested_on=club.today() - 42 * DAY)
    make_programme(athlete=athlete, starts_on=club.today() - 42 * DAY)

    page = get(alice)

    assert card(page, "below")["note"] == "each has a programme"
    assert card(page, "retest")["note"] == "since today"


def test_who_should_be_referred_has_a_filter_of_their_own_and_comes_first(alice, squad):
    make_assessment(athlete=squad["Fine"], left=40.0, right=41.0, symptoms=["groin_catch"])

    page = get(alice, "/squad/?show=refer")

    assert names(page) == ["Fine"]
    assert marks(page, "Fine") == ["Refer", "On target"]
    assert "Refer <span>1</span>" in page.content.decode()

    squad["Fine"].delete()
    assert "Refer <span>" not in get(alice).content.decode()


def test_the_age_on_the_day_of_the_test_makes_a_young_athlete_s_knee_pain_urgent(alice, club):
    athlete = make_athlete(club=club, name="Young", born_on=club.today() - 15 * 365 * DAY)
    make_assessment(athlete=athlete, symptoms=["knee_pain"])

    assert "Refer: same day" in marks(get(alice), "Young")


# -- rows -----------------------------------------------------------------------------------------


def test_a_row_says_it_in_words(alice, club):
    groups = [make_squad(club=club, name=name) for name in ("Senior women", "Milers")]
    today = club.today()
    athlete = make_athlete(club=club, name="Amara Okafor", squads=groups, event="1500 m")
    make_assessment(athlete=athlete, left=24.0, right=36.0, tested_on=today - 40 * DAY)
    make_assessment(athlete=athlete, left=29.0, right=46.0, tested_on=today)
    programme = make_programme(
        athlete=athlete, exercises=[make_exercise(days_per_week=7)], starts_on=today - 10 * DAY
    )
    for day in range(1, 6):
        make_session(programme=programme, done_on=today - day * DAY)

    page = get(alice)
    row = row_of(page, "Amara Okafor")

    assert row["about"] == "Milers, Senior women · 1500 m"
    assert (row["left"], row["left_band"], row["left_word"]) == ("29.0°", "limited", "limited")
    assert (row["right"], row["right_band"], row["right_word"]) == ("46.0°", "optimal", "optimal")
    assert marks(page, "Amara Okafor") == ["Left below 35°", "17.0° apart", "Right improved"]
    assert row["trend"][0]["words"] == "Left 24.0° to 29.0°, right 36.0° to 46.0°"
    assert row["programme"] == "Week 2 of 6"
    assert row["done"] == "50 %"
    assert row["tested"] == f"{today.day} {today:%b}"
    assert row["url"] == reverse("athlete", args=[athlete.pk])
    assert reverse("assessment_new", args=[athlete.pk]) in page.content.decode()


def test_a_row_without_tests_or_programme_has_dashes_for_nothing(alice, club):
    make_athlete(club=club, name="New")

    row = row_of(get(alice), "New")

    assert (row["left"], row["left_word"], row["right"]) == ("–", "not tested", "–")
    assert (row["programme"], row["done"], row["tested"], row["trend"]) == ("", "", "", [])
    assert [mark["chip"] for mark in row["marks"]] == ["Never tested"]


def test_a_hip_left_out_and_a_mean_close_to_the_line_are_shown_as_they_are(alice, club):
    with_test(club, "One hip", None, 34.97)

    row = row_of(get(alice), "One hip")

    assert (row["left"], row["right"]) == ("–", "34.97°")
    assert row["trend"][0]["words"] == "right 35.0°"


def test_a_programme_to_come_and_one_that_is_over_say_so(alice, club):
    today = club.today()
    make_programme(athlete=make_athlete(club=club, name="Soon"), starts_on=today + DAY)
    make_programme(athlete=make_athlete(club=club, name="Over"), starts_on=today - 43 * DAY)

    page = get(alice)

    start = today + DAY
    assert row_of(page, "Soon")["programme"].startswith(f"Starts {start.day} {start:%b}")
    assert row_of(page, "Soon")["done"] == ""
    assert row_of(page, "Over")["programme"] == "After week 6"
    assert "Retest due" in marks(page, "Over")


def test_a_test_of_another_year_says_which(alice, club):
    athlete = make_athlete(club=club, name="Long ago")
    make_assessment(athlete=athlete, tested_on=dt.date(2019, 5, 3))

    assert row_of(get(alice), "Long ago")["tested"] == "3 May 2019"


def test_the_last_test_is_the_active_one_and_its_passive_twin_shows_the_lag(alice, club):
    athlete = make_athlete(club=club, name="Lag")
    make_assessment(athlete=athlete, left=28.0, right=38.0, motion="active")
    make_assessment(athlete=athlete, left=41.0, right=40.0, motion="passive")

    page = get(alice)

    assert row_of(page, "Lag")["left"] == "28.0°"
    assert "Left active lag" in marks(page, "Lag")


def test_a_comparison_reaches_back_beyond_a_year(alice, club):
    today = club.today()
    athlete = make_athlete(club=club, name="Seldom")
    make_assessment(athlete=athlete, left=20.0, right=38.0, tested_on=today - 400 * DAY)
    make_assessment(athlete=athlete, left=40.0, right=38.0, tested_on=today - 100 * DAY)
    make_assessment(athlete=athlete, left=40.0, instrument="photo", tested_on=today - 200 * DAY)

    assert marks(get(alice), "Seldom") == ["Left improved"]


def test_a_row_says_what_the_test_s_own_page_says(alice, bob, club):
    """The worklist reads plain values by the same rules as `assessments.reading` reads rows."""
    today = club.today()
    for n in range(6):
        athlete = make_athlete(club=club)
        for days, left in ((300, 30 + n), (90, 38.0), (30, 30.0 + 3 * n), (0, 28.0 + n)):
            make_assessment(
                athlete=athlete,
                left=left,
                right=30.0 + 2 * n,
                tested_on=today - days * DAY,
                instrument="goniometer" if days == 30 else "inclinometer",
                tester=alice if (n + days) % 2 else bob,
            )
        make_assessment(athlete=athlete, left=45.0, right=44.0, motion="passive")

    worklist = worklist_of(club, today=today, reader=alice)

    for standing in worklist.standings:
        tests = list(Athlete.objects.get(pk=standing.id).assessments.latest_first())
        reading = read(tests[0], tests=tests, targets=targets_of(club), errors=ErrorTable.of(club))
        assert standing.verdict == reading.verdict
        assert squad_chips(standing.verdict, worklist.targets) == squad_chips(
            reading.verdict, reading.targets
        )


# -- search, squads, orders, pages: all in the address --------------------------------------------


def test_searches_name_and_event(alice, squad):
    assert names(get(alice, "/squad/?q=1500+bel")) == ["Below"]


def test_narrows_to_a_squad_and_its_counts(alice, squad, club):
    group = make_squad(club=club, name="Track")
    squad["Below"].squads.add(group)
    squad["Fine"].squads.add(group)

    page = get(alice, f"/squad/?squad={group.pk}")

    assert names(page) == ["Below", "Fine"]
    assert card(page, "below")["count"] == 1
    assert card(page, "below")["url"] == f"/squad/?show=below&squad={group.pk}"
    assert f'<option value="{group.pk}" selected>Track</option>' in page.content.decode()
    assert len(names(get(alice, "/squad/?squad=not-a-squad"))) == 7


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("name", "Apart", "Treated"),
        ("-name", "Treated", "Apart"),
        ("left", "Below", "New"),
        ("-left", "Hurt", "New"),
        ("right", "Below", "New"),
        ("tested", "Due", "New"),
        ("-tested", "Apart", "New"),
        ("nonsense", "Hurt", "Fine"),
    ],
)
def test_sorts(alice, squad, sort, first, last):
    shown = names(get(alice, f"/squad/?sort={sort}"))

    assert (shown[0], shown[-1]) == (first, last)


def test_the_heads_sort_say_so_and_turn_round(alice, squad):
    page = get(alice, "/squad/?show=attention&sort=left").content.decode()

    assert re.search(r'aria-sort="ascending"><a href="/squad/\?show=attention&amp;sort=-left">Left</a>', page)
    assert 'href="/squad/?show=attention&amp;sort=name"' in page
    assert 'href="/squad/?show=attention">What stands out</a>' in page
    assert 'aria-sort="descending"' in get(alice, "/squad/?sort=-tested").content.decode()


def test_everything_asked_stays_in_the_form_and_the_links(alice, squad):
    page = get(alice, "/squad/?q=e&show=attention&sort=name").content.decode()

    assert 'name="q" value="e"' in page
    assert '<input type="hidden" name="show" value="attention">' in page
    assert '<option value="name" selected>' in page
    assert 'href="/squad/?q=e&amp;sort=name"' in page


def test_fifty_a_page_with_the_way_on_and_back(alice, club):
    for n in range(101):
        make_athlete(club=club, name=f"Athlete {n:03}")

    first, second, last = (get(alice, f"/squad/?q=athlete&page={page}") for page in ("1", "2", "3"))

    assert [len(names(page)) for page in (first, second, last)] == [50, 50, 1]
    assert 'rel="next" href="/squad/?q=athlete&amp;page=2"' in first.content.decode()
    assert 'rel="prev"' not in first.content.decode()
    assert 'rel="prev" href="/squad/?q=athlete"' in second.content.decode()
    assert "51–100 of 101" in second.content.decode()
    assert 'rel="next"' not in last.content.decode()
    assert names(get(alice, "/squad/?page=99")) == names(get(alice, "/squad/?page=3"))
    assert names(get(alice, "/squad/?page=x")) == names(get(alice, "/squad/"))


# -- htmx -----------------------------------------------------------------------------------------


def test_htmx_gets_only_what_changes(alice, squad):
    part = get(alice, "/squad/?q=below&show=", **{"HX-Request": "true"})
    text = part.content.decode()

    assert part["HX-Push-Url"] == "/squad/?q=below"
    assert "HX-Request" in part["Vary"]
    assert "<html" not in text
    assert "<h1" not in text
    assert 'id="q"' not in text, "the search box keeps its focus"
    assert 'id="counts"' in text
    assert 'id="choices"' in text
    assert "1 athlete shown" in text
    assert names(part) == ["Below"]


def test_the_whole_page_is_for_everybody_else(alice, squad):
    for headers in ({}, {"HX-Request": "true", "HX-History-Restore-Request": "true"}):
        page = get(alice, "", **headers)
        assert "HX-Request" in page["Vary"]
        assert page.content.decode().count("<h1") == 1
        assert "HX-Push-Url" not in page


# -- nothing to show ------------------------------------------------------------------------------


def test_an_empty_club_explains_and_offers_the_first_step(alice, vera):
    page = get(alice).content.decode()

    assert "No athletes yet" in page
    assert page.count(f'href="{reverse("athlete_new")}"') == 2
    assert 'id="q"' not in page
    assert reverse("athlete_new") not in get(vera).content.decode()


def test_no_match_says_so_and_offers_to_clear(alice, squad):
    searched = get(alice, "/squad/?q=Zebra").content.decode()
    filtered = get(alice, "/squad/?show=refer").content.decode()

    assert "No athlete here has “Zebra” in name or event." in searched
    assert "Nobody is in this list at the moment." in filtered
    assert searched.count("Clear the filters") == filtered.count("Clear the filters") == 1


def test_who_is_archived_or_of_another_club_is_not_there(alice, charlie, other_club, squad):
    squad["Below"].archived_on = squad["Below"].club.today()
    squad["Below"].save()
    with_test(other_club, "Hilltop’s own", 20.0, 20.0)

    page = get(alice)

    assert "Below" not in names(page)
    assert card(page, "below")["count"] == 1
    assert names(get(charlie)) == ["Hilltop’s own"]


def test_a_name_is_text(alice, club):
    make_athlete(club=club, name="<script>alert(1)</script>", event="5 & 10 km")

    page = get(alice).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "5 &amp; 10 km" in page


# -- for whom -------------------------------------------------------------------------------------


def test_a_viewer_sees_the_same_rows_and_no_buttons(vera, squad):
    page = get(vera)

    assert len(names(page)) == 7
    for name in ("athlete_new", "athletes_archived", "squads"):
        assert reverse(name) not in page.content.decode()
    assert "/assessments/new/" not in page.content.decode()


def test_who_has_no_club_is_sent_home(ann, edith):
    assert get(ann.user)["Location"] == reverse("home")
    assert get(edith)["Location"] == reverse("home")


def test_a_coach_of_two_clubs_sees_the_one_chosen(alice, other_club, squad):
    join(alice, other_club, Role.VIEWER)
    with_test(other_club, "Hilltop’s own", 20.0, 20.0)
    client = signed_in(alice)
    client.post(reverse("club_switch"), {"club": str(other_club.pk)})

    assert names(client.get("/squad/")) == ["Hilltop’s own"]


def test_only_reading(alice):
    assert signed_in(alice).post("/squad/").status_code == 405


# -- at what cost ---------------------------------------------------------------------------------


def _grow(club: Any, number: int, exercise: Any) -> None:
    """`number` athletes of every kind, with the history that a row reads."""
    today = club.today()
    group = make_squad(club=club, name=f"Group of {number}")
    athletes = Athlete.objects.bulk_create(
        [Athlete(club=club, name=f"A {n:04}", consent="given") for n in range(number)]
    )
    in_group = Athlete.squads.through
    in_group.objects.bulk_create([in_group(squad=group, athlete=athlete) for athlete in athletes])
    for n, athlete in enumerate(athletes[:60]):
        for days in range(n % 4):
            make_assessment(athlete=athlete, left=25.0 + n % 30, tested_on=today - 20 * days * DAY)
        if n % 2:
            programme = make_programme(athlete=athlete, exercises=[exercise], starts_on=today - n * DAY)
            make_session(programme=programme, pain=n % 7)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/squad/", "/squad/?q=a&sort=left&show=attention"])
def test_at_most_ten_queries_however_many_athletes(address):
    exercise, counts = make_exercise(), []
    for number in (5, 50, 500):
        user = join(make_user(), make_club(name=f"Club of {number}"), Role.OWNER)
        _grow(user.memberships.get().club, number, exercise)
        client = signed_in(user)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] == counts[2] <= 10
