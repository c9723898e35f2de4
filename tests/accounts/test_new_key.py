"""Changing SECRET_KEY as docs/operating.md says: nobody is signed out, and no second factor is lost."""

import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from accounts.invited import is_confirmed_by_invitation
from accounts.models import User
from tests.accounts.pages import words
from tests.accounts.test_second_factor import SECRET, code_of
from tests.accounts.test_signed_in_devices import FIREFOX, LIST, PHONE, is_in, on
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def change_key(settings: Settings) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key that nobody knows 0123456789 0123456789 0123456789"


def encrypt_anew() -> str:
    said = StringIO()
    call_command("encrypt_anew", stdout=said)
    return said.getvalue()


def test_nobody_is_signed_out_and_every_sign_in_stays_in_the_list(alice: User, settings: Settings) -> None:
    desk, phone = on(alice, FIREFOX), on(alice, PHONE)
    change_key(settings)
    assert "Safari, iPhone since" in words(desk.get(LIST))
    assert (is_in(desk), is_in(phone)) == (True, True)
    text = words(desk.get(LIST))
    assert (text.count("since"), text.count("This device")) == (2, 1)
    desk.post(LIST)
    assert (is_in(desk), is_in(phone)) == (True, False)


def test_without_the_key_before_everybody_is_signed_out(alice: User, settings: Settings) -> None:
    desk = on(alice, FIREFOX)
    change_key(settings)
    settings.SECRET_KEY_FALLBACKS = []
    assert not is_in(desk)
    on(alice, PHONE)
    assert [one.user_agent for one in UserSession.objects.all()] == [PHONE]


def test_second_factors_are_carried_over(alice: User, settings: Settings) -> None:
    TOTP.activate(alice, SECRET)
    recovery = RecoveryCodes.activate(alice).generate_codes()[0]
    change_key(settings)
    assert encrypt_anew() == "2 encrypted by the present key.\n"
    settings.SECRET_KEY_FALLBACKS = []
    app, codes = Authenticator.objects.order_by("pk")
    assert app.wrap().validate_code(code_of(SECRET))
    assert codes.wrap().validate_code(recovery)


def test_what_no_key_reads_is_left_as_it_is_and_said(alice: User, settings: Settings) -> None:
    TOTP.activate(alice, SECRET)
    before = Authenticator.objects.values_list("data", flat=True).get()
    change_key(settings)
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(CommandError, match=r"1 can't be read: add the key"):
        encrypt_anew()
    assert Authenticator.objects.values_list("data", flat=True).get() == before


def test_a_mailed_invitation_still_confirms_its_address(
    alice: User, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    signed_in(alice).post("/club/members/", {"email": "dana@example.org", "role": "coach"})
    change_key(settings)
    [link] = re.findall(r"/invitation/\S+\?mailed=\S+", str(mailoutbox[0].body))
    request = Client().get("/accounts/login/", {"next": link}).wsgi_request
    assert is_confirmed_by_invitation(request, "dana@example.org")
    assert not is_confirmed_by_invitation(request, "eve@example.org")
