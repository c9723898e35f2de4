"""The log has what an operator needs, and nothing about a person."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.test import Client
from django.urls import include, path, reverse
from pytest_django import Settings

from accounts.ids import uuid7
from accounts.models import Club, User
from athletes.models import Athlete
from config.logs import JsonFormatter, logging_settings
from tests.cast import signed_in
from tests.factories import PASSWORD, make_user

#: What must not be in any line: names, addresses, words, tokens, keys of rows.
SECRETS = (
    "Zacharias", "zacharias@", "Quendolin", "Riverside", "alice@", "Alice", "pinches badly", PASSWORD,
    "wrong password 17", "token-of-nobody", "203.0.113.9", "Mozilla", "sessionid", "csrftoken",
)  # fmt: skip

handler500 = "config.errors.server_error"


@login_not_required
def clash(request, name):
    raise IntegrityError("Key (email)=(zacharias@example.org) already exists") from KeyError("Zacharias")


urlpatterns = [path("clash/<str:name>/", clash), path("", include("config.urls"))]


def visitor(*, enforce_csrf_checks: bool = False) -> Client:
    return Client(
        enforce_csrf_checks=enforce_csrf_checks,
        raise_request_exception=False,
        REMOTE_ADDR="203.0.113.9",
        HTTP_USER_AGENT="Mozilla/5.0",
    )


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a server writes to its standard output."""
    out, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonFormatter())
    root.addHandler(handler)
    yield out
    root.removeHandler(handler)


@pytest.mark.urls(__name__)
def test_no_line_is_about_a_person(
    written: io.StringIO, settings: Settings, alice: User, ann: Athlete, club: Club
) -> None:
    stranger = visitor()
    sign_in = reverse("account_login")
    stranger.post(sign_in, {"login": "zacharias@example.org", "password": "wrong password 17"})
    stranger.post(sign_in, {"login": alice.email, "password": PASSWORD})
    fields = {"email": "zacharias@example.org", "password1": PASSWORD, "name": "Zacharias"}
    visitor().post(reverse("account_signup"), fields)
    visitor().post(reverse("account_reset_password"), {"email": "zacharias@example.org"})

    coach = signed_in(alice)
    coach.post(reverse("athlete_new"), {"name": "Quendolin", "note": "pinches badly"})
    coach.get("/squad/?q=Quendolin")
    coach.get("/athletes/Quendolin/")
    coach.get(f"/athletes/{ann.pk}/")
    coach.get(f"/athletes/{uuid7()}/")
    sent = {"athlete": str(ann.pk), "note": "pinches badly", "tested_on": "Zacharias"}
    coach.put(f"/api/v1/assessments/{uuid7()}", sent, "application/json")
    coach.put("/api/v1/assessments/Zacharias", sent, "application/json")
    stranger.get(reverse("invitation_accept", args=["token-of-nobody"]))
    stranger.get("/", headers={"Host": "zacharias.example.org"})
    stranger.get("/clash/Zacharias/")
    visitor(enforce_csrf_checks=True).post(sign_in, {"login": "zacharias@example.org"})
    settings.EMAIL_BACKEND = "tests.config.test_logs.AwayBackend"
    make_user(email="zacharias2@example.org")
    stranger.post(reverse("account_reset_password"), {"email": "zacharias2@example.org"})

    text = written.getvalue()
    logged = [json.loads(line) for line in text.splitlines()]
    assert [secret for secret in (*SECRETS, str(ann.pk), str(club.pk)) if secret in text] == []
    requests = [line for line in logged if line["logger"] == "config.logs"]
    assert len(requests) >= 15
    assert {(line["method"], line["route"], line["status"]) for line in requests} >= {
        ("POST", "/accounts/login/", 302),
        ("GET", "/athletes/<uuid:pk>/", 200),
        ("GET", "/invitation/<str:token>/", 404),
        ("PUT", "/api/v1/assessments/<uuidstr:pk>", 422),
        ("GET", None, 404),
        ("GET", "/clash/<str:name>/", 500),
    }
    [clashed] = [line for line in logged if "error" in line and line.get("status") == 500]
    assert clashed["error"]["kind"] == "IntegrityError"
    assert clashed["error"]["from"] == "KeyError"
    assert clashed["error"]["through"][-1].startswith("tests/config/test_logs.py:")
    # The lines of one request have its id.
    assert [line["route"] for line in requests if line["request"] == clashed["request"]] == [
        "/clash/<str:name>/"
    ]


class AwayBackend:
    """A mail server that refuses, and says to whom."""

    def __init__(self, **_options: object) -> None:
        pass

    def send_messages(self, _messages: object) -> int:
        raise ConnectionRefusedError("zacharias@example.org refused")


def formatted(name: str, message: str, *values: object, **more: Any) -> dict[str, Any]:
    record = logging.LogRecord(name, logging.INFO, __file__, 7, message, values, more.pop("exc_info", None))
    for key, value in more.items():
        setattr(record, key, value)
    line: dict[str, Any] = json.loads(JsonFormatter().format(record))
    return line


def test_medials_own_messages_are_whole() -> None:
    assert (
        formatted("coaching.mail.sending", "Mail %s failed: %s", 12, "451")["message"]
        == "Mail 12 failed: 451"
    )


def test_of_a_packages_message_only_the_pattern_is_kept() -> None:
    line = formatted("django.request", "Not Found: %s", "/athletes/Zacharias/", status_code=404)
    assert (line["message"], line["status"]) == ("Not Found: %s", 404)
    assert formatted("gunicorn.error", "Booting worker with pid: %d", 17)["message"].endswith("pid: 17")
    whole = formatted("somebody.else", "Zacharias was here")
    assert "message" not in whole
    assert whole["at"] == "tests/config/test_logs.py:7"


def test_an_error_says_where_and_not_what() -> None:
    try:
        int("Zacharias")
    except ValueError:
        line = formatted("asyncio", "Task failed", exc_info=sys.exc_info())
    assert line["error"]["kind"] == "ValueError"
    assert "Zacharias" not in json.dumps(line)


def test_a_server_logs_json_and_a_demo_lines_to_read() -> None:
    assert logging_settings(as_json=True, level="INFO") == configured.LOGGING
    assert configured.LOGGING["formatters"]["line"]["()"] == "config.logs.JsonFormatter"
    plain = logging_settings(as_json=False, level="ERROR")
    assert "format" in plain["formatters"]["line"]
    assert plain["root"]["level"] == "ERROR"
