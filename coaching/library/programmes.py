"""What each emphasis starts from, with the words that an athlete reads first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coaching.library.strengthening import ANKLE_LIFT, NINETY_NINETY, SEATED_BAND, STANDING_ROTATION
from coaching.library.stretches import FIGURE_FOUR, HALF_KNEELING, KNEES_IN, WINDSCREEN_WIPER
from coaching.library.words import STRENGTH, STRETCH, Dose, Words

#: In the order of the library page: the two core exercises first.
EXERCISES = (
    KNEES_IN,
    ANKLE_LIFT,
    WINDSCREEN_WIPER,
    SEATED_BAND,
    FIGURE_FOUR,
    STANDING_ROTATION,
    HALF_KNEELING,
    NINETY_NINETY,
)


@dataclass(frozen=True, slots=True)
class Template:
    """The programme of one emphasis: its exercises in order, each with its dose."""

    emphasis: str
    name: str
    introduction: str
    items: tuple[tuple[Words, Dose], ...]

    def numbered(self) -> Iterator[tuple[int, Words, Dose]]:
        for order, (words, dose) in enumerate(self.items, start=1):
            yield order, words, dose


TEMPLATES = (
    Template(
        emphasis="stretch_first",
        name="Stretch first",
        introduction=(
            "This is to win some inward turn, in both hips. Stretch on most days and strengthen as well, so "
            "that the new range is one you can use. It should feel like work, never like a pinch. A small "
            "gain may still be too small to measure at the retest: that is not failing."
        ),
        items=((KNEES_IN, STRETCH), (WINDSCREEN_WIPER, STRETCH), (ANKLE_LIFT, STRENGTH)),
    ),
    Template(
        emphasis="strengthen_first",
        name="Strengthen first",
        introduction=(
            "This is to use the range you have: strength and control first. Slow repetitions count for more "
            "than many. It should feel like work, never like a pinch. A small gain may still be too small to "
            "measure at the retest: that is not failing."
        ),
        items=((ANKLE_LIFT, STRENGTH), (SEATED_BAND, STRENGTH), (KNEES_IN, STRETCH)),
    ),
    Template(
        emphasis="maintain",
        name="Maintain",
        introduction=(
            "This is to keep what you have, in both hips: the same two exercises, less often. "
            "The retest tells whether that is enough."
        ),
        items=((KNEES_IN, replace(STRETCH, days=3)), (ANKLE_LIFT, replace(STRENGTH, days=2))),
    ),
)
