"""The mannequin: its lengths, and where each segment lies in space in a given pose.

Lengths are in centimetres, roughly those of an athlete 175 cm tall, rounded for a friendly look.
"""

from dataclasses import dataclass

from .pose import SIDES, Limbs, Pose
from .vectors import IDENTITY, Rotation, Vector, about_x, about_y, about_z, plus, then, turned

THIGH, SHANK, UPPER_ARM, FOREARM = 42.0, 41.0, 29.0, 25.0
HIP_HALF_WIDTH, SHOULDER_HALF_WIDTH = 9.0, 16.5
LUMBAR, THORAX, SHOULDER_HEIGHT, NECK_HEIGHT, NECK = 9.0, 18.0, 23.5, 27.0, 7.5
CENTRE: Vector = (0.0, 0.0, 0.0)

# How the whole body lies before any joint moves. On the back the feet point to an eye in front, on the front
# the head does.
BASES: dict[str, Rotation] = {
    "standing": IDENTITY,
    "seated": IDENTITY,
    "kneeling": IDENTITY,
    "supine": about_x(90),
    "prone": about_x(-90),
    "side_left": about_y(-90),
    "side_right": about_y(90),
}


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a segment is: its joint nearest to the trunk, and how its own axes are turned."""

    origin: Vector
    rotation: Rotation

    def point(self, local: Vector) -> Vector:
        return plus(self.origin, turned(self.rotation, local))

    def next(self, at: Vector, rotation: Rotation) -> "Placement":
        """The segment that hangs on this one at the local point `at`, turned by the joint's own rotation."""
        return Placement(self.point(at), then(self.rotation, rotation))


Skeleton = dict[str, Placement]  # by segment, such as "chest" or "left_thigh"


def spine_bend(pose: Pose) -> Rotation:
    """Half of the spine's movement: it happens at two places, so that the back is round and not broken."""
    return then(about_x(-pose.spine / 2), about_y(pose.spine_side / 2), about_z(pose.spine_twist / 2))


def skeleton(base: str, pose: Pose) -> Skeleton:
    """Every segment's placement, with the middle of the hips at the origin."""
    placed: Skeleton = {}
    whole = then(BASES[base], about_x(-pose.lean), about_y(pose.tilt), about_z(pose.twist))
    pelvis = placed["pelvis"] = Placement(CENTRE, whole)
    bend = spine_bend(pose)
    waist = placed["waist"] = pelvis.next((0.0, 0.0, LUMBAR), bend)
    chest = placed["chest"] = waist.next((0.0, 0.0, THORAX), bend)
    nod = then(about_x(-pose.head / 2), about_y(pose.head_side / 2))
    neck = placed["neck"] = chest.next((0.0, -1.0, NECK_HEIGHT), nod)
    placed["head"] = neck.next((0.0, 0.0, NECK), then(nod, about_z(pose.head_turn)))
    for side in SIDES:
        limbs: Limbs = getattr(pose, side)
        outward = -1.0 if side == "left" else 1.0
        hip = then(
            about_x(limbs.hip_flexion),
            about_y(-outward * limbs.hip_abduction),
            about_z(outward * limbs.hip_rotation),
        )
        shoulder = then(
            about_x(limbs.shoulder_flexion),
            about_y(-outward * limbs.shoulder_abduction),
            about_z(outward * limbs.shoulder_rotation),
        )
        thigh = pelvis.next((outward * HIP_HALF_WIDTH, 0.0, 0.0), hip)
        shank = thigh.next((0.0, 0.0, -THIGH), about_x(-limbs.knee))
        foot = shank.next((0.0, 0.0, -SHANK), about_x(limbs.ankle))
        upper_arm = chest.next((outward * SHOULDER_HALF_WIDTH, 0.0, SHOULDER_HEIGHT), shoulder)
        forearm = upper_arm.next((0.0, 0.0, -UPPER_ARM), about_x(limbs.elbow))
        placed[f"{side}_thigh"], placed[f"{side}_shank"], placed[f"{side}_foot"] = thigh, shank, foot
        placed[f"{side}_upper_arm"], placed[f"{side}_forearm"] = upper_arm, forearm
    return placed


# Named places an arrow, a band or a floor contact may refer to: the segment and the point in its own axes.
LANDMARKS: dict[str, tuple[str, Vector]] = {
    "pelvis": ("pelvis", CENTRE),
    "chest": ("chest", (0.0, 0.0, 12.0)),
    "head": ("head", (0.0, 1.0, 5.0)),
}
for _side in SIDES:
    LANDMARKS |= {
        f"{_side}_hip": (f"{_side}_thigh", CENTRE),
        f"{_side}_knee": (f"{_side}_shank", CENTRE),
        f"{_side}_ankle": (f"{_side}_foot", CENTRE),
        f"{_side}_toe": (f"{_side}_foot", (0.0, 16.0, -5.5)),
        f"{_side}_heel": (f"{_side}_foot", (0.0, -5.0, -5.0)),
        f"{_side}_shoulder": (f"{_side}_upper_arm", CENTRE),
        f"{_side}_elbow": (f"{_side}_forearm", CENTRE),
        f"{_side}_wrist": (f"{_side}_forearm", (0.0, 0.0, -FOREARM)),
        f"{_side}_hand": (f"{_side}_forearm", (0.0, 0.0, -FOREARM - 9.0)),
    }


def landmark(body: Skeleton, name: str) -> Vector:
    """Where a named place of the body is, in centimetres from the middle of the hips."""
    segment, local = LANDMARKS[name]
    return body[segment].point(local)
