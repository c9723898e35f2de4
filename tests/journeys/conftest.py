"""Journeys go to the live server: `page.goto("/squad/")`."""

import pytest
from pytest_django.live_server_helper import LiveServer


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    return str(live_server.url)
