"""A pose: every joint's clinical angle in degrees, and the poses on the way from one to another.

Zero is the upright neutral posture with straight legs and hanging arms. Positive is flexion, abduction,
internal rotation and, at the ankle, dorsiflexion.
"""

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Limbs:
    """The leg and the arm of one side of the body."""

    hip_flexion: float = 0.0
    hip_abduction: float = 0.0
    hip_rotation: float = 0.0
    knee: float = 0.0
    ankle: float = 0.0
    shoulder_flexion: float = 0.0
    shoulder_abduction: float = 8.0
    shoulder_rotation: float = 0.0
    elbow: float = 8.0


@dataclass(frozen=True, slots=True)
class Pose:
    """The whole body.

    `lean`, `tilt` and `twist` turn it as one piece away from its base posture: forward, to its right, and
    about its long axis to its left.
    """

    lean: float = 0.0
    tilt: float = 0.0
    twist: float = 0.0
    spine: float = 0.0
    spine_side: float = 0.0
    spine_twist: float = 0.0
    head: float = 0.0
    head_side: float = 0.0
    head_turn: float = 0.0
    left: Limbs = Limbs()
    right: Limbs = Limbs()


LIMB_RANGES: dict[str, tuple[float, float]] = {
    "hip_flexion": (-30, 140),
    "hip_abduction": (-45, 90),
    "hip_rotation": (-90, 90),
    "knee": (-10, 160),
    "ankle": (-70, 45),
    "shoulder_flexion": (-70, 190),
    "shoulder_abduction": (-60, 190),
    "shoulder_rotation": (-100, 100),
    "elbow": (0, 160),
}
TRUNK_RANGES: dict[str, tuple[float, float]] = {
    "lean": (-90, 90),
    "tilt": (-90, 90),
    "twist": (-90, 90),
    "spine": (-40, 90),
    "spine_side": (-45, 45),
    "spine_twist": (-60, 60),
    "head": (-60, 70),
    "head_side": (-45, 45),
    "head_turn": (-85, 85),
}
SIDES = ("left", "right")


def limbs_between(start: Limbs, end: Limbs, t: float) -> Limbs:
    return Limbs(*((1 - t) * getattr(start, f.name) + t * getattr(end, f.name) for f in fields(Limbs)))


def pose_between(start: Pose, end: Pose, t: float) -> Pose:
    """The pose a share `t` of the way (0 is `start`, 1 is `end`), every angle at its own constant speed."""
    trunk = {name: (1 - t) * getattr(start, name) + t * getattr(end, name) for name in TRUNK_RANGES}
    return Pose(
        left=limbs_between(start.left, end.left, t), right=limbs_between(start.right, end.right, t), **trunk
    )


def with_rotation(pose: Pose, *, left: float, right: float) -> Pose:
    """The same pose with each hip turned inward by so many degrees."""
    return replace(
        pose, left=replace(pose.left, hip_rotation=left), right=replace(pose.right, hip_rotation=right)
    )
