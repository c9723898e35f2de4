"""Figures: joints that move as a clinician says they do, and pictures that hold together."""

import math

import pytest

from coaching.domain.figures import parse_figure, with_rotation
from coaching.domain.figures.body import (
    SHANK,
    landmark,
    skeleton,
)
from coaching.domain.figures.figure import Figure
from coaching.domain.figures.pose import SIDES, Limbs, Pose
from coaching.domain.figures.projection import View, camera
from coaching.domain.figures.scene import Scene, scene
from coaching.domain.figures.vectors import Vector, dot, length, minus
from coaching.domain.poses import FIGURES

EXERCISES = [slug for slug in FIGURES if not slug.startswith("test-")]
TESTS = [slug for slug in FIGURES if slug.startswith("test-")]
OUTWARD = {"left": -1, "right": 1}  # along x, which points to the athlete's right


def figure(slug: str) -> Figure:
    return parse_figure(FIGURES[slug])


def scenes(slug: str) -> tuple[Scene, Scene]:
    shape = figure(slug)
    return scene(shape, shape.start), scene(shape, shape.end)


def angle(a: Vector, b: Vector) -> float:
    return math.degrees(math.acos(max(-1, min(1, dot(a, b) / length(a) / length(b)))))


def shin(posed: Scene, side: str) -> Vector:
    return minus(posed.at(f"{side}_ankle"), posed.at(f"{side}_knee"))


def apart(posed: Scene, one: str, other: str) -> float:
    return length(minus(posed.at(one), posed.at(other)))


# -- directions --


@pytest.mark.parametrize(
    ("angles", "place", "axis", "sign"),
    [
        ({"hip_flexion": 40}, "left_ankle", 1, 1),  # forward
        ({"hip_abduction": 30}, "left_ankle", 0, -1),  # to the athlete's left
        ({"hip_rotation": 30}, "left_toe", 0, 1),  # toes to the midline
        ({"knee": 60}, "left_ankle", 1, -1),  # backward
        ({"ankle": 20}, "left_toe", 2, 1),  # toes up
        ({"shoulder_flexion": 40}, "left_hand", 1, 1),
        ({"shoulder_abduction": 60}, "left_hand", 0, -1),
        ({"elbow": 60}, "left_hand", 1, 1),
    ],
)
def test_positive_angles_of_the_left_side_go_where_their_names_say(angles, place, axis, sign):
    before = landmark(skeleton("standing", Pose()), place)
    after = landmark(skeleton("standing", Pose(left=Limbs(**angles))), place)
    assert (after[axis] - before[axis]) * sign > 5


@pytest.mark.parametrize(
    ("angles", "axis", "sign"),
    [
        ({"lean": 30}, 1, 1),
        ({"tilt": 20}, 0, 1),
        ({"spine": 30}, 1, 1),
        ({"spine_side": 20}, 0, 1),
        ({"head": 30}, 1, 1),
        ({"head_side": 30}, 0, 1),
    ],
)
def test_positive_angles_of_the_trunk_lean_forward_or_to_the_right(angles, axis, sign):
    before = landmark(skeleton("standing", Pose()), "head")
    after = landmark(skeleton("standing", Pose(**angles)), "head")
    assert (after[axis] - before[axis]) * sign > 1


@pytest.mark.parametrize(
    ("base", "up"),
    [
        ("standing", (0, 0, 1)),
        ("supine", (0, 1, 0)),
        ("prone", (0, -1, 0)),
        ("side_left", (1, 0, 0)),
        ("side_right", (-1, 0, 0)),
    ],
)
def test_a_base_posture_turns_the_right_side_of_the_body_up(base, up):
    ceiling = skeleton(base, Pose())["pelvis"].rotation[2]
    assert ceiling == pytest.approx(up, abs=1e-9)


def test_seen_from_the_front_the_athletes_left_is_on_the_viewers_right():
    body = skeleton("standing", Pose())
    eye = camera(View(yaw=0, pitch=10))
    assert eye.see(landmark(body, "left_knee"))[0] > eye.see(landmark(body, "right_knee"))[0]
    behind = camera(View(yaw=180, pitch=10))
    assert behind.see(landmark(body, "left_knee"))[0] < behind.see(landmark(body, "right_knee"))[0]
    from_the_left = camera(View(yaw=90, pitch=10))
    assert (
        from_the_left.see(landmark(body, "left_knee"))[2] < from_the_left.see(landmark(body, "right_knee"))[2]
    )


# -- the tests of internal rotation --


@pytest.mark.parametrize("slug", ["test-seated", "test-prone", "test-supine-90"])
@pytest.mark.parametrize("side", SIDES)
def test_internal_rotation_swings_the_shin_outward_by_exactly_its_angle(slug, side):
    start, end = scenes(slug)
    assert end.at(f"{side}_knee") == pytest.approx(start.at(f"{side}_knee"), abs=3)
    assert angle(shin(start, side), shin(end, side)) == pytest.approx(35, abs=3)
    bent = with_rotation(figure(slug).start, left=90, right=90)
    straight = Pose(left=Limbs(hip_flexion=90, knee=90), right=Limbs(hip_flexion=90, knee=90))
    for pose in (bent, with_rotation(straight, left=31, right=31)):
        body = skeleton(figure(slug).base, pose)
        sideways = dot(minus(landmark(body, f"{side}_ankle"), landmark(body, f"{side}_knee")), (1, 0, 0))
        assert sideways * OUTWARD[side] > 20
    turned = scene(figure(slug), with_rotation(straight, left=31, right=31))
    neutral = scene(figure(slug), straight)
    assert angle(shin(neutral, side), shin(turned, side)) == pytest.approx(31)


@pytest.mark.parametrize("side", SIDES)
def test_supine_internal_rotation_tips_the_toes_to_the_other_foot_by_exactly_its_angle(side):
    start, end = scenes("test-supine")
    assert (end.at(f"{side}_toe")[0] - start.at(f"{side}_toe")[0]) * OUTWARD[side] < -5
    before = skeleton("supine", figure("test-supine").start)[f"{side}_foot"].rotation
    after = skeleton("supine", figure("test-supine").end)[f"{side}_foot"].rotation
    (_, a, _), (_, b, _), (_, c, _) = before
    (_, d, _), (_, e, _), (_, f, _) = after
    assert angle((a, b, c), (d, e, f)) == pytest.approx(35)


# -- the exercises --


def test_knees_in_drops_both_knees_together_while_the_feet_stay():
    start, end = scenes("knees-in-stretch")
    assert apart(start, "left_knee", "right_knee") > 35
    assert apart(end, "left_knee", "right_knee") < 14
    for side in SIDES:
        assert start.at(f"{side}_ankle") == pytest.approx(end.at(f"{side}_ankle"), abs=3)
        assert end.at(f"{side}_ankle")[2] < 11
        assert getattr(figure("knees-in-stretch").end, side).hip_rotation > 0


def test_side_lying_lift_raises_the_top_ankle_and_leaves_the_knees_together():
    start, end = scenes("side-lying-ankle-lift")
    assert end.at("right_ankle")[2] - start.at("right_ankle")[2] == pytest.approx(
        SHANK * math.sin(math.radians(38)), abs=3
    )
    for posed in (start, end):  # less than a knee's breadth from middle to middle: they lie on each other
        assert apart(posed, "left_knee", "right_knee") < 11.4
    assert end.at("left_ankle") == pytest.approx(start.at("left_ankle"))
    # Feet in line with the spine: the ankles lie no further forward than the hips.
    assert start.at("left_ankle")[1] == pytest.approx(start.at("left_hip")[1], abs=4)


def test_figure_four_rests_the_ankle_on_the_other_thigh():
    for posed in scenes("figure-four-stretch"):
        knee, hip, ankle = (posed.at(place) for place in ("right_knee", "right_hip", "left_ankle"))
        along = minus(knee, hip)
        reach = dot(minus(ankle, hip), along) / length(along)
        assert 25 < reach < 42
        off = math.sqrt(max(0, length(minus(ankle, hip)) ** 2 - reach**2))
        assert 7 < off < 16
    start, end = scenes("figure-four-stretch")
    assert apart(end, "right_knee", "chest") < apart(start, "right_knee", "chest") - 10


def test_prone_wiper_drops_both_feet_outward_with_the_knees_on_the_floor():
    start, end = scenes("prone-windscreen-wiper")
    assert apart(end, "left_ankle", "right_ankle") > apart(start, "left_ankle", "right_ankle") + 40
    for side in SIDES:
        assert end.at(f"{side}_knee")[2] < 14


def test_seated_band_turns_only_the_working_leg_outward():
    start, end = scenes("seated-band-internal-rotation")
    assert end.at("left_ankle")[0] < start.at("left_ankle")[0] - 15
    assert end.at("left_knee") == pytest.approx(start.at("left_knee"))
    assert end.at("right_ankle") == pytest.approx(start.at("right_ankle"))
    assert 0 <= start.at("left_heel")[2] < 6


def test_ninety_ninety_brings_both_knees_down_to_one_side_at_about_a_right_angle():
    start, end = scenes("ninety-ninety-switch")
    for side in SIDES:
        assert start.at(f"{side}_knee")[2] > 35
        assert end.at(f"{side}_knee")[2] < 13
        assert end.at(f"{side}_knee")[0] < start.at(f"{side}_knee")[0] - 15
        assert end.at(f"{side}_ankle") == pytest.approx(start.at(f"{side}_ankle"), abs=4)
        assert getattr(figure("ninety-ninety-switch").end, side).knee == pytest.approx(90, abs=12)
    pose = figure("ninety-ninety-switch").end
    assert pose.left.hip_rotation < 0 < pose.right.hip_rotation


def test_standing_rotation_swings_the_lifted_foot_outward():
    start, end = scenes("standing-hip-rotation")
    assert end.at("left_ankle")[0] < start.at("left_ankle")[0] - 15
    assert end.at("left_knee") == pytest.approx(start.at("left_knee"))
    assert apart(start, "right_wrist", "right_hip") < 45


def test_half_kneeling_moves_the_pelvis_forward_over_a_knee_and_a_foot_that_stay():
    start, end = scenes("half-kneeling-hip-flexor-stretch")
    assert end.at("pelvis")[1] > start.at("pelvis")[1] + 8
    assert end.at("right_knee") == pytest.approx(start.at("right_knee"), abs=1)
    assert end.at("left_ankle") == pytest.approx(start.at("left_ankle"), abs=4)
    assert figure("half-kneeling-hip-flexor-stretch").end.right.hip_flexion < 0
    assert end.at("head")[1] - end.at("pelvis")[1] == pytest.approx(0, abs=6)  # upright


@pytest.mark.parametrize("slug", FIGURES)
def test_nothing_floats_and_nothing_sinks(slug):
    shape = figure(slug)
    seat = next((prop.height for prop in shape.props if prop.kind == "stool"), None)
    for posed in scenes(slug):
        heights = {
            part.name: min(centre[2] - radius for hull in hulls for centre, radius in hull)
            for part, hulls in posed.parts
        }
        assert min(heights.values()) >= -1e-6
        if seat is None:
            assert min(heights.values()) == pytest.approx(0)
        else:
            assert min(heights[name] for name in ("torso", "left_thigh", "right_thigh")) == pytest.approx(
                seat
            )
