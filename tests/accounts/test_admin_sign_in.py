"""The content pages let in by the one sign-in page, with its limits."""

import pytest
from django.urls import reverse

from accounts.models import User
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_sign_in_and_back() -> None:
    page = signed_in(None).get("/admin/login/?next=/admin/assessments/")
    assert page["Location"] == "/accounts/login/?next=/admin/assessments/"


def test_nobody_is_sent_elsewhere_afterwards() -> None:
    page = signed_in(None).get("/admin/login/?next=https://elsewhere.example/")
    assert page["Location"] == "/accounts/login/?next=/admin/"


def test_the_admin_takes_no_password_itself(edith: User) -> None:
    page = signed_in(None).post("/admin/login/", {"username": edith.email, "password": "x"})
    assert page["Location"].startswith("/accounts/login/")


def test_a_content_editor_comes_in(edith: User) -> None:
    client = signed_in(edith)
    assert client.get(reverse("admin:index")).status_code == 200
    assert client.get("/admin/login/")["Location"] == reverse("admin:index")


def test_who_edits_no_content_is_refused(alice: User) -> None:
    client = signed_in(alice)
    assert client.get(reverse("admin:index"), follow=True).status_code == 403
    assert client.get("/admin/login/").status_code == 403
