"""What no browser would answer for a passkey is refused like a wrong one. How they work: the journey."""

import base64
import json
from typing import Any

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.forms.passkeys import _BYTES, AddPasskeyForm, SignInByPasskeyForm
from accounts.models import User
from tests.accounts.pages import words
from tests.accounts.test_second_factor import begin, sure, with_app

NONSENSE: list[Any] = [
    None,
    7,
    [],
    {"id": "x"},
    # Of a number `fido2` would make as many bytes: the memory of the machine.
    {"rawId": 2**62, "response": {}},
    {"id": "eA", "rawId": "eA", "type": "public-key", "response": {"signature": 2**62}},
]


def coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


LEAF = st.none() | st.integers() | st.text(max_size=5) | st.binary(max_size=60).map(coded)
ANYTHING = st.recursive(
    LEAF, lambda part: st.lists(part, max_size=2) | st.dictionaries(st.text(max_size=3), part), max_leaves=4
)
CLIENT_DATA = st.fixed_dictionaries({}, optional={"type": LEAF, "challenge": LEAF, "origin": LEAF}).map(
    lambda data: coded(json.dumps(data).encode())
)
ID = st.binary(max_size=9).map(coded)
CREDENTIALS = ANYTHING | ID.flatmap(
    lambda key: st.fixed_dictionaries(
        {"id": st.just(key), "rawId": st.just(key) | LEAF, "type": st.just("public-key") | LEAF},
        optional={
            "clientExtensionResults": ANYTHING,
            "authenticatorAttachment": LEAF,
            "response": ANYTHING
            | st.fixed_dictionaries(
                {"clientDataJSON": CLIENT_DATA | LEAF},
                optional=dict.fromkeys(_BYTES[3:], LEAF),
            ),
        },
    )
)


@pytest.mark.parametrize("form", [SignInByPasskeyForm, AddPasskeyForm])
@given(credential=CREDENTIALS)
def test_whatever_comes_is_read_or_refused(form: Any, credential: Any) -> None:
    request = RequestFactory().get("/")
    request.user = User()
    with context.request_context(request):
        try:
            form.base_fields["credential"].clean(json.dumps(credential))
        except ValidationError:
            return


@pytest.mark.django_db
@pytest.mark.parametrize("credential", NONSENSE)
def test_nonsense_signs_nobody_in(client: Client, alice: User, credential: Any) -> None:
    sent = {"credential": json.dumps(credential)}
    page = client.post(reverse("mfa_login_webauthn"), sent, follow=True)
    assert (page.status_code, page.redirect_chain) == (200, [(reverse("account_login"), 302)])
    with_app(alice)
    begin(client, alice)
    assert "One more step" in words(client.post(reverse("mfa_authenticate"), sent))


@pytest.mark.django_db
@pytest.mark.parametrize("credential", NONSENSE)
def test_nonsense_is_not_added(alice: User, credential: Any) -> None:
    sent = {"credential": json.dumps(credential), "name": "Key"}
    assert "New passkey" in words(sure(alice).post(reverse("mfa_add_webauthn"), sent))
    assert not Authenticator.objects.exists()
