"""Nobody's pages stay behind on a machine or on the way to it."""

import pytest
from django.urls import reverse

from accounts.models import User
from athletes.models import Athlete
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["squad", "club", "learn", "account_email"])
def test_what_a_signed_in_person_reads_is_kept_nowhere(bob: User, name: str) -> None:
    assert signed_in(bob).get(reverse(name)).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["today", "my_hips", "history"])
def test_nor_what_an_athlete_reads(ann: Athlete, name: str) -> None:
    assert signed_in(ann.user).get(reverse(name)).headers["Cache-Control"] == "private, no-store"


def test_a_refusal_isn_t_either(charlie: User, ann: Athlete) -> None:
    refused = signed_in(charlie).get(reverse("athlete", args=[ann.pk]))
    assert (refused.status_code, refused.headers["Cache-Control"]) == (404, "private, no-store")


def test_what_a_stranger_reads_is_left_to_the_browser() -> None:
    assert "Cache-Control" not in signed_in(None).get(reverse("learn")).headers
