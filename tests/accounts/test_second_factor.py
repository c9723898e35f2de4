"""Second factors: an app's codes, recovery codes, and clubs that ask for one. Passkeys: the journey."""

import re
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Club, Membership, Role, User
from accounts.tokens import make_token
from assessments.models import Assessment
from athletes.models import Athlete
from coaching.models import Note
from tests.accounts.pages import headings, link_in, words
from tests.cast import signed_in
from tests.factories import PASSWORD, confirm, join, make_assessment, make_athlete, make_note

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXP"
CLUB = {
    "name": "Riverside Harriers",
    "time_zone": "Europe/London",
    "sufficient_degrees": 35,
    "optimal_degrees": 45,
    "asymmetry_degrees": 10,
}


def code_of(secret: str) -> str:
    """What an app with that key shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def sure(user: User) -> Client:
    """Signed in, and asked for the password a moment ago."""
    client = signed_in(confirm(user))
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def with_app(user: User) -> User:
    TOTP.activate(confirm(user), SECRET)
    return user


def require(club: Club) -> None:
    Club.objects.filter(pk=club.pk).update(second_factor_required=True)


def test_an_app_is_set_up_with_its_first_code(alice: User) -> None:
    client = sure(alice)
    page = client.get(reverse("mfa_activate_totp"))
    assert headings(page) == 1
    [secret] = re.findall(r'id="totp-key">(\w+)<', page.content.decode())
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "abc"})
    assert "That did not fit" in words(wrong)
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    assert "Recovery codes" in words(done)
    assert len(re.findall(r"<li>\d{8}</li>", done.content.decode())) == 10
    assert "On: its code is asked for" in words(client.get(reverse("mfa_index")))


def test_what_codes_are_made_from_is_not_in_the_database(alice: User) -> None:
    TOTP.activate(alice, SECRET)
    RecoveryCodes.activate(alice)
    stored = str(list(Authenticator.objects.values("data")))
    assert SECRET not in stored
    seeds = [one.wrap().instance.data.get("seed", "") for one in Authenticator.objects.all()]
    assert all(not re.fullmatch(r"[0-9a-f]{80}", seed) for seed in seeds)


def begin(client: Client, user: User) -> Any:
    return client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def test_after_the_password_the_code_is_asked_for(client: Client, alice: User) -> None:
    with_app(alice)
    asked = begin(client, alice)
    assert asked["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("club")).status_code == 302
    page = client.get(asked["Location"])
    assert headings(page) == 1
    assert "Use a passkey" not in words(page)
    code = code_of(SECRET)
    assert "That did not fit" in words(client.post(asked["Location"], {"code": "000000x"}))
    assert client.post(asked["Location"], {"code": code})["Location"] == reverse("home")
    assert client.get(reverse("club")).status_code == 200


def test_a_code_works_once(client: Client, alice: User) -> None:
    with_app(alice)
    code = code_of(SECRET)
    authenticator = Authenticator.objects.get()
    assert authenticator.wrap().validate_code(code)
    begin(client, alice)
    assert "That did not fit" in words(client.post(reverse("mfa_authenticate"), {"code": code}))


def test_a_recovery_code_lets_in_once(client: Client, alice: User) -> None:
    with_app(alice)
    code = RecoveryCodes.activate(alice).generate_codes()[0]
    begin(client, alice)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get(reverse("club")).status_code == 200
    again = Client()
    begin(again, alice)
    assert "That did not fit" in words(again.post(reverse("mfa_authenticate"), {"code": code}))


def test_guessing_codes_ends_soon_wherever_from(client: Client, alice: User) -> None:
    with_app(alice)
    begin(client, alice)
    for n in range(10):
        client.post(reverse("mfa_authenticate"), {"code": "1"}, REMOTE_ADDR=f"192.0.2.{n}")
    page = client.post(reverse("mfa_authenticate"), {"code": code_of(SECRET)})
    assert page.status_code == 429
    assert "Too many tries" in words(page)


def test_changing_factors_asks_who_it_is_once_more_and_is_told(
    alice: User, mailoutbox: list[EmailMessage]
) -> None:
    client = signed_in(with_app(alice))
    for name in ("mfa_add_webauthn", "mfa_deactivate_totp", "mfa_generate_recovery_codes"):
        page = client.get(reverse(name), follow=True)
        assert "Is it you?" in words(page)
    assert "By a code of your authenticator app" in words(page)
    code = code_of(SECRET)
    client.post(reverse("mfa_reauthenticate"), {"code": code})
    assert "Signing in would no longer ask" in words(client.get(reverse("mfa_deactivate_totp")))
    client.post(reverse("mfa_deactivate_totp"))
    assert [mail.subject for mail in mailoutbox] == ["The authenticator app for Medial is off"]
    assert not Authenticator.objects.exists()


def test_an_owner_asks_for_it_once_they_have_it_themselves(alice: User, bob: User, club: Club) -> None:
    client = signed_in(alice)
    page = client.post("/club/", CLUB | {"second_factor_required": "on"})
    assert "First set up your own second factor" in words(page)
    with_app(alice)
    client.post("/club/", CLUB | {"second_factor_required": "on"})
    club.refresh_from_db()
    assert club.second_factor_required
    with_app(bob)
    assert "Owners and coaches need a second factor" in words(signed_in(bob).get("/club/"))
    client.post("/club/", CLUB)
    club.refresh_from_db()
    assert not club.second_factor_required


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_until_then_the_club_is_closed(
    request: pytest.FixtureRequest, who: str, alice: User, bob: User, ann: Athlete
) -> None:
    user: User = request.getfixturevalue(who)
    test = make_assessment(athlete=ann)
    require(ann.club)
    client = signed_in(user)
    assert client.get("/")["Location"] == reverse("second_factor")
    for name in ("squad", "club", "club_members", "test_day", "exercises"):
        page = client.get(reverse(name), follow=True)
        assert "Ann Runner" not in words(page)
    assert client.get(reverse("squad"))["Location"] == reverse("second_factor")
    page = client.get(reverse("athlete", args=[ann.pk]))
    assert page.status_code == 404
    assert "Riverside Harriers asks its owners and coaches for a second factor" in words(page)
    assert client.get(f"/api/v1/assessments/{test.pk}").status_code == 404
    assert client.post(reverse("athlete_archive", args=[ann.pk])).status_code == 404
    assert client.post("/club/switch/", {"club": ann.club.pk}).status_code == 404
    page = client.get(reverse("second_factor"))
    assert headings(page) == 1
    assert "Riverside Harriers asks its owners and coaches for a second factor" in words(page)


def test_with_one_it_is_open(bob: User, ann: Athlete) -> None:
    require(ann.club)
    client = signed_in(with_app(bob))
    assert client.get("/")["Location"] == reverse("squad")
    assert client.get(reverse("athlete", args=[ann.pk])).status_code == 200
    assert client.get(reverse("second_factor"))["Location"] == reverse("home")


def test_taking_the_factor_off_closes_it_again(bob: User, ann: Athlete) -> None:
    require(ann.club)
    client = signed_in(with_app(bob))
    Authenticator.objects.filter(user=bob).delete()
    assert client.get(reverse("squad"))["Location"] == reverse("second_factor")


def test_recovery_codes_alone_are_no_second_factor(bob: User, ann: Athlete) -> None:
    require(ann.club)
    RecoveryCodes.activate(bob)
    assert signed_in(bob).get(reverse("squad"))["Location"] == reverse("second_factor")


def test_viewers_and_athletes_are_not_asked(vera: User, ann: Athlete) -> None:
    require(ann.club)
    assert signed_in(vera).get(reverse("squad")).status_code == 200
    assert signed_in(ann.user).get(reverse("today")).status_code == 200


def test_another_club_stays_open(bob: User, club: Club, other_club: Club) -> None:
    join(bob, other_club, Role.COACH)
    theirs = make_athlete(club=other_club, name="Hill Runner")
    ours = make_athlete(club=club, name="River Runner")
    require(club)
    client = signed_in(bob)
    page = words(client.get(reverse("squad")))
    assert "Hill Runner" in page
    assert "River Runner" not in page
    assert "Riverside Harriers asks its owners and coaches for a second factor" in page
    assert client.get(reverse("athlete", args=[theirs.pk])).status_code == 200
    assert client.get(reverse("athlete", args=[ours.pk])).status_code == 404
    assert "Riverside Harriers asks its owners" in words(client.get(reverse("mfa_index")))


def test_a_token_made_before_opens_nothing_until_then(bob: User, ann: Athlete) -> None:
    test = make_assessment(athlete=ann)
    _token, secret = make_token(user=bob, club=ann.club, name="Export", may_write=True, days=30)
    require(ann.club)
    sent = {"Authorization": f"Bearer {secret}"}
    assert Client().get(f"/api/v1/assessments/{test.pk}", headers=sent).status_code == 404
    with_app(bob)
    assert Client().get(f"/api/v1/assessments/{test.pk}", headers=sent).status_code == 200


def test_the_models_agree_with_the_pages(bob: User, ann: Athlete) -> None:
    """Whatever is reached through `visible_to` is closed, the coaches' own notes included."""
    make_note(athlete=ann, author=bob)
    make_assessment(athlete=ann)
    require(ann.club)
    assert not Athlete.objects.visible_to(bob).exists()
    assert not Assessment.objects.visible_to(bob).exists()
    assert not Note.objects.visible_to(bob).exists()
    assert not Membership.objects.of(bob).exists()


def test_asking_costs_no_query_of_its_own(
    bob: User, club: Club, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    require(club)
    with_app(bob)
    with django_assert_num_queries(1):
        assert (list(bob.memberships_by_club), bob.clubs_waiting) == ([club.pk], [])


def test_who_lost_everything_is_let_in_again_by_whoever_runs_medial(
    alice: User, mailoutbox: list[EmailMessage]
) -> None:
    with_app(alice)
    RecoveryCodes.activate(alice)
    call_command("second_factor_off", " ALICE@example.org", stdout=StringIO())
    assert not Authenticator.objects.exists()
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([alice.email], "Your second factor at Medial is off")
    with pytest.raises(CommandError, match="Nobody signs in as nobody@"):
        call_command("second_factor_off", "nobody@example.org")


def test_a_new_password_by_mail_is_no_way_around_it(
    client: Client, alice: User, mailoutbox: list[EmailMessage]
) -> None:
    with_app(alice)
    client.post(reverse("account_reset_password"), {"email": alice.email})
    form = client.get(link_in(str(mailoutbox[0].body)), follow=True).redirect_chain[-1][0]
    page = client.post(form, {"password1": "quite another password", "password2": "quite another password"})
    assert page["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("club")).status_code == 302
