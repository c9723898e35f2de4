"""Requests made from the API's own description, right and wrong: each answer is one that it describes."""

from typing import Any
from uuid import UUID

import pytest
import requests
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.models import User
from athletes.models import Athlete
from config.api import api
from tests.cast import signed_in
from tests.factories import make_assessment, make_programme, make_session
from tests.test_sweep import undone

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
#: The client says who is signed in, and reads what isn't compressed.
LEFT_OUT = {"Cookie", "Host", "Accept-Encoding"}
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]

#: The rows of the test are made for each one; Hypothesis takes a fixture for one that it should make anew.
any_time = settings(suppress_health_check=list(HealthCheck), max_examples=settings().max_examples // 4 or 1)


def description() -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_dict(api.get_openapi_schema())


def operations() -> dict[str, Any]:
    """What the description has, by method and address."""
    found = [one.ok() for one in description().get_all_operations() if isinstance(one, Ok)]
    return {one.label: one for one in found}


@pytest.fixture
def real(ann: Athlete) -> dict[str, list[Any]]:
    """Ids that are there, by the name of what takes them: made up ones would only be not found."""
    programme = make_programme(athlete=ann)
    stored = [make_assessment(athlete=ann).pk, make_session(programme=programme).pk]
    return {
        "pk": [str(pk) for pk in stored],
        "athlete_pk": [str(ann.pk)],
        "athlete": [str(ann.pk)],
        "programme": [str(programme.pk)],
        "prescribed": [programme.exercises.get().pk],
    }


def with_real_ids(part: Any, real: dict[str, list[Any]], pick: int) -> Any:
    """The same with every id that a row could have replaced by one that a row has."""
    if isinstance(part, dict):
        return {
            name: real[name][pick % len(real[name])] if name in real else with_real_ids(value, real, pick)
            for name, value in part.items()
        }
    return [with_real_ids(one, real, pick) for one in part] if isinstance(part, list) else part


def send(client: Client, case: schemathesis.Case) -> schemathesis.Response:
    kwargs = case.as_transport_kwargs(base_url="http://testserver")
    kwargs.pop("cookies", None)
    request = requests.Request(**kwargs).prepare()
    headers = {name: str(value) for name, value in request.headers.items() if name not in LEFT_OUT}
    content_type = headers.pop("Content-Type", "application/json")
    body = request.body.encode() if isinstance(request.body, str) else request.body or b""
    answer = client.generic(str(request.method), request.path_url, body, content_type, headers=headers)
    return schemathesis.Response(
        status_code=answer.status_code,
        headers={name.lower(): [value] for name, value in answer.items()},
        content=answer.content,
        request=request,
        elapsed=0.0,
        verify=False,
    )


@pytest.mark.parametrize("mode", MODES, ids=["right", "wrong"])
@pytest.mark.parametrize("name", operations())
def test_every_answer_is_one_that_is_described(
    name: str, mode: GenerationMode, bob: User, ann: Athlete, real: dict[str, list[Any]]
) -> None:
    operation = operations()[name]
    clients = [signed_in(bob), signed_in(ann.user), signed_in(None)]

    @any_time
    @given(operation.as_strategy(generation_mode=mode), st.sampled_from(clients), st.integers(0, 7))
    def answered(case: schemathesis.Case, client: Client, pick: int) -> None:
        if pick % 4:
            case.path_parameters = with_real_ids(case.path_parameters or {}, real, pick)
            case.body = with_real_ids(case.body, real, pick)
        with undone():
            case.validate_response(send(client, case), checks=CHECKS)

    answered()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@any_time
@given(body=JSON.map(lambda value: repr(value).encode()) | st.binary(max_size=300), pk=st.uuids())
def test_any_bytes_are_answered(bob: User, body: bytes, pk: UUID) -> None:
    client = signed_in(bob)
    for kind in ("assessments", "sessions"):
        answer = client.generic("PUT", f"/api/v1/{kind}/{pk}", body, "application/json")
        assert answer.status_code in {400, 422}, answer.content
