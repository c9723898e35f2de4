"""Where one is signed in: /accounts/sessions/, ending one, and what a new password ends."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.templatetags.devices import device
from tests.accounts.pages import headings, words
from tests.cast import signed_in
from tests.factories import PASSWORD, confirm

pytestmark = pytest.mark.django_db

LIST = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
)
NEW = "quite another password"


def on(user: User, agent: str, address: str = "192.0.2.1") -> Client:
    """Signed in through the form on a device of its own."""
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address)
    client.post("/accounts/login/", {"login": confirm(user).email, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("club")).status_code == 200


def test_every_device_is_listed_and_this_one_is_named(alice: User, bob: User) -> None:
    desk, phone = on(alice, FIREFOX), on(alice, PHONE, "198.51.100.7")
    on(bob, FIREFOX, "203.0.113.5")
    page = desk.get(LIST)
    assert headings(page) == 1
    text = words(page)
    assert "Firefox, Windows since" in text
    assert "Safari, iPhone since" in text
    assert "from 198.51.100.7" in text
    assert "203.0.113.5" not in text
    assert text.count("This device") == 1
    assert is_in(phone)


def test_one_device_is_signed_out_from_another(alice: User) -> None:
    desk, phone = on(alice, FIREFOX), on(alice, PHONE)
    row = UserSession.objects.get(user_agent=PHONE)
    page = desk.post(reverse("sign_in_end", args=[row.pk]), follow=True)
    assert "That device is signed out." in words(page)
    assert is_in(desk)
    assert not is_in(phone)


def test_neither_this_one_nor_anybody_elses_is_ended_there(alice: User, bob: User) -> None:
    desk, theirs = on(alice, FIREFOX), on(bob, PHONE)
    for row in UserSession.objects.all():
        assert desk.post(reverse("sign_in_end", args=[row.pk])).status_code == 404
    assert is_in(desk)
    assert is_in(theirs)
    assert desk.get(reverse("sign_in_end", args=[row.pk])).status_code == 405


def test_all_others_at_once(alice: User) -> None:
    desk, phone, third = on(alice, FIREFOX), on(alice, PHONE), on(alice, "curl/8")
    page = desk.post(LIST, follow=True)
    assert "All other devices are signed out." in words(page)
    assert (is_in(desk), is_in(phone), is_in(third)) == (True, False, False)


def test_a_new_password_ends_all_others(alice: User) -> None:
    desk, phone = on(alice, FIREFOX), on(alice, PHONE)
    fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    desk.post("/accounts/password/change/", fields)
    assert (is_in(desk), is_in(phone)) == (True, False)
    assert words(desk.get(LIST)).count("since") == 1


def test_a_forgotten_password_ends_all_of_them(alice: User, mailoutbox: list[object]) -> None:
    desk, stranger = on(alice, FIREFOX), Client()
    stranger.post("/accounts/password/reset/", {"email": alice.email})
    body = str(getattr(mailoutbox[0], "body", ""))
    form = stranger.get(body[body.index("http") :].split(maxsplit=1)[0], follow=True).redirect_chain[-1][0]
    stranger.post(form, {"password1": NEW, "password2": NEW})
    assert (is_in(desk), is_in(stranger)) == (False, True)


def test_a_stranger_has_no_devices() -> None:
    assert signed_in(None).get(LIST).status_code == 302


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        (PHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Linux"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_device_is_named_by_what_it_says_of_itself(agent: str, name: str) -> None:
    assert device(agent) == name
