"""Tokens of the API: the page where one makes them, and what they open."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.inviting import hash_of
from accounts.models import ApiToken, Club, Membership, Role, User
from accounts.tokens import make_token
from assessments.models import Assessment
from athletes.models import Athlete
from tests.accounts.pages import headings, link_in, words
from tests.cast import signed_in
from tests.factories import PASSWORD, confirm, join, make_assessment, make_athlete

pytestmark = pytest.mark.django_db

PAGE = "/account/tokens/"
NEW = "quite another password"


def sure(user: User) -> Client:
    """Signed in, and asked for the password a moment ago."""
    client = signed_in(confirm(user))
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def bearer(secret: str) -> dict[str, Any]:
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


def make(user: User, club: Club, *, may_write: bool = False) -> str:
    return make_token(user=user, club=club, name="Export", may_write=may_write, days=30)[1]


def get(secret: str, test: Assessment) -> int:
    return Client().get(f"/api/v1/assessments/{test.pk}", **bearer(secret)).status_code


def put(secret: str, test: Assessment) -> Any:
    body = {
        "athlete": str(test.athlete_id),
        "tested_on": str(test.tested_on),
        "position": "seated",
        "motion": "active",
        "instrument": "phone",
        "left_trials": [30],
        "version": test.version,
    }
    address = f"/api/v1/assessments/{test.pk}"
    return Client().put(address, body, "application/json", **bearer(secret))


@pytest.fixture
def test(ann: Athlete) -> Assessment:
    return make_assessment(athlete=ann)


def test_a_token_is_shown_once_and_kept_as_a_hash(bob: User, club: Club, test: Assessment) -> None:
    client = sure(bob)
    assert headings(client.get(PAGE)) == 1
    fields = {"name": "Club statistics", "club": club.pk, "may_write": "read", "days": 90}
    page = client.post(PAGE, fields)
    [secret] = re.findall(r"medial_[\w-]{43}", page.content.decode())
    assert "no-store" in page["Cache-Control"]
    token = ApiToken.objects.get()
    assert token.token_hash == hash_of(secret)
    assert (token.user, token.club, token.may_write, str(token)) == (bob, club, False, "Club statistics")
    assert dt.timedelta(days=89) < token.expires_at - timezone.now() < dt.timedelta(days=91)
    text = words(client.get(PAGE))
    assert secret not in text
    assert "Club statistics Riverside Harriers · reads · until" in text
    assert "never used" in text
    assert get(secret, test) == 200
    assert "last used" in words(client.get(PAGE))


def test_making_one_asks_for_the_password_once_more(bob: User, club: Club) -> None:
    client = signed_in(confirm(bob))
    fields = {"name": "Statistics", "club": club.pk, "may_write": "write", "days": 30}
    asked = client.post(PAGE, fields)
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    page = client.post(asked["Location"], {"password": PASSWORD, "next": PAGE}, follow=True)
    assert "medial_" in words(page)
    assert ApiToken.objects.get().may_write


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Say what it is for"),
        ({"club": "other"}, "Select a valid choice"),
        ({"days": 9999}, "Select a"),
    ],
)
def test_what_cannot_be_is_refused(
    bob: User, club: Club, other_club: Club, change: dict[str, Any], sentence: str
) -> None:
    fields = {"name": "Statistics", "club": club.pk, "may_write": "read", "days": 30} | change
    if fields["club"] == "other":
        fields["club"] = other_club.pk
    assert sentence in words(sure(bob).post(PAGE, fields))
    assert not ApiToken.objects.exists()


def test_a_reading_token_reads(bob: User, club: Club, test: Assessment) -> None:
    secret = make(bob, club)
    assert get(secret, test) == 200
    refused = put(secret, test)
    assert refused.status_code == 403
    assert refused.json() == {"detail": "This token only reads: make one that may write."}
    assert "X-Sign-In" not in refused
    test.refresh_from_db()
    assert test.version == 1


def test_a_writing_token_writes_without_a_csrf_token(bob: User, club: Club, test: Assessment) -> None:
    answer = put(make(bob, club, may_write=True), test)
    assert answer.status_code == 200
    test.refresh_from_db()
    assert test.version == 2
    assert test.history.first().history_user == bob


def test_no_token_allows_more_than_its_owner_may(vera: User, club: Club, test: Assessment) -> None:
    assert put(make(vera, club, may_write=True), test).status_code == 403


def test_a_token_opens_one_club_only(bob: User, club: Club, other_club: Club, test: Assessment) -> None:
    join(bob, other_club, Role.OWNER)
    theirs = make_assessment(athlete=make_athlete(club=other_club))
    own = make_assessment(athlete=make_athlete(club=other_club, user=bob))
    secret = make(bob, club, may_write=True)
    assert [get(secret, one) for one in (test, theirs, own)] == [200, 404, 404]
    assert put(secret, theirs).status_code == 404
    assert Athlete.objects.linked_to(bob).count() == 1


@pytest.mark.parametrize("spoilt", ["expired", "revoked", "switched off", "wrong", "empty", "scheme"])
def test_what_opens_nothing_is_401(bob: User, club: Club, test: Assessment, spoilt: str) -> None:
    secret = make(bob, club)
    sent = bearer(secret)
    if spoilt == "expired":
        ApiToken.objects.update(expires_at=timezone.now())
        assert "expired" in words(sure(bob).get(PAGE))
    elif spoilt == "revoked":
        page = sure(bob).post(reverse("api_token_revoke", args=[ApiToken.objects.get().pk]), follow=True)
        assert "“Export” opens nothing any more." in words(page)
    elif spoilt == "switched off":
        User.objects.filter(pk=bob.pk).update(is_active=False)
    else:
        sent = {
            "wrong": bearer(secret + "x"),
            "empty": bearer(""),
            "scheme": {"HTTP_AUTHORIZATION": f"Basic {secret}"},
        }[spoilt]
    answer = Client().get(f"/api/v1/assessments/{test.pk}", **sent)
    assert (answer.status_code, answer.json()) == (401, {"detail": "Sign in first."})


def test_a_wrong_token_is_refused_though_the_browser_is_signed_in(bob: User, test: Assessment) -> None:
    client = signed_in(bob)
    address = f"/api/v1/assessments/{test.pk}"
    assert client.get(address).status_code == 200
    assert client.get(address, **bearer("wrong")).status_code == 401


def test_a_token_opens_no_page(bob: User, club: Club) -> None:
    page = Client().get(reverse("squad"), **bearer(make(bob, club)))
    assert page["Location"].startswith("/accounts/login/")


def test_only_ones_own_are_seen_and_revoked(bob: User, alice: User, club: Club) -> None:
    make(bob, club)
    client = signed_in(alice)
    assert "Export" not in words(client.get(PAGE))
    address = reverse("api_token_revoke", args=[ApiToken.objects.get().pk])
    assert client.post(address).status_code == 404
    assert ApiToken.objects.exists()


def test_leaving_a_club_ends_its_tokens(bob: User, alice: User, club: Club, other_club: Club) -> None:
    join(bob, other_club, Role.COACH)
    make(bob, club)
    make(bob, other_club)
    row = Membership.objects.get(user=bob, club=club)
    signed_in(alice).post(reverse("member_remove"), {"member": row.pk})
    assert [token.club for token in ApiToken.objects.all()] == [other_club]


def test_a_new_password_ends_them_and_says_so(
    bob: User, alice: User, club: Club, mailoutbox: list[EmailMessage]
) -> None:
    make(alice, club)
    client, page = signed_in(confirm(bob)), reverse("account_change_password")
    assert "API tokens end" not in words(client.get(page))
    make(bob, club)
    assert "Your API tokens end as well" in words(client.get(page))
    client.post(page, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert [token.user for token in ApiToken.objects.all()] == [alice]
    assert "your API tokens have ended" in str(mailoutbox[0].body)


def test_so_does_one_by_mail(client: Client, bob: User, club: Club, mailoutbox: list[EmailMessage]) -> None:
    make(confirm(bob), club)
    client.post(reverse("account_reset_password"), {"email": bob.email})
    form = client.get(link_in(str(mailoutbox[0].body)), follow=True)
    assert "Your API tokens end as well" in words(form)
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert not ApiToken.objects.exists()
    assert "your API tokens have ended" in str(mailoutbox[1].body)


def test_the_last_use_is_written_once_a_minute(bob: User, club: Club, test: Assessment) -> None:
    secret = make(bob, club)
    get(secret, test)
    first = ApiToken.objects.get().last_used_at
    assert first
    get(secret, test)
    assert ApiToken.objects.get().last_used_at == first
    long_ago = first - dt.timedelta(minutes=2)
    ApiToken.objects.update(last_used_at=long_ago)
    get(secret, test)
    assert ApiToken.objects.exclude(last_used_at=long_ago).exists()
