"""The demo club's athletes as data: how their hips went over half a year, and what they did about it.

Days count back from the day the demo is made. Every finding and every state of a programme occurs.
"""

from dataclasses import dataclass, field

ACTIVE = {"position": "seated", "motion": "active", "instrument": "inclinometer"}
PASSIVE = ACTIVE | {"motion": "passive"}


@dataclass(frozen=True)
class Test:
    """One test so many days ago; angles in degrees, None for a hip that was not tested."""

    ago: int
    left: float | None
    right: float | None
    more: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """A programme that began so many days ago; `share` of its due days were done.

    `pains` gives the pain (0–10) of sessions by how many days ago they were.
    """

    ago: int
    emphasis: str
    share: float = 0.85
    weeks: int = 6
    state: str = "running"
    stop_reason: str = ""
    pains: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """One athlete."""

    name: str
    squad: str
    event: str
    born_years_ago: int | None
    tests: tuple[Test, ...] = ()
    plans: tuple[Plan, ...] = ()
    sex: str = ""
    note: str = ""
    archived_ago: int | None = None


WOMEN, MARATHON, YOUNG = "Senior women", "Marathon group", "Under 20"

STORIES = (
    Story(
        "Amara Okafor",
        WOMEN,
        "1500 m",
        26,
        sex="f",
        note="Left hip stiff since the winter on ice.",
        tests=(Test(150, 22.5, 35.5), Test(80, 24, 36), Test(4, 29, 38, {"compensations": ["foot_out"]})),
        plans=(Plan(146, "stretch_first", 0.62, state="ended"), Plan(18, "stretch_first", 0.9)),
    ),
    Story(
        "Ben Tiller",
        MARATHON,
        "Marathon",
        38,
        sex="m",
        tests=(
            Test(160, 30, 43),
            Test(74, 31, 44),
            Test(6, 31.5, 44, {"compensations": ["overpronation", "knee_valgus"]}),
        ),
        plans=(Plan(12, "stretch_first", 0.45, pains={1: 6, 5: 2}),),
    ),
    Story("Chloe Marsh", YOUNG, "800 m", 17, sex="f", tests=(Test(84, 35, 36.5), Test(5, 34.2, 36))),
    Story(
        "Dai Evans",
        MARATHON,
        "Half marathon",
        45,
        sex="m",
        tests=(Test(170, 31, 33), Test(120, 37, 39), Test(60, 39, 38), Test(20, 41, 40)),
        plans=(
            Plan(165, "stretch_first", 0.92, weeks=12, state="ended"),
            Plan(55, "maintain", 0.88, weeks=12),
        ),
    ),
    Story("Elif Kaya", WOMEN, "5000 m", 31, sex="f", tests=(Test(110, 46, 45), Test(20, 47, 46))),
    Story("Femi Ade", YOUNG, "400 m", 16, sex="m"),
    Story(
        "Greta Lindqvist",
        WOMEN,
        "10 000 m",
        29,
        sex="f",
        tests=(Test(130, 26, 27), Test(88, 30, 29.5), Test(40, 33, 34), Test(3, 36.5, 37)),
        plans=(Plan(125, "stretch_first", 0.94, weeks=12, state="ended"), Plan(2, "maintain", 1.0)),
    ),
    Story(
        "Hugo Brandt",
        MARATHON,
        "Marathon",
        52,
        sex="m",
        tests=(
            Test(140, 29, 30),
            Test(7, 28.5, 29, {"symptoms": ["morning_stiffness", "rotation_pain"], "pain_right": 4}),
        ),
    ),
    Story(
        "Ines Moreau",
        WOMEN,
        "3000 m steeplechase",
        24,
        sex="f",
        tests=(Test(100, 42, 30), Test(48, 43, 33), Test(9, 44, 28.5)),
    ),
    Story(
        "Jonas Weber",
        YOUNG,
        "1500 m",
        19,
        sex="m",
        tests=(Test(30, 27, 36), Test(30, 40, 38, {"motion": "passive"})),
        plans=(Plan(28, "strengthen_first", 0.75),),
    ),
    Story(
        "Keira Walsh-Montgomery",
        WOMEN,
        "Marathon",
        41,
        sex="f",
        tests=(Test(90, 52, 36), Test(8, 53, 37)),
        plans=(Plan(5, "stretch_first", 0.8),),
    ),
    Story(
        "Liam O’Connell",
        MARATHON,
        "Ultra",
        47,
        sex="m",
        tests=(Test(120, 33, 34), Test(70, 33.5, 34.5), Test(25, 34, 34)),
        plans=(Plan(116, "stretch_first", 0.83, weeks=12, state="ended"),),
    ),
    Story(
        "Mei Tanaka",
        WOMEN,
        "800 m",
        22,
        sex="f",
        tests=(Test(75, 64, 62), Test(10, 65, 63)),
        plans=(Plan(8, "strengthen_first", 0.7),),
    ),
    Story(
        "Noah Fischer",
        YOUNG,
        "5000 m",
        18,
        sex="m",
        tests=(Test(95, 34, 33, {"instrument": "goniometer"}), Test(11, 38, 36)),
    ),
    Story(
        "Olu Bankole",
        MARATHON,
        "Half marathon",
        34,
        sex="m",
        tests=(Test(64, 31, 32), Test(15, 32, None, {"note": "Right ankle taped, right hip left out."})),
    ),
    Story(
        "Priya Raman",
        WOMEN,
        "10 000 m",
        28,
        sex="f",
        tests=(Test(55, 32, 31),),
        plans=(Plan(50, "stretch_first", 0.55),),
    ),
    Story(
        "Quentin Dubois",
        MARATHON,
        "Marathon",
        56,
        sex="m",
        tests=(Test(58, 30, 33),),
        plans=(Plan(53, "stretch_first", 0.35),),
    ),
    Story(
        "Rosa Jimenez",
        WOMEN,
        "1500 m",
        20,
        sex="f",
        tests=(Test(85, 40, 41), Test(12, 41, 40, {"symptoms": ["groin_catch"], "pain_left": 3})),
    ),
    Story(
        "Sam Whitfield",
        YOUNG,
        "3000 m",
        15,
        tests=(Test(13, 33, 34, {"symptoms": ["knee_pain"]}),),
    ),
    Story(
        "Tariq Aziz",
        MARATHON,
        "Marathon",
        36,
        sex="m",
        tests=(Test(66, 28, 31),),
        plans=(
            Plan(
                62,
                "stretch_first",
                0.4,
                state="stopped",
                stop_reason="Groin strain in a race; waits for the physiotherapist.",
            ),
        ),
    ),
    Story(
        "Una Birkeland",
        WOMEN,
        "5000 m",
        33,
        sex="f",
        tests=(Test(77, 37, 39, {"instrument": "phone"}), Test(14, 38, 38.5, {"instrument": "phone"})),
        plans=(Plan(-2, "maintain"),),
    ),
    Story("Viktor Novak", YOUNG, "400 m hurdles", 18, sex="m"),
    Story("Wren Abbott", YOUNG, "800 m", None),
    Story(
        "Yusuf Demir",
        MARATHON,
        "10 000 m",
        30,
        sex="m",
        tests=(Test(105, 43, 47.5), Test(21, 44, 41.5)),
    ),
    Story(
        "Zoe Carmichael",
        WOMEN,
        "Marathon",
        39,
        sex="f",
        tests=(Test(140, 36, 38),),
        archived_ago=60,
    ),
)
