"""Signing in and out: /accounts/login/."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests.accounts.pages import headings, words
from tests.cast import signed_in
from tests.factories import PASSWORD, confirm

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(alice: User) -> User:
    return confirm(alice)


@pytest.fixture
def bob(bob: User) -> User:
    return confirm(bob)


LOGIN = "/accounts/login/"


def sign_in(client: Client, *, email: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


def test_a_stranger_costs_no_query_and_no_session(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        page = client.get(LOGIN)
    assert page.status_code == 200
    assert headings(page) == 1
    assert "sessionid" not in page.cookies
    assert not Session.objects.exists()


def test_a_user_signs_in_with_any_case_of_the_address(client: Client, alice: User) -> None:
    page = sign_in(client, email="Alice@Example.org")
    assert page["Location"] == reverse("home")
    assert client.get(reverse("club")).status_code == 200


def test_the_page_asked_for_comes_after_signing_in(client: Client, alice: User) -> None:
    asked = client.get(reverse("club_members"))
    assert asked["Location"] == f"{LOGIN}?next={reverse('club_members')}"
    page = client.post(asked["Location"], {"login": alice.email, "password": PASSWORD})
    assert page["Location"] == reverse("club_members")


def test_a_wrong_password_is_refused_in_one_sentence(client: Client, alice: User) -> None:
    page = sign_in(client, email=alice.email, password="wrong")
    assert page.status_code == 200
    assert "don’t belong together" in words(page)
    assert 'value="alice@example.org"' in page.content.decode()


def test_an_unknown_address_gets_the_same_answer(client: Client, alice: User) -> None:
    page = sign_in(client, email="nobody@example.org", password="wrong")
    assert "don’t belong together" in words(page)


def test_nothing_typed_is_asked_for_field_by_field(client: Client) -> None:
    text = words(client.post(LOGIN, {}))
    assert "Give your e-mail address." in text
    assert "Give your password." in text


def test_the_sixth_wrong_password_from_one_address_must_wait(client: Client, alice: User) -> None:
    for _ in range(5):
        sign_in(client, email=alice.email, password="wrong")
    page = sign_in(client, email=alice.email)
    assert page.status_code == 429
    assert "Too many tries" in words(page)
    assert not client.session.get("_auth_user_id")


def test_the_limit_spares_other_accounts_and_other_addresses(client: Client, alice: User, bob: User) -> None:
    for _ in range(6):
        sign_in(client, email=alice.email, password="wrong")
    assert sign_in(Client(), email=bob.email).status_code == 302
    assert sign_in(Client(), email=alice.email, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_an_account_tried_from_many_addresses_must_wait_too(client: Client, alice: User) -> None:
    for n in range(50):
        sign_in(client, email=alice.email, password="wrong", REMOTE_ADDR=f"192.0.2.{n}")
    page = sign_in(client, email=alice.email, REMOTE_ADDR="198.51.100.1")
    assert page.status_code == 429


def test_one_address_that_tries_many_accounts_must_wait_too(client: Client, alice: User) -> None:
    for n in range(30):
        sign_in(client, email=f"guess{n}@example.org", password="wrong")
    page = sign_in(client, email=alice.email)
    assert page.status_code == 429
    assert "Too many tries" in words(page)


def test_who_is_signed_in_already_goes_on(alice: User) -> None:
    assert signed_in(alice).get(LOGIN)["Location"] == reverse("home")


def test_an_account_that_is_switched_off_stays_out(client: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)
    page = client.post(LOGIN, {"login": alice.email, "password": PASSWORD}, follow=True)
    assert "This account is switched off" in words(page)


def test_signing_out_asks_first(alice: User) -> None:
    client = signed_in(alice)
    page = client.get("/accounts/logout/")
    assert "You are signed in as Alice Owen." in words(page)
    assert headings(page) == 1
    client.post("/accounts/logout/")
    assert client.get(reverse("club")).status_code == 302


def test_too_many_requests_get_a_page_of_our_own(client: Client, mailoutbox: list[EmailMessage]) -> None:
    for _ in range(6):
        page = client.post("/accounts/password/reset/", {"email": "alice@example.org"})
    assert page.status_code == 429
    assert "Too many tries" in words(page)
    assert headings(page) == 1
