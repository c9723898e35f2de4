"""Names as long as they may be and without a space, on a phone of 360 pixels: nothing scrolls sideways."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import Role, User
from athletes.models import Squad
from tests.factories import PASSWORD, join, make_athlete, make_club
from tests.journeys.steps import sign_in
from tests.plugins.browser import SMALL


def test_long_names_stay_within_a_small_phone(alice: User, open_page: Callable[..., Page]) -> None:
    long = join(alice, make_club(name="A" * 120), Role.OWNER).memberships.get(club__name="A" * 120).club
    athlete = make_athlete(club=long, name="N" * 120)
    athlete.squads.add(Squad.objects.create(club=long, name="S" * 80))
    page = open_page(**SMALL)
    sign_in(page, alice.email, PASSWORD)
    wide = []
    names = ["athlete", "athlete_edit", "athlete_invite", "athlete_archive"]
    addresses = [reverse(name, args=[athlete.pk]) for name in names]
    addresses += [reverse(name) for name in ("squad", "squads", "club", "club_members")]
    for address in [*addresses, reverse("assessment_new", args=[athlete.pk])]:
        page.goto(address)
        page.locator("details.menu summary").first.click()
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(address)
    assert not wide
