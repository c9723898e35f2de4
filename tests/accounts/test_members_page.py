"""Members and their roles: /club/members/."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.clubs import change_role, remove_member
from accounts.models import Club, Invitation, Membership, Role, User
from athletes.models import Athlete
from tests.accounts.pages import headings, words
from tests.cast import signed_in
from tests.factories import join, make_invitation, make_user

pytestmark = pytest.mark.django_db

MEMBERS = "/club/members/"
LAST = "A club keeps at least one owner"


def post(user: User, action: str, member: User, **fields: Any) -> Any:
    pk = Membership.objects.get(user=member).pk
    return signed_in(user).post(f"{MEMBERS}{action}/", {"member": pk, **fields}, follow=True)


def test_every_member_sees_the_members(alice: User, bob: User, vera: User) -> None:
    for user in (bob, vera):
        page = signed_in(user).get(MEMBERS)
        assert headings(page) == 1
        text = words(page)
        assert "Alice Owen" in text
        assert "alice@example.org" not in text
        assert "Invite a coach" not in text
    assert "bob@example.org" in words(signed_in(alice).get(MEMBERS))


def test_other_clubs_members_are_not_there(alice: User, charlie: User) -> None:
    assert "Charlie" not in words(signed_in(alice).get(MEMBERS))


def test_the_page_costs_the_same_with_many_members(
    alice: User, club: Club, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        join(make_user(), club)
    client = signed_in(alice)
    with django_assert_max_num_queries(6):
        client.get(MEMBERS)


def test_an_owner_changes_a_role(alice: User, bob: User) -> None:
    page = post(alice, "role", bob, role="viewer")
    assert "Bob Coe’s role is changed." in words(page)
    assert Membership.objects.get(user=bob).role == Role.VIEWER
    post(alice, "role", bob, role="owner")
    assert Membership.objects.get(user=bob).role == Role.OWNER


def test_an_unknown_role_changes_nothing(alice: User, bob: User) -> None:
    post(alice, "role", bob, role="emperor")
    assert Membership.objects.get(user=bob).role == Role.COACH


def test_the_last_owner_stays_one(alice: User, bob: User) -> None:
    assert LAST in words(post(alice, "role", alice, role="coach"))
    assert LAST in words(post(alice, "remove", alice))
    assert Membership.objects.get(user=alice).role == Role.OWNER


def test_of_two_owners_one_may_step_down(alice: User, bob: User) -> None:
    post(alice, "role", bob, role="owner")
    post(alice, "role", alice, role="viewer")
    assert Membership.objects.get(user=alice).role == Role.VIEWER


def test_an_owner_removes_a_member_after_asking(alice: User, bob: User) -> None:
    page = signed_in(alice).get(MEMBERS)
    assert "Bob Coe would no longer see this club." in words(page)
    page = post(alice, "remove", bob)
    assert "Bob Coe is no longer in Riverside Harriers." in words(page)
    assert not Membership.objects.filter(user=bob).exists()
    assert User.objects.filter(pk=bob.pk).exists()


def test_anybody_may_leave(vera: User, alice: User) -> None:
    page = post(vera, "remove", vera)
    assert page.redirect_chain[0][0] == reverse("home")
    assert not Membership.objects.filter(user=vera).exists()


def test_only_owners_change_others(alice: User, bob: User, vera: User) -> None:
    for user in (bob, vera):
        assert post(user, "role", alice, role="viewer").status_code == 403
        assert post(user, "remove", alice).status_code == 403
    assert Membership.objects.get(user=alice).role == Role.OWNER


def test_another_clubs_member_is_not_found(alice: User, charlie: User, ann: Athlete) -> None:
    assert post(alice, "role", charlie, role="viewer").status_code == 404
    assert post(alice, "remove", charlie).status_code == 404
    for nobody in ("x", "", "²", "-1", "9" * 40, "9" * 5000):
        assert signed_in(alice).post(f"{MEMBERS}remove/", {"member": nobody}).status_code == 404


def test_who_is_sent_away_keeps_no_link_back(alice: User, bob: User, club: Club) -> None:
    kept = make_invitation(club=club, kind="owner", invited_by=alice)
    for kind in ("coach", "athlete"):
        make_invitation(club=club, kind=kind, invited_by=bob)

    post(alice, "remove", bob)

    assert list(Invitation.objects.open()) == [kept]


@pytest.mark.parametrize(("role", "left"), [("owner", 2), ("coach", 1), ("viewer", 0)])
def test_a_lesser_role_takes_back_what_it_could_not_invite(
    alice: User, bob: User, club: Club, role: str, left: int
) -> None:
    Membership.objects.filter(user=bob).update(role=Role.OWNER)
    make_invitation(club=club, kind="owner", invited_by=bob)
    make_invitation(club=club, kind="athlete", invited_by=bob)

    post(alice, "role", bob, role=role)

    assert Invitation.objects.open().count() == left


def test_what_has_ended_meanwhile_is_left_alone(alice: User, bob: User) -> None:
    membership = Membership.objects.get(user=bob)
    Membership.objects.filter(user=bob).delete()

    remove_member(membership=membership)
    change_role(membership=membership, role=Role.OWNER)

    assert not Membership.objects.filter(user=bob).exists()
