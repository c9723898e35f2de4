"""Who signs in, and what did not fit, is a line of the log each: the user's key, and nothing else of them."""

import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.test_second_factor import SECRET, code_of, with_app
from tests.factories import PASSWORD, confirm

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Any:
    """What was logged about signing in since the last look."""
    caplog.set_level(logging.INFO, logger="accounts")

    def read() -> list[tuple[str, str, dict[str, Any]]]:
        told = [
            (one.levelname, one.getMessage(), vars(one)["fields"])
            for one in caplog.records
            if one.name.startswith("accounts.")
        ]
        caplog.clear()
        return told

    return read


def post(client: Client, name: str, **fields: str) -> None:
    client.post(reverse(name), fields)


def test_a_password_that_fits_and_one_that_does_not(client: Client, alice: User, lines: Any) -> None:
    confirm(alice)
    post(client, "account_login", login="Alice@example.org", password="a wrong password")
    post(client, "account_login", login="nobody@example.org", password="a wrong password")
    post(client, "account_login", login=alice.email, password=PASSWORD)
    assert lines() == [
        ("WARNING", f"A password did not fit: user {alice.pk}", {"user": alice.pk}),
        ("WARNING", "A password did not fit: user None", {"user": None}),
        ("INFO", f"Signed in: user {alice.pk} by ['password']", {"user": alice.pk, "by": ["password"]}),
    ]


def test_a_code_that_does_not_fit_and_one_that_does(client: Client, alice: User, lines: Any) -> None:
    with_app(alice)
    post(client, "account_login", login=alice.email, password=PASSWORD)
    assert lines() == []
    post(client, "mfa_authenticate", code="000000x")
    post(client, "mfa_authenticate", code=code_of(SECRET))
    assert lines() == [
        ("WARNING", f"A second factor did not fit: user {alice.pk}", {"user": alice.pk}),
        (
            "INFO",
            f"Signed in: user {alice.pk} by ['password', 'totp']",
            {"user": alice.pk, "by": ["password", "totp"]},
        ),
    ]


def test_a_passkey_that_is_nobodys(client: Client, lines: Any) -> None:
    post(client, "mfa_login_webauthn", credential='{"id": "x"}')
    assert lines() == [("WARNING", "A second factor did not fit: user None", {"user": None})]
