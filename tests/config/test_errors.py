"""The error page: Medial's look, and the same words where nothing else can be drawn."""

import errno
import re
from typing import Any

import psycopg
import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import UnreadablePostError
from django.test import Client
from django.urls import include, path, reverse

import config.urls
from accounts.mail_away import MailAway
from accounts.models import User
from config import errors
from tests.cast import signed_in

handler400 = "config.errors.bad_request"
handler500 = "config.errors.server_error"


#: What goes wrong in the view below.
broken: list[Exception] = []


@login_not_required
def break_down(request):
    raise broken[0]


urlpatterns = [
    path("broken/", break_down, name="broken"),
    path("api/broken/", break_down),
    path("", include("config.urls")),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def own_fault() -> None:
    broken[:] = [RuntimeError("broken on purpose")]


def broken_page(address: str = "/broken/", **headers: str) -> Any:
    return Client(raise_request_exception=False).get(address, headers=headers)


def disk_full() -> OperationalError:
    """What Django makes of PostgreSQL's."""
    error = OperationalError("could not extend file")
    error.__cause__ = psycopg.errors.DiskFull()
    return error


@pytest.mark.parametrize(
    ("error", "status", "english", "german"),
    [
        (OperationalError("the connection is lost"), 503, "get at its data", "an die Daten"),
        (InterfaceError("connection already closed"), 503, "get at its data", "an die Daten"),
        (OperationalError("database or disk is full"), 503, "no room left", "kein Platz"),
        (disk_full(), 503, "no room left", "kein Platz"),
        (OSError(errno.ENOSPC, "No space left on device"), 503, "no room left", "kein Platz"),
        (MailAway(), 503, "mail could not be sent", "Mail konnte nicht"),
        (RequestDataTooBig("oversized"), 413, "too much at once", "zu viel auf einmal"),
        (TooManyFieldsSent("overfull"), 413, "too much at once", "zu viel auf einmal"),
        (SuspiciousOperation("curious"), 400, "could not be read", "nicht gelesen"),
        (UnreadablePostError("the line broke"), 400, "could not be read", "nicht gelesen"),
        (OSError("something else"), 500, "wrong on our side", "etwas schief"),
    ],
)
def test_what_went_wrong_is_said_on_a_page_and_in_json(
    db: None, error: Exception, status: int, english: str, german: str
) -> None:
    broken[:] = [error]
    for language, words in (("en", english), ("de", german)):
        page = broken_page(**{"Accept-Language": language})
        answer = broken_page("/api/broken/", **{"Accept-Language": language})
        assert (page.status_code, answer.status_code) == (status, status)
        assert page.text.count("<h1") == 1
        assert words in page.text
        assert words in answer.json()["detail"]
        assert "css/medial" in page.text
        for shown in (page, answer):
            assert "Traceback" not in shown.text
            assert str(error) not in shown.text or not str(error)
            assert ("Retry-After" in shown) == (status == 503)
            assert "no-store" in shown["Cache-Control"]


def test_a_part_of_a_page_that_breaks_opens_its_whole_page(db: None) -> None:
    page = broken_page("/broken/?q=a", **{"HX-Request": "true"})
    assert page["HX-Redirect"] == "/broken/?q=a"
    assert "HX-Redirect" not in broken_page()


def test_an_error_shows_a_page_in_medials_look(db):
    answer = broken_page()
    html = answer.content.decode()
    assert answer.status_code == 500
    assert html.count("<h1") == 1
    assert "Something went wrong on our side" in html
    assert "css/medial" in html
    assert "js/theme" in html
    assert "Content-Security-Policy" in answer.headers


def test_the_error_page_needs_no_database(django_assert_num_queries, rf, db):
    with django_assert_num_queries(0):
        assert errors.server_error(rf.get("/")).status_code == 500


def test_without_its_stylesheet_the_error_page_still_says_what_to_do(monkeypatch, rf):
    def missing(name: str) -> str:
        raise ValueError(f"Missing staticfiles manifest entry for {name!r}")

    monkeypatch.setattr(errors, "static", missing)
    html = errors.server_error(rf.get("/")).content.decode()
    assert "Back to the start" in html
    assert not re.search(r"<link|<script|<style", html)


def test_the_addresses_name_this_page():
    assert (config.urls.handler400, config.urls.handler500) == (handler400, handler500)


@pytest.mark.django_db
def test_the_address_of_a_button_opened_as_a_link_gets_a_page(alice: User) -> None:
    address = reverse("club_switch")
    page = signed_in(alice).get(address)
    assert page.status_code == 405
    assert page["Allow"] == "POST"
    assert "That was not done" in page.content.decode()
    assert signed_in(alice).put(address).content == b""
