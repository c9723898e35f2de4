"""The page for anyone: every figure has its mark, and every mark leads to where the figure comes from."""

import re

import pytest
from django.urls import reverse

from coaching.models import Exercise
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def page(name: str = "learn") -> str:
    return signed_in(None).get(reverse(name)).content.decode()


def test_every_mark_leads_to_a_source_and_every_source_is_named_somewhere():
    html = page() + page("home")
    marks = set(re.findall(r'href="[^"]*#(source-[a-z-]+)"', html))
    sources = set(re.findall(r'id="(source-[a-z-]+)"', html))
    assert marks == sources
    assert len(sources) > 10


@pytest.mark.parametrize("figure", ["43 %", "11 %", "4.5°", "30.7°", "60°", "10° or more", "three to five"])
def test_a_figure_stands_in_a_line_with_its_mark(figure):
    lines = [line for line in page().splitlines() if figure in line and "source-" in line]
    assert lines, figure


def test_the_limits_are_said_and_nothing_is_promised():
    html = page()
    assert "screening, not a diagnosis" in html
    assert "nobody should promise you" in html


def test_both_tests_and_both_core_exercises_have_figures():
    html = page()
    assert html.count('<svg class="fig-svg"') == 6
    assert "Knees-in stretch" in html
    assert "Side-lying ankle lift" in html
    assert "on 5 days a week" in html


def test_without_the_core_exercises_the_page_goes_without_their_part():
    Exercise.objects.update(state=Exercise.State.ARCHIVED)
    assert "Two exercises to start with" not in page()
