"""The hip dial as it reaches the page."""

import pytest
from django.template import Context, Template

from assessments.domain.findings import Targets

TAG = Template("{% load dial %}{% hip_dial left right targets size=size %}")


def rendered(left, right, *, targets=None, size="lg"):
    return TAG.render(Context({"left": left, "right": right, "targets": targets or Targets(), "size": size}))


def test_it_says_both_hips_in_words():
    html = rendered(29.0, 38.0)
    words = "Hip internal rotation: left 29.0 degrees, limited; right 38.0 degrees, sufficient"
    assert f'aria-label="{words}"' in html
    assert f"<title>{words}</title>" in html


def test_the_large_dial_writes_number_side_and_band_and_both_targets():
    html = rendered(29.0, 46.0)
    for text in (">29.0°<", ">Left<", ">limited<", ">46.0°<", ">Right<", ">optimal<", ">35°<", ">45°<"):
        assert text in html


def test_the_small_dial_leaves_the_words_to_its_label():
    html = rendered(29.0, 38.0, size="sm")
    assert "<text" not in html
    assert "left 29.0 degrees, limited" in html


def test_a_hip_that_was_not_tested_says_so():
    html = rendered(None, 38.0)
    assert "left not tested; right 38.0 degrees, sufficient" in html
    assert ">not tested<" in html
    assert "dial-untested" in html
    assert html.count('class="dial-needle"') == 1


def test_a_mean_just_below_a_target_is_not_shown_as_the_target():
    assert ">34.97°<" in rendered(34.97, 40)


def test_targets_of_the_club_are_used_and_defaults_where_there_are_none():
    assert ">40°<" in rendered(38, 38, targets=Targets(sufficient=40, optimal=50))
    bare = Template("{% load dial %}{% hip_dial 29 38 %}").render(Context())
    assert ">35°<" in bare


def test_the_print_look_has_its_own_class():
    assert 'class="dial dial-print"' in rendered(29, 38, size="print")


def test_an_unknown_size_is_refused():
    with pytest.raises(ValueError, match="lg, sm, print"):
        rendered(29, 38, size="xl")


def test_nothing_that_the_content_security_policy_forbids():
    html = rendered(29, 38)
    assert "style=" not in html
    assert "<style" not in html
    assert len(html) < 4000
