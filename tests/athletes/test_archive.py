"""Putting athletes away and bringing them back."""

import datetime as dt

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Club, User
from athletes.linking import invite_athlete
from athletes.models import Athlete
from tests.accounts.pages import headings, words
from tests.cast import signed_in
from tests.factories import make_assessment, make_athlete

pytestmark = pytest.mark.django_db

ARCHIVE = "/athletes/archived/"


def test_archiving_asks_first(bob: User, ann: Athlete) -> None:
    page = signed_in(bob).get(reverse("athlete_archive", args=[ann.pk]))
    assert headings(page) == 1
    assert "Archive Ann Runner?" in words(page)
    ann.refresh_from_db()
    assert ann.archived_on is None


def test_an_archived_athlete_is_kept_and_comes_back(bob: User, ann: Athlete, club: Club) -> None:
    client = signed_in(bob)
    answer = client.post(reverse("athlete_archive", args=[ann.pk]))
    assert answer["Location"] == reverse("squad")
    assert Athlete.objects.archived().get().archived_on == club.today()
    assert "Ann Runner" in words(client.get(ARCHIVE))
    answer = client.post(reverse("athlete_restore", args=[ann.pk]))
    assert answer["Location"] == reverse("athlete", args=[ann.pk])
    assert Athlete.objects.active().get() == ann
    assert "The archive is empty" in words(client.get(ARCHIVE))


def test_archiving_twice_keeps_the_first_day(bob: User, ann: Athlete) -> None:
    Athlete.objects.update(archived_on=dt.date(2026, 1, 2))
    signed_in(bob).post(reverse("athlete_archive", args=[ann.pk]))
    ann.refresh_from_db()
    assert ann.archived_on == dt.date(2026, 1, 2)


def test_a_link_to_an_archived_athlete_opens_nothing(bob: User, club: Club) -> None:
    athlete = make_athlete(club=club)
    _invitation, token = invite_athlete(athlete=athlete, by=bob)
    signed_in(bob).post(reverse("athlete_archive", args=[athlete.pk]))
    assert signed_in(None).get(reverse("invitation_accept", args=[token])).status_code == 404


def test_an_archived_athlete_sees_nothing_of_it_until_brought_back(bob: User, ann: Athlete) -> None:
    test = make_assessment(athlete=ann, left=29)
    address = reverse("assessment", args=[test.pk])
    client = signed_in(ann.user)
    assert client.get(address).status_code == 200
    signed_in(bob).post(reverse("athlete_archive", args=[ann.pk]))
    assert client.get(address).status_code == 404
    assert signed_in(bob).get(address).status_code == 200
    signed_in(bob).post(reverse("athlete_restore", args=[ann.pk]))
    assert client.get(address).status_code == 200


def test_the_list_is_searched_and_paged(
    bob: User, club: Club, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(51):
        make_athlete(club=club, name=f"Runner {n:02}", archived_on=dt.date(2026, 1, 1) + dt.timedelta(days=n))
    client = signed_in(bob)
    with django_assert_max_num_queries(7):
        text = words(client.get(ARCHIVE))
    assert "51 athletes" in text
    assert "Runner 50" in text
    assert "Runner 00" not in text
    assert "Page 1 of 2" in text
    assert "Runner 00" in words(client.get(ARCHIVE, {"page": 2}))
    found = words(client.get(ARCHIVE, {"q": "runner 07"}))
    assert "1 athlete " in found
    assert "Runner 07" in found
    assert "Nobody in the archive is called “zzz”" in words(client.get(ARCHIVE, {"q": "zzz"}))


def test_a_search_for_what_no_name_holds_finds_nobody(bob: User, club: Club) -> None:
    make_athlete(club=club, name="Ann Runner", archived_on=dt.date(2026, 1, 2))
    assert signed_in(bob).get(ARCHIVE, {"q": "zzz\0"}).status_code == 200


def test_a_viewer_reads_and_others_see_their_own(vera: User, charlie: User, ann: Athlete) -> None:
    Athlete.objects.update(archived_on=dt.date(2026, 1, 2))
    page = signed_in(vera).get(ARCHIVE)
    assert "Ann Runner" in words(page)
    assert "Bring back" not in words(page)
    assert "Ann Runner" not in words(signed_in(charlie).get(ARCHIVE))
    assert signed_in(ann.user).get(ARCHIVE)["Location"] == reverse("home")


def test_who_may_not(vera: User, charlie: User, ann: Athlete, otto: Athlete) -> None:
    for user, status in ((vera, 403), (ann.user, 403), (otto.user, 404), (charlie, 404)):
        client = signed_in(user)
        assert client.get(reverse("athlete_archive", args=[ann.pk])).status_code == status
        assert client.post(reverse("athlete_archive", args=[ann.pk])).status_code == status
        assert client.post(reverse("athlete_restore", args=[ann.pk])).status_code == status
    ann.refresh_from_db()
    assert ann.archived_on is None
