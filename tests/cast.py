"""The people the tests speak of, as fixtures.

Alice owns Riverside Harriers, Bob coaches there, Vera only looks; Charlie owns another club. Ann is
Riverside's athlete with a sign-in, Otto another of its athletes with one; Edith edits content and belongs to
no club.
"""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import Club, Role, User
from athletes.models import Athlete
from tests.factories import join, make_athlete, make_club, make_user


@pytest.fixture
def club(db: None) -> Club:
    return make_club(name="Riverside Harriers")


@pytest.fixture
def other_club(db: None) -> Club:
    return make_club(name="Hilltop Striders")


@pytest.fixture
def alice(club: Club) -> User:
    return join(make_user(email="alice@example.org", name="Alice Owen"), club, Role.OWNER)


@pytest.fixture
def bob(club: Club) -> User:
    return join(make_user(email="bob@example.org", name="Bob Coe"), club, Role.COACH)


@pytest.fixture
def vera(club: Club) -> User:
    return join(make_user(email="vera@example.org", name="Vera Viewer"), club, Role.VIEWER)


@pytest.fixture
def charlie(other_club: Club) -> User:
    return join(make_user(email="charlie@example.org", name="Charlie Hill"), other_club, Role.OWNER)


@pytest.fixture
def ann(club: Club) -> Athlete:
    return make_athlete(
        club=club, name="Ann Runner", user=make_user(email="ann@example.org", name="Ann Runner")
    )


@pytest.fixture
def otto(club: Club) -> Athlete:
    return make_athlete(
        club=club, name="Otto Miler", user=make_user(email="otto@example.org", name="Otto Miler")
    )


@pytest.fixture
def edith(db: None) -> User:
    """A content editor: the group that the migrations seed, and no club."""
    user = make_user(email="edith@example.org", name="Edith Pen", is_staff=True)
    user.groups.add(Group.objects.get(name="Content editors"))
    return user


def signed_in(user: User | None) -> Client:
    """A test client signed in as `user`; None is a stranger."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client
