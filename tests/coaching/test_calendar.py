"""The athlete's private calendar: /today/calendar/ and the feed behind its link."""

import datetime as dt
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accounts.models import User
from athletes.models import Athlete
from coaching.assigning import stop
from coaching.models import CalendarFeed, Programme
from tests.assessments.entry import headings
from tests.cast import signed_in
from tests.factories import make_athlete, make_club, make_exercise, make_programme, make_user

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 11, 16)


def own_user(athlete: Athlete) -> User:
    assert athlete.user is not None
    return athlete.user


def make_link(athlete: Athlete) -> str:
    """Presses the button; the path of the link that the page shows."""
    page: Any = signed_in(athlete.user).post(reverse("calendar"))
    return urlsplit(page.context["link"]).path


def fetch(path: str, **headers: str) -> Any:
    return Client().get(path, headers=headers)


def events(path: str) -> list[Any]:
    answer = fetch(path)
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


@pytest.fixture
def programme(ann: Athlete) -> Programme:
    stretch, lift = make_exercise(name="Knees-in stretch"), make_exercise(name="Ankle lift")
    return make_programme(
        athlete=ann,
        exercises=[stretch, lift],
        starts_on=MONDAY,
        weeks=2,
        retest_on=dt.date(2026, 12, 28),
    )


def test_the_page_makes_a_link_that_is_shown_once(ann: Athlete) -> None:
    client = signed_in(ann.user)
    page: Any = client.get(reverse("calendar"))
    assert headings(page) == 1
    assert "Make the link" in page.content.decode()
    made: Any = client.post(reverse("calendar"))
    link = made.context["link"]
    assert re.fullmatch(r"http://testserver/calendar/[\w-]{43}\.ics", link)
    assert f'href="webcal://testserver{urlsplit(link).path}"' in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    token = link.rsplit("/", 1)[1].removesuffix(".ics")
    assert token not in str(CalendarFeed.objects.values())
    assert token not in client.get(reverse("calendar")).content.decode()
    assert fetch(urlsplit(link).path).status_code == 200


def test_a_new_link_kills_the_old_one_and_revoking_kills_it_too(ann: Athlete) -> None:
    first = make_link(ann)
    second = make_link(ann)
    assert [fetch(path).status_code for path in (first, second)] == [404, 200]
    signed_in(ann.user).post(reverse("calendar"), {"revoke": "1"})
    assert fetch(second).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_whoever_is_no_athlete_gets_no_link(bob: User) -> None:
    page = signed_in(bob).post(reverse("calendar"))
    assert "This page is for athletes" in page.content.decode()
    assert not CalendarFeed.objects.exists()


def test_the_feed_speaks_its_owners_language_whoever_fetches_it(ann: Athlete, programme: Programme) -> None:
    User.objects.filter(pk=own_user(ann).pk).update(language="de")
    path = make_link(ann)
    answer = fetch(path, **{"accept-language": "fr"})
    assert "SUMMARY:Hüftübungen" in answer.content.decode()
    assert fetch(path).content == answer.content


def test_the_feed_has_every_routine_day_and_the_retest(ann: Athlete, programme: Programme) -> None:
    programme.exercises.update(days_per_week=3)
    found = events(make_link(ann))
    days = [event.start for event in found if event["summary"] == "Hip routine"]
    assert days == [MONDAY + dt.timedelta(days=n) for n in (0, 2, 4, 7, 9, 11)]
    retest = found[-1]
    assert (retest["summary"], retest.start) == ("Hip retest", dt.date(2026, 12, 28))
    for event in found:
        assert (event.end - event.start).days == 1
        assert event["transp"] == "TRANSPARENT"
    assert len({str(event["uid"]) for event in found}) == len(found)


def test_whole_days_carry_no_zone_so_that_they_stay_where_they_are(
    ann: Athlete, programme: Programme
) -> None:
    ann.club.time_zone = "Pacific/Auckland"
    ann.club.save()
    text = fetch(make_link(ann)).content.decode()
    assert "DTSTART;VALUE=DATE:20261116" in text
    assert not re.search(r"DTSTART[^\r]*T\d{6}", text)


def test_the_feed_names_nobody_and_nothing_of_anyones_health(ann: Athlete, programme: Programme) -> None:
    text = fetch(make_link(ann)).content.decode()
    for told in (ann.name, ann.club.name, "Knees-in", "Ankle", "stretch", own_user(ann).email, "°"):
        assert told.lower() not in text.lower()
    assert "http://testserver/today/" in text


def test_it_stays_the_same_until_something_changes(ann: Athlete, programme: Programme) -> None:
    path = make_link(ann)
    first = fetch(path)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "private, max-age=3600"
    assert fetch(path).content == first.content
    assert fetch(path, if_none_match=first["ETag"]).status_code == 304
    before = {str(event["uid"]) for event in events(path)}
    programme.exercises.update(days_per_week=7)
    assert before < {str(event["uid"]) for event in events(path)}
    assert fetch(path, if_none_match=first["ETag"]).status_code == 200


def test_it_is_empty_once_the_programme_stops(ann: Athlete, programme: Programme) -> None:
    path = make_link(ann)
    stop(programme=programme, reason="Pain.")
    assert events(path) == []
    assert "Pain." not in fetch(path).content.decode()


def test_only_ones_own_running_programmes_of_every_club_are_in_it(
    ann: Athlete, otto: Athlete, programme: Programme
) -> None:
    make_programme(athlete=otto, starts_on=MONDAY)
    elsewhere = make_athlete(club=make_club(name="Elsewhere"), user=own_user(ann))
    second = make_programme(athlete=elsewhere, starts_on=MONDAY)
    path = make_link(ann)
    prefixes = {str(event["uid"])[:36] for event in events(path)}
    assert prefixes == {str(programme.pk), str(second.pk)}
    ann.archived_on = ann.club.today()
    ann.save()
    assert {str(event["uid"])[:36] for event in events(path)} == {str(second.pk)}


def test_an_account_that_is_closed_has_no_calendar(ann: Athlete, programme: Programme) -> None:
    path = make_link(ann)
    User.objects.filter(pk=own_user(ann).pk).update(is_active=False)
    assert fetch(path).status_code == 404


def test_an_unknown_link_says_nothing(db: None) -> None:
    answer = fetch(reverse("calendar_feed", args=["nobody-made-this-token"]))
    assert (answer.status_code, answer.content.decode()) == (404, "There is no calendar here.")


def test_the_queries_do_not_grow_with_the_weeks(
    ann: Athlete, programme: Programme, django_assert_max_num_queries: Any
) -> None:
    Programme.objects.update(weeks=26)
    path = make_link(ann)
    with django_assert_max_num_queries(5):
        fetch(path)


def test_the_pages_lead_there(ann: Athlete, programme: Programme, bob: User) -> None:
    today = signed_in(ann.user).get(reverse("today")).content.decode()
    assert reverse("calendar") in today
    assert reverse("programme_sheet", args=[programme.pk]) in today
    assert "Open it on your phone" in today
    page = signed_in(bob).get(reverse("programme", args=[programme.pk])).content.decode()
    assert reverse("programme_sheet", args=[programme.pk]) in page


def test_a_person_without_an_athlete_has_a_name_in_the_table(ann: Athlete) -> None:
    make_link(ann)
    assert str(CalendarFeed.objects.get()) == str(make_user(email="x@example.org", name="Ann Runner"))
