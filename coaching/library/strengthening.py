"""The strengthening exercises of the library."""

from coaching.library.words import STRENGTH, Words

ANKLE_LIFT = Words(
    slug="side-lying-ankle-lift",
    name="Side-lying ankle lift",
    kind="strength",
    dose=STRENGTH,
    both_at_once=False,
    summary="On your side with the knees together, lift the top ankle away from the bottom one.",
    steps=(
        "Lie on your side with both knees bent and your feet in line with your spine.",
        "Stack your hips, one above the other.",
        "Keep the knees together and lift the top ankle away from the bottom one.",
        "Lower it slowly.",
        "Rest after the set. The top leg is the one that works: turn over for the other.",
    ),
    cues=(
        "The thigh turns in its socket; the knees stay together.",
        "The pelvis keeps still and doesn’t roll back.",
        "Once 15 leave you one or two to spare, put a light band around the ankles.",
    ),
    stop_signs=(
        "A pinch, a click or a catch in the groin.",
        "Pain that grows from one repetition to the next.",
        "Pain of 4 or more out of 10.",
    ),
)

SEATED_BAND = Words(
    slug="seated-band-internal-rotation",
    name="Seated band rotation",
    kind="strength",
    dose=STRENGTH,
    both_at_once=False,
    summary="Seated high with a band around the ankles, swing one foot outwards against it.",
    steps=(
        "Sit on a high chair or table, so that your lower legs hang free.",
        "Put a light band around both ankles, and keep the knees together.",
        "Swing one foot outwards against the band; the other one stays.",
        "Hold for a moment, then let it come back slowly.",
        "Change legs after the set.",
    ),
    cues=(
        "The thigh stays on the seat and turns; the foot only shows it.",
        "Both sit bones stay down: no leaning away.",
        "Once 15 leave you one or two to spare, take a slightly stronger band.",
    ),
    stop_signs=(
        "A pinch, a click or a catch in the groin.",
        "Pain in a knee.",
        "Pain of 4 or more out of 10.",
    ),
)

NINETY_NINETY = Words(
    slug="ninety-ninety-switch",
    name="90/90 switch",
    kind="strength",
    dose=STRENGTH,
    both_at_once=True,
    summary="Seated on the floor, take both knees from one side to the other.",
    steps=(
        "Sit on the floor with the knees bent and the feet wider than your hips.",
        "Lower both knees to one side, until each leg is bent to about a right angle.",
        "Lift the knees and take them over to the other side.",
        "One way and back is one repetition.",
    ),
    cues=(
        "Sit tall; lean on your hands as much as you need.",
        "The heels stay where they are.",
        "Go only as low as stays easy; small is fine.",
    ),
    stop_signs=(
        "A pinch, a click or a catch in the groin.",
        "Pain in a knee.",
        "Pain of 4 or more out of 10.",
    ),
)

STANDING_ROTATION = Words(
    slug="standing-hip-rotation",
    name="Standing hip rotation",
    kind="strength",
    dose=STRENGTH,
    both_at_once=False,
    summary="Standing on one leg with the other thigh lifted, swing the lifted foot outwards.",
    steps=(
        "Stand on one leg beside a chair or wall and hold on.",
        "Lift the other thigh until it is about level, the shin hanging down.",
        "Swing the lifted foot slowly outwards, as far as the thigh keeps still.",
        "Bring it back just as slowly.",
        "Change legs after the set. The lifted leg is the one that works.",
    ),
    cues=(
        "The thigh turns on the spot, as if around a rod through its middle.",
        "The pelvis stays level and faces forward.",
        "Balance comes first: hold on as firmly as you need.",
    ),
    stop_signs=(
        "A pinch, a click or a catch in the groin.",
        "Groin pain in the leg you stand on: stop and tell your coach.",
        "Pain of 4 or more out of 10.",
    ),
)
