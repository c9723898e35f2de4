"""The self-test's page: everything it judges by arrives with it."""

import html
import json
import re

import pytest
from django.urls import reverse

from assessments.models import MeasurementError
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def page() -> str:
    response = signed_in(None).get(reverse("self_test"))
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def methods(text: str) -> dict[str, dict[str, object]]:
    found = re.search(r'data-methods="(\{.*?\})"', text)
    assert found
    judged: dict[str, dict[str, object]] = json.loads(found[1])
    return judged


def test_every_way_of_measuring_comes_with_its_error():
    judged = methods(page())
    assert list(judged) == ["phone", "photo", "inclinometer", "goniometer", "visual"]
    assert judged["phone"] == {
        "margin": pytest.approx(1.645 * 3.6),
        "mdc95": pytest.approx(1.96 * 2**0.5 * 3.6),
        "sem": "3.6°",
        "grade": "B",
        "source": "SEM 1.9–3.6° (Whyte 2021, 10.1123/jsr.2020-0165).",
    }
    assert (judged["photo"]["sem"], judged["photo"]["grade"]) == ("4.5°", "C")
    assert judged["visual"]["sem"] == "6.0°"


def test_an_editors_change_of_the_error_counts_and_a_clubs_own_does_not(club):
    phone = MeasurementError.objects.filter(instrument="phone", position="seated", club=None)
    phone.update(sem=3.0)
    MeasurementError.objects.create(
        club=club, instrument="phone", position="seated", motion="", sem=1.5, grade="A", source="Ours."
    )
    assert methods(page())["phone"]["sem"] == "3.0°"


def test_it_says_what_to_heed_and_what_it_cannot_say():
    text = page()
    assert "Not if it hurts." in text
    assert "screening, not a diagnosis" in text
    assert "nothing is stored, nothing is sent" in text
    assert "Without JavaScript, by eye" in text
    assert f"{reverse('learn')}#work" in text


def test_home_and_the_learning_page_lead_to_it():
    for name in ("home", "learn"):
        assert f'href="{reverse("self_test")}"' in signed_in(None).get(reverse(name)).content.decode()


def test_it_costs_one_query_and_no_session(django_assert_num_queries):
    client = signed_in(None)
    with django_assert_num_queries(1):
        response = client.get(reverse("self_test"))
    assert not response.cookies
