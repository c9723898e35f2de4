"""Passwords that somebody would guess who knows Medial, the person or their club."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from accounts.passwords import ContextWordsValidator, refuse_around
from tests.accounts.pages import words
from tests.cast import signed_in
from tests.factories import PASSWORD

NAMES = ["Alice Owen", "Riverside Harriers"]
NEW = {"name": "Dana Coach", "email": "dana@example.org", "time_zone": "UTC", "club_name": "Dünen Läufer"}


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("medial12345!", "medial"),
        ("M3d1al_2026_", "medial"),
        ("hip-rotation", "rotation"),
        ("myHips!!2026", "hips"),
        ("Läufer-2026!", "läufer"),
        ("riverside-harriers", "riverside"),
        ("h@rr1er$2026", "harriers"),
        ("Owen.1999.09", "owen"),
        ("coachAlice99", "coach"),
    ],
)
def test_what_is_built_around_such_a_word_is_refused(password: str, word: str) -> None:
    with pytest.raises(ValidationError, match=f"“{word}” is soon guessed"):
        refuse_around(password, NAMES)


@pytest.mark.parametrize(
    "password",
    [PASSWORD, "medial-demo-club", "friendship-4471", "İstanbul by the river", "77-kettle-Owen-moss"],
)
def test_what_has_enough_besides_is_not(password: str) -> None:
    refuse_around(password, NAMES)


@pytest.mark.django_db
def test_a_new_password_may_not_be_around_ones_name_or_club(alice: User) -> None:
    for password in ("alice-owen-77", "Riverside-2026"):
        fields = {"oldpassword": PASSWORD, "password1": password, "password2": password}
        page = signed_in(alice).post("/accounts/password/change/", fields)
        assert "is soon guessed: choose words that have nothing to do with you" in words(page)


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["medial123456", "Dana=1999=2026", "dünen/läufer"])
def test_nor_may_the_first_one(client: Client, password: str) -> None:
    page = client.post("/accounts/signup/", NEW | {"password1": password})
    assert words(page).count("is soon guessed") == 1


def test_it_says_so_where_validators_are_listed() -> None:
    assert "built around your name" in ContextWordsValidator().get_help_text()
