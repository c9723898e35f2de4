"""A figure's data as the flat values of a form, and back."""

import json

import pytest

from coaching.admin.figure_field import FigureField, checked_figure
from coaching.admin.figure_sheet import Sheet
from coaching.admin.figure_values import MOST, flat, nested
from coaching.admin.figure_words import path_in_words, place
from coaching.domain.figures import figure_data, parse_figure
from coaching.domain.poses import FIGURES


@pytest.mark.parametrize("slug", FIGURES)
def test_every_figure_of_the_library_comes_back_from_the_sheet(slug):
    figure = parse_figure(FIGURES[slug])

    assert parse_figure(nested(flat(FIGURES[slug]))) == figure


def test_the_sheet_has_a_control_for_every_value():
    values = flat(FIGURES["seated-band-internal-rotation"])
    sheet = Sheet(values, prefix="figure")
    controls = [
        sheet.base(),
        sheet.anchor(),
        *sheet.view(),
        *sheet.accent(),
        *sheet.gauges(),
        *sheet.sentences(),
    ]
    controls += [
        control for _, angles in sheet.groups() for angle in angles for control in (angle.start, angle.end)
    ]
    controls += [control for thing in sheet.things() for control in (thing.there, *thing.details)]
    controls += [control for pair in sheet.arrows() for control in pair]

    filled = {c.name.removeprefix("figure-"): c.value for c in controls if c.value}
    assert filled == {name: value for name, value in values.items() if value}
    assert len({c.name for c in controls}) == len(controls)


def test_an_empty_sheet_is_no_figure():
    assert nested({}) == {}
    assert nested({"start.left.knee": "90"}) == {}
    assert checked_figure({}) == {}


def test_more_things_and_arrows_than_the_sheet_offers_are_cut_off():
    figure = {
        "base": "standing",
        "start": {},
        "props": [{"kind": "chair", "x": n, "y": 0, "turn": 0} for n in range(MOST + 2)] + [{"kind": "mat"}],
        "arrows": [{"at": "head"}] * (MOST + 2),
    }
    back = parse_figure(nested(flat(figure)))

    assert [prop.kind for prop in back.props] == ["mat"] + ["chair"] * MOST
    assert len(back.arrows) == MOST
    chairs = [t for t in Sheet(flat(figure), prefix="f").things() if t.there.name.startswith("f-props.chair")]
    assert len(chairs) == MOST


@pytest.mark.parametrize(
    "data", [None, 5, "x", [], {"base": 5, "start": 3, "props": 4, "view": "x", "accent": "left"}]
)
def test_what_is_no_figure_at_all_is_no_obstacle(data):
    assert nested(flat(data)) == {} or flat(data)["base"] == "5"


def test_a_thing_of_an_unknown_kind_is_left_out():
    assert flat({"props": [{"kind": "rocket"}, "x"]}) == {}


def test_the_same_figure_said_at_length_is_no_change():
    field = FigureField(required=False)
    short = checked_figure(FIGURES["knees-in-stretch"])
    at_length = figure_data(parse_figure(short))

    assert not field.has_changed(short, json.dumps(at_length))
    assert not field.has_changed(None, "")
    assert field.has_changed(short, json.dumps(at_length | {"anchor": "head"}))
    assert field.has_changed(short, "{")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("figure", "Figure"),
        ("base", "Posture"),
        ("view.yaw", "View, round the body"),
        ("start.head", "Start, head nodded"),
        ("end.left.knee", "End, left, knee bent"),
        ("props.2.height", "Things, 2, height, cm"),
        ("arrows.1.at", "Arrows, 1, place"),
        ("start_words", "Start in words"),
        ("elsewhere.deep", "Elsewhere, deep"),
    ],
)
def test_a_path_is_said_in_words(path, words):
    assert path_in_words(path) == words


@pytest.mark.parametrize(
    ("landmark", "words"), [("left_knee", "left knee"), ("pelvis", "pelvis"), ("third_eye", "third eye")]
)
def test_a_place_is_said_in_words(landmark, words):
    assert place(landmark) == words
