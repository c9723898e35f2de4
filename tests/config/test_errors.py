"""The error page: Medial's look, and the same words where nothing else can be drawn."""

import re

import pytest
from django.contrib.auth.decorators import login_not_required
from django.test import Client
from django.urls import include, path, reverse

import config.urls
from accounts.models import User
from config import errors
from tests.cast import signed_in

handler500 = "config.errors.server_error"


@login_not_required
def break_down(request):
    raise RuntimeError("broken on purpose")


urlpatterns = [path("broken/", break_down, name="broken"), path("", include("config.urls"))]
pytestmark = pytest.mark.urls(__name__)


def broken_page():
    return Client(raise_request_exception=False).get("/broken/")


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
    assert config.urls.handler500 == handler500


@pytest.mark.django_db
def test_the_address_of_a_button_opened_as_a_link_gets_a_page(alice: User) -> None:
    address = reverse("club_switch")
    page = signed_in(alice).get(address)
    assert page.status_code == 405
    assert page["Allow"] == "POST"
    assert "That was not done" in page.content.decode()
    assert signed_in(alice).put(address).content == b""
