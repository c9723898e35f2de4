"""Names as people type and paste them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.fields import NameField
from accounts.models import User
from tests.accounts.pages import words
from tests.cast import signed_in


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Ann \t Marie\n Runner ", "Ann Marie Runner"),
        ("\u202eAnn", "Ann"),
        ("👩\u200d👧 Zoë", "👩\u200d👧 Zoë"),
        ("نرگس می\u200cدود", "نرگس می\u200cدود"),
        ("!", "!"),
    ],
)
def test_a_name_is_one_line_of_what_was_typed(typed: str, name: str) -> None:
    assert NameField().clean(typed) == name


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "\u00a0\u2060", "\u202e"])
def test_a_name_that_cannot_be_seen_is_none(typed: str) -> None:
    with pytest.raises(ValidationError):
        NameField().clean(typed)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("athlete_new", "Give the athlete’s name."),
        ("squads", "Give the squad a name."),
        ("club", "Give the club a name."),
        ("club_new", "Give the club a name."),
    ],
)
def test_pages_refuse_it_at_the_field(alice: User, page: str, sentence: str) -> None:
    assert sentence in words(signed_in(alice).post(reverse(page), {"name": "\u200b"}))
