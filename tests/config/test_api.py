"""What holds for every address of the API: its description, and that nothing in it answers with a page."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.test import Client
from django.urls import include, path

from assessments.forms import SIDES, AssessmentForm, names_of
from assessments.picture_form import PictureOfTestForm
from coaching.forms.session import DatedSessionForm

handler500 = "config.errors.server_error"


@login_not_required
def break_down(request):
    raise RuntimeError("broken on purpose")


urlpatterns = [path("api/broken", break_down), path("", include("config.urls"))]


def described() -> dict[str, Any]:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    document: dict[str, Any] = answer.json()
    return document


def references(part: Any) -> Iterator[str]:
    """Every `$ref` in a part of the document."""
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_the_description_has_both_addresses_to_write_to(db: None) -> None:
    paths = described()["paths"]
    for address in ("/api/v1/assessments/{pk}", "/api/v1/sessions/{pk}"):
        put = paths[address]["put"]
        assert set(put["responses"]) >= {"200", "201", "400", "401", "403", "404", "409", "413", "422"}
        assert put["requestBody"]["required"]
        assert [(one["name"], one["in"], one["required"]) for one in put["parameters"]] == [
            ("pk", "path", True)
        ]
        assert put["security"] == [{"ByToken": []}, {"SignedIn": []}]


def test_the_description_is_sound(db: None) -> None:
    """What OpenAPI 3.1 asks for: references lead somewhere, names are unique, every answer is described."""
    document = described()
    assert document["openapi"].startswith("3.1")
    assert document["info"].keys() >= {"title", "version"}
    for reference in references(document):
        part: Any = document
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]
    operations = [one for methods in document["paths"].values() for one in methods.values()]
    names = [one["operationId"] for one in operations]
    assert len(set(names)) == len(names) == 4
    schemes = document["components"]["securitySchemes"]
    for one in operations:
        assert all(answer["description"] for answer in one["responses"].values())
        assert all(name in schemes for need in one["security"] for name in need)
    assert schemes["ByToken"] == {"type": "http", "scheme": "bearer"}
    assert schemes["SignedIn"] == {"type": "apiKey", "in": "cookie", "name": "sessionid"}


def test_a_body_names_its_fields_as_the_form_does(db: None) -> None:
    shapes = described()["components"]["schemas"]
    test, log = shapes["AssessmentIn"], shapes["SessionIn"]
    numbered = {name for side in SIDES for name in names_of(side)}
    # A picture goes by the page only: the API takes numbers and words.
    plain = set(AssessmentForm.base_fields) - numbered - {"id", "separate"}
    plain -= set(PictureOfTestForm.base_fields)
    assert set(test["properties"]) == plain | {"athlete", "left_trials", "right_trials"}
    dated = set(DatedSessionForm.base_fields) - {"id", "opened_on"}
    assert set(log["properties"]) == dated | {"programme", "exercises"}
    assert test["additionalProperties"] is log["additionalProperties"] is False
    assert "prone" in test["properties"]["position"]["enum"]


@pytest.mark.parametrize(
    "address", ["/api/", "/api/v1/", "/api/v1/docs", "/api/v1/assessments/1", "/api/v2/x"]
)
def test_an_address_that_is_not_there_says_so_in_json(db: None, address: str) -> None:
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert list(answer.json()) == ["detail"]


@pytest.mark.parametrize("method", ["delete", "patch", "post"])
def test_a_method_that_is_not_taken_says_so_in_json(db: None, method: str) -> None:
    answer = getattr(Client(), method)("/api/v1/assessments/01a20336-824a-72e0-bcc3-b6fd8fe5efd5")
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/json")
    assert {one.strip() for one in answer["Allow"].split(",")} == {"GET", "PUT"}


@pytest.mark.urls(__name__)
def test_an_error_of_the_programs_own_is_json_too(db: None) -> None:
    answer = Client(raise_request_exception=False).get("/api/broken")
    assert answer.status_code == 500
    assert "our side" in json.loads(answer.content)["detail"]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("length", ["", "many"])
def test_a_length_that_says_nothing_is_taken_for_none(db: None, length: str) -> None:
    assert Client().get("/api/v1/openapi.json", CONTENT_LENGTH=length).status_code == 200
