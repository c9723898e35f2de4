"""A passkey that was made once, and what might be sent in the name of one."""

import base64
import hashlib
import json
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData
from hypothesis import strategies as st

from accounts.models import User

KEY = b"the key of the key"


def encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def client_data(kind: str) -> str:
    return encoded(json.dumps({"type": kind, "challenge": "AAAA", "origin": "http://testserver"}).encode())


def make_passkey(user: User) -> Authenticator:
    """As allauth stores one; the private half is nowhere."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    made = AuthenticatorData.create(
        hashlib.sha256(b"testserver").digest(),
        AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT,
        0,
        AttestedCredentialData.create(Aaguid.NONE, KEY, public),
    )
    response = {
        "clientDataJSON": client_data("webauthn.create"),
        "attestationObject": encoded(AttestationObject.create("none", made, {})),
    }
    credential = {"id": encoded(KEY), "rawId": encoded(KEY), "type": "public-key", "response": response}
    data = {"name": "Telephone", "credential": credential}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


#: True to form here and there, and odd elsewhere.
_part: st.SearchStrategy[Any] = (
    st.sampled_from([None, 1, "", "AAAA", "é", [], {}, "public-key", encoded(KEY), encoded(b"\0" * 40)])
    | st.sampled_from(
        [client_data("webauthn.get"), client_data("webauthn.create"), encoded(b"[]"), encoded(b"1")]
    )
    | st.binary(max_size=60).map(encoded)
)
_answers = (
    "clientDataJSON",
    "authenticatorData",
    "signature",
    "userHandle",
    "attestationObject",
    "transports",
)
_response = _part | st.fixed_dictionaries({}, optional=dict.fromkeys(_answers, _part))
_parts = ("id", "type", "clientExtensionResults", "authenticatorAttachment")
_ids = {"id": st.just(encoded(KEY)), "rawId": st.just(encoded(KEY)), "response": _response}
answers: st.SearchStrategy[str] = (
    _part
    | st.fixed_dictionaries(_ids, optional=dict.fromkeys(_parts[1:], _part))
    | st.fixed_dictionaries({}, optional=dict.fromkeys((*_parts, "rawId"), _part) | {"response": _response})
).map(json.dumps)
