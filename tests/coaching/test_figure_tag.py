"""Figures as they reach the page."""

import pytest
from django.template import Context, Template

from coaching.domain.poses import FIGURES

FIGURE = Template("{% load figures %}{% figure data %}")


def drawn(data: object) -> str:
    return FIGURE.render(Context({"data": data}))


def drawn_test(arguments: str) -> str:
    return Template("{% load figures %}{% test_figure " + arguments + " %}").render(Context())


@pytest.mark.parametrize("slug", FIGURES)
def test_an_exercise_shows_its_start_and_its_end_in_the_same_frame(slug):
    html = drawn(FIGURES[slug])
    assert html.count("<svg") == 2
    assert html.count('viewBox="') == 2
    frames = {part.split('"')[0] for part in html.split('viewBox="')[1:]}
    assert len(frames) == 1
    assert f'aria-label="Start: {FIGURES[slug]["start_words"]}"' in html
    assert f'aria-label="End: {FIGURES[slug]["end_words"]}"' in html
    assert ">Start</figcaption>" in html
    assert ">End</figcaption>" in html


@pytest.mark.parametrize("slug", FIGURES)
def test_a_figure_has_no_inline_style_and_stays_small(slug):
    html = drawn(FIGURES[slug])
    assert "style=" not in html
    assert "fill=" not in html
    assert len(html.encode()) < 8_500


def test_a_figure_that_does_not_move_is_one_picture():
    assert drawn(FIGURES["test-seated"] | {"end": {}}).count("<svg") == 1


def test_without_words_the_label_is_start_and_end():
    html = drawn({"base": "standing", "start": {}, "end": {"lean": 20}})
    assert 'aria-label="Start"' in html
    assert 'aria-label="End"' in html


@pytest.mark.parametrize("nothing", [None, {}, ""])
def test_without_data_nothing_is_drawn(nothing):
    assert drawn(nothing).strip() == ""


def test_a_mistake_in_the_data_is_a_sentence_and_not_a_broken_page():
    html = drawn({"base": "supine", "start": {"left": {"knee": 400}}})
    assert "<svg" not in html
    assert "start.left.knee: 400 is outside -10 to 160." in html


def test_words_of_an_editor_are_escaped():
    html = drawn(FIGURES["test-seated"] | {"start_words": '"><script>'})
    assert "<script>" not in html


@pytest.mark.parametrize("position", ["seated", "supine", "prone", "supine_90"])
def test_the_test_is_shown_neutral_and_turned(position):
    html = drawn_test(f'"{position}"')
    assert ">Neutral</figcaption>" in html
    assert ">Turned in</figcaption>" in html


def test_the_test_can_show_an_athletes_own_angles():
    html = drawn_test('"seated" left=29 right=38.5')
    assert html.count("<svg") == 1
    assert "Left 29.0° · Right 38.5°" in html
    assert html.count('class="fig-gauge"') == 2
    assert html != drawn_test('"seated" left=38.5 right=29')


def test_a_hip_that_was_not_tested_stays_neutral_and_quiet():
    html = drawn_test('"seated" left=29')
    assert "Left 29.0°<" in html
    assert html.count('class="fig-gauge"') == 1
    assert 'class="fig-near"' in html
