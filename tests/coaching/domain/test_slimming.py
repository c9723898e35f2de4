"""A figure's data without what goes without saying read as the same figure."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.figures import parse_figure
from coaching.domain.figures.body import BASES
from coaching.domain.figures.pose import LIMB_RANGES, TRUNK_RANGES
from coaching.domain.figures.slimming import slim_data
from coaching.domain.poses import FIGURES


def angles(ranges):
    return st.fixed_dictionaries(
        {}, optional={name: st.integers(int(low), int(high)) for name, (low, high) in ranges.items()}
    )


limbs = angles(LIMB_RANGES)
poses = st.builds(
    lambda trunk, left, right: trunk | {"left": left, "right": right}, angles(TRUNK_RANGES), limbs, limbs
)


@pytest.mark.parametrize("slug", FIGURES)
def test_every_figure_of_the_library_stays_the_same(slug):
    figure = parse_figure(FIGURES[slug])
    data = json.loads(json.dumps(slim_data(figure)))

    assert parse_figure(data) == figure
    assert slim_data(parse_figure(data)) == data


@given(st.sampled_from(sorted(BASES)), poses, poses)
def test_any_two_poses_stay_the_same(base, start, end):
    figure = parse_figure({"base": base, "start": start, "end": end})

    assert parse_figure(slim_data(figure)) == figure


def test_only_what_differs_is_named():
    data = {
        "base": "seated",
        "start": {"spine": 0, "left": {"knee": 90.0, "ankle": 5.5}},
        "end": {"spine": 10.0, "left": {"ankle": 5.5}},
    }

    assert slim_data(parse_figure(data)) == {
        "base": "seated",
        "view": {"yaw": 0, "pitch": 10},
        "anchor": "pelvis",
        "start": {"left": {"ankle": 5.5}},
        "end": {"spine": 10},
    }


def test_a_figure_that_does_not_move_keeps_its_start():
    assert slim_data(parse_figure({"base": "standing", "start": {}}))["start"] == {}
