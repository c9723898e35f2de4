"""Journeys go to the live server: `page.goto("/squad/")`."""

import pytest
from django.apps import apps
from pytest_django.live_server_helper import LiveServer

from assessments.seeding import seed_errors
from coaching.library import seed_editors, seed_library, seed_translations


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    return str(live_server.url)


@pytest.fixture(autouse=True)
def seeded(transactional_db: None) -> None:
    """What the migrations brought (the library, the editors' group), again for each journey.

    The live server has connections of its own, so a journey ends by emptying the tables, not by a rollback.
    """
    seed_errors(apps)
    seed_library(apps)
    seed_translations(apps)
    seed_editors(apps)
