"""The figures that arrive with a new database: eight exercises, and the test in its four positions.

Plain data for `parse_figure`: angles in degrees, lengths in centimetres. `start` names what differs from
the base posture and `end` what has changed since. Feet and hands that rest on something were placed by
calculation and rounded to whole degrees.
"""

from typing import Any

Data = dict[str, Any]

MAT: Data = {"kind": "mat"}
BOTH = ["left", "right"]
SHINS = ["left_shin", "right_shin"]
HIP = ("hip_flexion", "hip_abduction", "hip_rotation")
ARM = ("shoulder_flexion", "shoulder_abduction", "shoulder_rotation", "elbow")

# Arms, in the order of ARM
AT_THE_SIDES = (0, 26, 0, 10)
ON_THE_SEAT = (14, 16, 12, 50)
UNDER_THE_FOREHEAD = (0, 125, -90, 115)
UNDER_THE_HEAD = (120, 0, 0, 125)
ON_THE_TOP_HIP = (20, 2, 30, 50)
ON_THE_WAIST = (-14, 30, 70, 80)
ON_THE_CHAIR = (-2, 31, 22, 25)
BEHIND_ON_THE_FLOOR = (-48, 29, 4, 46)


def limbs(hip: tuple[float, ...] = (), arm: tuple[float, ...] = (), **angles: float) -> Data:
    """One side's angles: the hip's in the order of HIP, the arm's in the order of ARM, others by name."""
    return dict(zip(HIP, hip, strict=False)) | dict(zip(ARM, arm, strict=False)) | angles


def pair(hip: tuple[float, ...] = (), arm: tuple[float, ...] = (), **angles: float) -> Data:
    """The same angles on both sides."""
    return {side: limbs(hip, arm, **angles) for side in BOTH}


def arrows(*places: str, reach: float = 14) -> list[Data]:
    return [{"at": place, "reach": reach} for place in places]


KNEES_IN: Data = {
    "base": "supine",
    "view": {"yaw": 16, "pitch": 23},
    "props": [MAT],
    "accent": BOTH,
    "arrows": arrows("left_knee", "right_knee", reach=9),
    "start": {"head": 12, **pair(hip=(56, 17, 14), knee=118, ankle=-8, arm=AT_THE_SIDES)},
    "end": pair(hip=(48, -4, 27), ankle=-5),
    "start_words": "Lying on the back, knees bent, feet flat on the floor and wide apart.",
    "end_words": "The feet stay where they are; both knees have dropped in until they lean on each other.",
}

SIDE_LYING_LIFT: Data = {
    "base": "side_left",
    "view": {"yaw": -10, "pitch": 16},
    "props": [MAT],
    "accent": ["right"],
    "arrows": arrows("right_ankle"),
    "start": {
        "tilt": 3,
        "head_side": -8,
        "left": limbs(hip=(45, 0, 0), knee=90, arm=UNDER_THE_HEAD),
        "right": limbs(hip=(45, -10, 0), knee=90, arm=ON_THE_TOP_HIP),
    },
    "end": {"right": limbs(hip_rotation=38)},
    "start_words": "Lying on the side, hips and knees bent, legs on each other, feet in line with the back.",
    "end_words": "The knees stay together; the top ankle has lifted away from the bottom one.",
}

FIGURE_FOUR: Data = {
    "base": "supine",
    "view": {"yaw": 50, "pitch": 18},
    "props": [MAT],
    "accent": ["left"],
    "arrows": arrows("left_knee", reach=12),
    "start": {
        "head": 12,
        "left": limbs(hip=(70, 23, -88), knee=118, ankle=10, arm=AT_THE_SIDES),
        "right": limbs(hip=(53, 1, 2), knee=119, ankle=-8, arm=AT_THE_SIDES),
    },
    "end": {
        "head": 20,
        "spine": 14,
        "left": limbs(hip=(133, 21, -83), arm=(32, -17, 79, 16)),
        "right": limbs(hip=(110, 2, 0), knee=94, ankle=5, arm=(30, 16, 79, 38)),
    },
    "start_words": "Lying on the back, one foot on the floor, the other ankle resting across that thigh.",
    "end_words": "Both hands hold the supporting thigh and draw it towards the chest.",
}

PRONE_WIPER: Data = {
    "base": "prone",
    "view": {"yaw": 180, "pitch": 25},
    "props": [MAT],
    "accent": BOTH,
    "arrows": arrows("left_ankle", "right_ankle"),
    "start": {"head": -5, **pair(knee=90, arm=UNDER_THE_FOREHEAD)},
    "end": pair(hip_rotation=38),
    "start_words": "Seen from the feet: lying on the front, both knees bent, shins straight up.",
    "end_words": "The feet have dropped apart to the outside; knees and pelvis stay down.",
}

SEATED_BAND: Data = {
    "base": "seated",
    "view": {"yaw": 14, "pitch": 17},
    "props": [{"kind": "stool", "height": 43}, {"kind": "band", "joins": ["left_ankle", "right_ankle"]}],
    "accent": ["left"],
    "arrows": arrows("left_ankle"),
    "start": pair(hip_flexion=88, knee=88, arm=ON_THE_SEAT),
    "end": {"left": limbs(hip_rotation=30)},
    "start_words": "Sitting tall, knees together, a band around both ankles.",
    "end_words": "One foot has swung out against the band; the knees have not moved.",
}

NINETY_NINETY: Data = {
    "base": "seated",
    "view": {"yaw": 12, "pitch": 24},
    "props": [MAT],
    "accent": BOTH,
    "arrows": arrows("left_knee", "right_knee", reach=12),
    "start": {
        "lean": -16,
        "spine": 6,
        **pair(hip=(126, 24, 16), knee=99, ankle=-36, arm=BEHIND_ON_THE_FLOOR),
    },
    "end": {
        "lean": -12,
        "tilt": -7,
        "twist": 16,
        "spine_side": 4,
        "spine_twist": 6,
        "left": limbs(hip=(102, 56, -58), knee=94, ankle=0, arm=(-53, 39, 22, 65)),
        "right": limbs(hip=(74, -8, 79), knee=101, ankle=0, arm=(-47, 13, -9, 16)),
    },
    "start_words": "Sitting on the floor, hands behind, knees bent and feet wide apart.",
    "end_words": "Both knees have rolled over to one side and lie on the floor, each bent at a right angle.",
}

STANDING_ROTATION: Data = {
    "base": "standing",
    "view": {"yaw": 10, "pitch": 16},
    "props": [{"kind": "chair", "x": 44, "y": 10, "turn": -90}],
    "accent": ["left"],
    "anchor": "right_hip",
    "arrows": arrows("left_ankle"),
    "start": {"left": limbs(hip_flexion=82, knee=90, arm=ON_THE_WAIST), "right": limbs(arm=ON_THE_CHAIR)},
    "end": {"left": limbs(hip_rotation=32)},
    "start_words": "Standing on one leg, a hand on a chair, the other thigh lifted, its shin hanging down.",
    "end_words": "The lifted foot has swung out to the side while thigh and pelvis keep still.",
}

HALF_KNEELING: Data = {
    "base": "kneeling",
    "view": {"yaw": -68, "pitch": 12},
    "props": [MAT],
    "accent": ["right"],
    "anchor": "right_knee",
    "arrows": arrows("pelvis", reach=22),
    "start": {
        "left": limbs(hip_flexion=92, knee=89, arm=(20, 12, 55, 52)),
        "right": limbs(hip_flexion=2, knee=97, ankle=-60, arm=(28, -17, 55, 21)),
    },
    "end": {
        "left": limbs(knee=108, ankle=18),
        "right": limbs(hip_flexion=-17, knee=78),
    },
    "start_words": "Kneeling on one knee, the other foot in front, back upright.",
    "end_words": "The pelvis has moved forward and the back is still upright, which stretches the rear hip.",
}

TEST_SEATED: Data = {
    "base": "seated",
    "view": {"yaw": 0, "pitch": 18},
    "props": [{"kind": "stool", "height": 60}],
    "accent": BOTH,
    "gauges": SHINS,
    "start": pair(hip_flexion=88, knee=88, arm=ON_THE_SEAT),
    "end": pair(hip_rotation=35),
    "start_words": "Seen from the front: sitting high, knees together, shins hanging straight down.",
    "end_words": "The knees stay together and the ankles have moved apart.",
}

TEST_SUPINE: Data = {
    "base": "supine",
    "view": {"yaw": 0, "pitch": 35},
    "props": [MAT],
    "accent": BOTH,
    "gauges": ["left_foot", "right_foot"],
    "start": {"head": 10, **pair(hip_abduction=5, arm=AT_THE_SIDES)},
    "end": pair(hip_rotation=35),
    "start_words": "Seen from the feet: lying on the back, legs straight, toes up.",
    "end_words": "Both legs have turned in as a whole, so that the feet tip towards each other.",
}

TEST_PRONE: Data = PRONE_WIPER | {
    "arrows": [],
    "gauges": SHINS,
    "end": pair(hip_rotation=35),
    "end_words": "The feet have fallen apart to the outside; the pelvis stays down.",
}

TEST_SUPINE_90: Data = {
    "base": "supine",
    "view": {"yaw": 0, "pitch": 45},
    "props": [MAT],
    "accent": BOTH,
    "gauges": SHINS,
    "start": {"head": 10, **pair(hip_flexion=90, knee=90, arm=AT_THE_SIDES)},
    "end": pair(hip_rotation=35),
    "start_words": "Seen from the feet: lying on the back, hips and knees at right angles.",
    "end_words": "The thighs keep still and the feet have swung apart.",
}

FIGURES: dict[str, Data] = {
    "knees-in-stretch": KNEES_IN,
    "side-lying-ankle-lift": SIDE_LYING_LIFT,
    "figure-four-stretch": FIGURE_FOUR,
    "prone-windscreen-wiper": PRONE_WIPER,
    "seated-band-internal-rotation": SEATED_BAND,
    "ninety-ninety-switch": NINETY_NINETY,
    "standing-hip-rotation": STANDING_ROTATION,
    "half-kneeling-hip-flexor-stretch": HALF_KNEELING,
    "test-seated": TEST_SEATED,
    "test-supine": TEST_SUPINE,
    "test-prone": TEST_PRONE,
    "test-supine-90": TEST_SUPINE_90,
}
