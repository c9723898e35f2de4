"""The squads of a club: /squads/."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Club, User
from athletes.forms import SquadForm
from athletes.models import Athlete, Squad
from tests.accounts.pages import headings, words
from tests.cast import signed_in
from tests.factories import make_athlete, make_squad

pytestmark = pytest.mark.django_db

SQUADS = "/squads/"


@pytest.fixture
def track(club: Club) -> Squad:
    return make_squad(club=club, name="Track")


def test_a_coach_adds_a_squad(bob: User, club: Club) -> None:
    client = signed_in(bob)
    page = client.get(SQUADS)
    assert headings(page) == 1
    assert "No squads yet" in words(page)
    assert "Track is added." in words(client.post(SQUADS, {"name": " Track "}, follow=True))
    assert Squad.objects.get().club == club


def test_it_says_how_many_train_in_each(
    bob: User, club: Club, track: Squad, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_athlete(club=club, squads=[track])
    make_athlete(club=club, squads=[track], archived_on=club.today())
    for n in range(20):
        make_squad(club=club, name=f"Group {n}")
    client = signed_in(bob)
    with django_assert_max_num_queries(6):
        page = client.get(SQUADS)
    assert "Track 1 athlete Rename" in words(page)


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "Give the squad a name."), ("TRACK", "There is a squad of this name already")]
)
def test_a_name_that_won_t_do_is_refused(bob: User, track: Squad, name: str, sentence: str) -> None:
    assert sentence in words(signed_in(bob).post(SQUADS, {"name": name}))
    assert Squad.objects.count() == 1


def test_a_squad_is_renamed(bob: User, track: Squad, club: Club) -> None:
    client = signed_in(bob)
    make_squad(club=club, name="Road")
    address = reverse("squad_edit", args=[track.pk])
    page = client.get(address)
    assert headings(page) == 1
    assert "Rename Track" in words(page)
    refused = words(client.post(address, {"name": "road"}))
    assert "There is a squad of this name already" in refused
    assert "Rename Track" in refused
    client.post(address, {"name": "track"})
    track.refresh_from_db()
    assert track.name == "track"


def test_deleting_asks_first_and_keeps_the_athletes(bob: User, track: Squad, club: Club) -> None:
    make_athlete(club=club, squads=[track])
    client = signed_in(bob)
    address = reverse("squad_delete", args=[track.pk])
    page = client.get(address)
    assert headings(page) == 1
    assert "1 athlete is in it." in words(page)
    assert Squad.objects.exists()
    assert "Track is deleted." in words(client.post(address, follow=True))
    assert not Squad.objects.exists()
    assert Athlete.objects.count() == 1


def test_an_empty_squad_says_so(bob: User, track: Squad) -> None:
    assert "Nobody is in it." in words(signed_in(bob).get(reverse("squad_delete", args=[track.pk])))


def test_who_may_not(vera: User, charlie: User, ann: Athlete, track: Squad) -> None:
    assert "Track" in words(signed_in(vera).get(SQUADS))
    assert "Rename" not in words(signed_in(vera).get(SQUADS))
    assert signed_in(vera).post(SQUADS, {"name": "Road"}).status_code == 403
    assert "Track" not in words(signed_in(charlie).get(SQUADS))
    for user, status in ((vera, 403), (ann.user, 404), (charlie, 404)):
        for name in ("squad_edit", "squad_delete"):
            address = reverse(name, args=[track.pk])
            assert signed_in(user).get(address).status_code == status
            assert signed_in(user).post(address, {"name": "Stolen"}).status_code == status
    track.refresh_from_db()
    assert track.name == "Track"


def test_a_name_that_comes_in_twice_at_once_is_refused_in_words(club: Club) -> None:
    form = SquadForm({"name": "Track"}, club=club)
    assert form.is_valid()
    make_squad(club=club, name="Track")

    assert form.saved() is None
    assert form.errors["name"] == ["There is a squad of this name already: choose another name."]
    assert club.squads.count() == 1
