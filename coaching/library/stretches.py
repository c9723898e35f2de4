"""The stretches of the library."""

from coaching.library.words import STRETCH, Words

KNEES_IN = Words(
    slug="knees-in-stretch",
    name="Knees-in stretch",
    kind="stretch",
    dose=STRETCH,
    both_at_once=True,
    summary="On your back with the feet wide, let both knees sink in towards each other.",
    steps=(
        "Lie on your back and bend both knees.",
        "Put your feet flat on the floor, as wide apart as is comfortable.",
        "Let both knees sink in towards each other.",
        "Stay there, let go and breathe: the weight of the legs does the work.",
        "Bring one knee up after the other.",
    ),
    cues=(
        "You feel it around the outside of the hips.",
        "Your back stays heavy on the floor.",
        "Nothing is pushed: let go a little more with each breath out.",
    ),
    stop_signs=(
        "A pinch, a click or a catch in the groin.",
        "Pain in a knee: bring the feet closer together, and stop if it stays.",
        "Pain of 4 or more out of 10.",
    ),
)

FIGURE_FOUR = Words(
    slug="figure-four-stretch",
    name="Figure-four stretch",
    kind="stretch",
    dose=STRETCH,
    both_at_once=False,
    summary="On your back, rest one ankle on the other thigh and draw the legs towards you.",
    steps=(
        "Lie on your back with both knees bent.",
        "Rest one ankle on the other thigh, just above the knee.",
        "Hold the lower leg behind the thigh with both hands.",
        "Draw it gently towards your chest and stay there.",
        "Lower it, then change legs.",
    ),
    cues=(
        "You feel it deep in the buttock of the crossed leg.",
        "Head and shoulders rest on the floor.",
        "Keep the crossed foot pulled up and its knee easy.",
    ),
    stop_signs=(
        "A pinch or a catch in the groin.",
        "Pain in the knee of the crossed leg.",
        "Pain of 4 or more out of 10.",
    ),
)

WINDSCREEN_WIPER = Words(
    slug="prone-windscreen-wiper",
    name="Prone windscreen wiper",
    kind="stretch",
    dose=STRETCH,
    both_at_once=True,
    summary="On your front with the knees bent, let both feet fall outwards and bring them back.",
    steps=(
        "Lie on your front, forehead on your hands.",
        "Bend both knees to a right angle, knees a little apart.",
        "Let both feet fall slowly outwards, away from each other.",
        "Stay there for a breath or two, then bring them up again.",
        "Go on slowly, to and fro, until the time is up.",
    ),
    cues=(
        "The pelvis stays flat: turn back as soon as one side lifts.",
        "The shins turn about the knees like two wipers.",
        "The way up is as slow as the way down.",
    ),
    stop_signs=(
        "A pinch, a click or a catch in the groin.",
        "Pain in the knee or in the lower back.",
        "Pain of 4 or more out of 10.",
    ),
)

HALF_KNEELING = Words(
    slug="half-kneeling-hip-flexor-stretch",
    name="Half-kneeling hip-flexor stretch",
    kind="stretch",
    dose=STRETCH,
    both_at_once=False,
    summary="Kneel on one knee, tuck the pelvis under and shift forward.",
    steps=(
        "Kneel on one knee with the other foot flat in front of you; put something soft under the knee.",
        "Stand tall from the knee up and tighten the buttock of the kneeling side.",
        "Tuck the pelvis under, as if to flatten the lower back.",
        "Shift forward a little, without arching the back, and stay there.",
        "Come back, then change sides.",
    ),
    cues=(
        "You feel it at the front of the hip you kneel on.",
        "Small and tall is better than far and arched.",
        "Both hip bones point straight ahead.",
    ),
    stop_signs=(
        "Pain in the lower back.",
        "Pain under the kneecap that padding doesn’t settle.",
        "Pain of 4 or more out of 10.",
    ),
)
