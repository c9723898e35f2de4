"""The coach's side of an athlete's sign-in: /athletes/<uuid>/invite/."""

from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from accounts.models import Club, Invitation, User
from accounts.qr import qr_code
from athletes.linking import invite_athlete
from athletes.models import Athlete
from tests.accounts.pages import headings, link_in, words
from tests.cast import signed_in
from tests.factories import make_athlete

pytestmark = pytest.mark.django_db


@pytest.fixture
def iris(club: Club) -> Athlete:
    return make_athlete(club=club, name="Iris Vale")


def address(athlete: Athlete) -> str:
    return reverse("athlete_invite", args=[athlete.pk])


def make_link(user: User, athlete: Athlete, email: str = "") -> Any:
    return signed_in(user).post(address(athlete), {"email": email})


def test_a_coach_makes_a_link_and_a_code_to_show(bob: User, iris: Athlete) -> None:
    assert headings(signed_in(bob).get(address(iris))) == 1
    page = make_link(bob, iris)
    assert headings(page) == 1
    html = page.content.decode()
    path = link_in(words(page))
    assert f'<path d="{qr_code("http://testserver" + path).path}"' in html
    assert "no-store" in page["Cache-Control"]
    iris.refresh_from_db()
    assert iris.invitation
    assert (iris.invitation.kind, iris.invitation.invited_by) == ("athlete", bob)
    assert signed_in(None).get(path).status_code == 200


def test_the_link_is_shown_once_only(bob: User, iris: Athlete) -> None:
    path = link_in(words(make_link(bob, iris)))
    page = signed_in(bob).get(address(iris))
    assert path not in page.content.decode()
    assert "A link is out" in words(page)


def test_it_is_mailed_where_an_address_is_given(
    bob: User, iris: Athlete, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    page = make_link(bob, iris, "iris@example.org")
    assert "A mail with the link is on its way to iris@example.org." in words(page)
    (message,) = mailoutbox
    assert message.to == ["iris@example.org"]
    assert "Bob Coe invites you to follow your own hip tests and routine" in str(message.body)
    assert link_in(str(message.body)) == link_in(words(page))
    assert "Made on" in words(signed_in(bob).get(address(iris)))


def test_no_mail_goes_out_unasked(bob: User, iris: Athlete, mailoutbox: list[EmailMultiAlternatives]) -> None:
    make_link(bob, iris)
    assert not mailoutbox


def test_an_address_that_won_t_do_is_refused(bob: User, iris: Athlete) -> None:
    assert "Enter a valid email address." in words(make_link(bob, iris, "nonsense"))
    assert not Invitation.objects.exists()


def test_a_new_link_kills_the_one_before(bob: User, iris: Athlete) -> None:
    first, second = link_in(words(make_link(bob, iris))), link_in(words(make_link(bob, iris)))
    assert signed_in(None).get(first).status_code == 404
    assert signed_in(None).get(second).status_code == 200


def test_a_link_is_taken_back(bob: User, iris: Athlete) -> None:
    path = link_in(words(make_link(bob, iris)))
    revoke = reverse("athlete_invite_revoke", args=[iris.pk])
    assert "opens nothing any more" in words(signed_in(bob).post(revoke, follow=True))
    assert signed_in(None).get(path).status_code == 404
    assert "A link is out" not in words(signed_in(bob).get(address(iris)))


def test_taking_back_nothing_is_harmless(bob: User, iris: Athlete) -> None:
    page = signed_in(bob).post(reverse("athlete_invite_revoke", args=[iris.pk]), follow=True)
    assert "opens nothing" not in words(page)


def test_a_sign_in_is_taken_off(bob: User, ann: Athlete) -> None:
    page = signed_in(bob).get(address(ann))
    assert "ann@example.org" in words(page)
    assert "Make a link" not in words(page)
    page = signed_in(bob).post(reverse("athlete_unlink", args=[ann.pk]), follow=True)
    assert "Nobody signs in as Ann Runner now." in words(page)
    ann.refresh_from_db()
    assert ann.user is None
    assert "Make a link" in words(page)


def test_who_signs_in_already_is_not_invited(bob: User, ann: Athlete) -> None:
    page = signed_in(bob).post(address(ann), {"email": ""}, follow=True)
    assert "Ann Runner can’t be invited now." in words(page)
    assert not Invitation.objects.exists()


def test_the_archived_are_not_invited(bob: User, iris: Athlete, club: Club) -> None:
    Athlete.objects.filter(pk=iris.pk).update(archived_on=club.today())
    assert "Bring them back first." in words(signed_in(bob).get(address(iris)))
    signed_in(bob).post(address(iris), {"email": ""})
    assert not Invitation.objects.exists()


def test_who_may_not(bob: User, vera: User, charlie: User, ann: Athlete, otto: Athlete) -> None:
    invite_athlete(athlete=make_athlete(club=ann.club), by=bob)
    for user, status in ((vera, 403), (ann.user, 403), (otto.user, 404), (charlie, 404)):
        client = signed_in(user)
        assert client.get(address(ann)).status_code == status
        for name in ("athlete_invite", "athlete_invite_revoke", "athlete_unlink"):
            assert client.post(reverse(name, args=[ann.pk])).status_code == status
    ann.refresh_from_db()
    assert ann.user
    assert Invitation.objects.open().count() == 1
