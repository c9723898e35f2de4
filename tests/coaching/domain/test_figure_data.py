"""What an editor may type, and what they are told when it can't be."""

import json

import pytest

from coaching.domain.figures import FigureError, parse_figure
from coaching.domain.poses import FIGURES


def data(**changes):
    return {"base": "supine", "start": {}, **changes}


def test_the_seeded_library_has_eight_exercises_and_four_tests():
    exercises = {slug for slug in FIGURES if not slug.startswith("test-")}
    assert exercises == {
        "knees-in-stretch",
        "side-lying-ankle-lift",
        "figure-four-stretch",
        "prone-windscreen-wiper",
        "seated-band-internal-rotation",
        "ninety-ninety-switch",
        "standing-hip-rotation",
        "half-kneeling-hip-flexor-stretch",
    }
    assert set(FIGURES) - exercises == {"test-seated", "test-supine", "test-prone", "test-supine-90"}


@pytest.mark.parametrize("slug", FIGURES)
def test_the_seeded_figures_are_plain_json_with_words_for_both_pictures(slug):
    again = json.loads(json.dumps(FIGURES[slug]))
    figure = parse_figure(again)
    assert figure == parse_figure(FIGURES[slug])
    assert figure.start_words.endswith(".")
    assert figure.end_words.endswith(".")


def test_the_end_is_what_has_changed_since_the_start():
    figure = parse_figure(
        data(start={"lean": 5, "left": {"knee": 40, "hip_flexion": 20}}, end={"left": {"knee": 60}})
    )
    assert figure.end.lean == 5
    assert figure.end.left.knee == 60
    assert figure.end.left.hip_flexion == 20
    assert figure.end.right == figure.start.right


def test_without_an_end_nothing_moves():
    figure = parse_figure(data())
    assert figure.end == figure.start


def test_a_seated_body_starts_with_bent_hips_and_knees():
    figure = parse_figure({"base": "seated", "start": {"left": {"knee": 70}}})
    assert (figure.start.left.hip_flexion, figure.start.left.knee) == (90, 70)
    assert (figure.start.right.hip_flexion, figure.start.right.knee) == (90, 90)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ([], "figure: this must be a group of named values."),
        ({"start": {}}, "figure: “base” is missing."),
        ({"base": "supine"}, "figure: “start” is missing."),
        (data(colour="red"), "figure: “colour” is not known here; use base, view, props,"),
        (data(base="floating"), "base: 'floating' is not one of standing, seated,"),
        (data(base=["supine"]), "base: ['supine'] is not one of"),
        (data(start={"left": {"hip_flexion": 200}}), "start.left.hip_flexion: 200 is outside -30 to 140."),
        (data(end={"right": {"knee": -40}}), "end.right.knee: -40 is outside -10 to 160."),
        (data(start={"lean": "30"}), "start.lean: '30' is not a number."),
        (data(start={"lean": True}), "start.lean: True is not a number."),
        (data(start={"lean": float("nan")}), "start.lean: nan is not a number."),
        (data(start={"left": {"toe": 3}}), "start.left: “toe” is not known here; use hip_flexion,"),
        (data(start={"left": 5}), "start.left: this must be a group of named values."),
        (data(view={"yaw": 300}), "view.yaw: 300 is outside -180 to 180."),
        (data(view={"pitch": -5}), "view.pitch: -5 is outside 0 to 90."),
        (data(accent="left"), "accent: this must be a list."),
        (data(accent=["both"]), "accent.1: 'both' is not one of left, right."),
        (data(anchor="nose"), "anchor: 'nose' is not one of pelvis, chest,"),
        (data(gauges=["left_hand"]), "gauges.1: 'left_hand' is not one of left_shin,"),
        (data(arrows=[{"reach": 5}]), "arrows.1.at: None is not one of pelvis,"),
        (data(arrows=[{"at": "pelvis", "reach": 99}]), "arrows.1.reach: 99 is outside 0 to 40."),
        (data(props={"kind": "mat"}), "props: this must be a list."),
        (data(props=["mat"]), "props.1: this must be a group of named values."),
        (data(props=[{"kind": "sofa"}]), "props.1.kind: 'sofa' is not one of mat, stool, chair, band."),
        (data(props=[{"kind": "mat"}, {"kind": "stool"}]), "props.2: a stool also needs height."),
        (data(props=[{"kind": "stool", "height": 5}]), "props.1.height: 5 is outside 20 to 80."),
        (data(props=[{"kind": "mat", "x": 5}]), "props.1: “x” is not known here; use kind."),
        (data(props=[{"kind": "band"}]), "props.1: a band also needs joins."),
        (
            data(props=[{"kind": "band", "joins": ["left_ankle"]}]),
            "props.1.joins: a band joins exactly two places.",
        ),
        (data(start_words=5), "start_words: this must be words."),
    ],
)
def test_a_mistake_is_named_with_where_it_is_and_what_is_allowed(wrong, sentence):
    with pytest.raises(FigureError) as refused:
        parse_figure(wrong)
    assert str(refused.value).startswith(sentence)
