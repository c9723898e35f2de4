"""A figure: what an editor describes with numbers and an athlete sees as a start and an end picture."""

from dataclasses import dataclass

from .pose import SIDES, Pose
from .projection import View

# What can stand in a picture, with the numbers each kind needs: centimetres from the anchor, degrees about
# the vertical.
PLACE: dict[str, tuple[float, float]] = {"x": (-120, 120), "y": (-120, 120), "turn": (-180, 180)}
PROPS: dict[str, dict[str, tuple[float, float]]] = {
    "mat": {},
    "stool": {"height": (20, 80)},
    "chair": PLACE,
    "band": {},
}
GAUGES = tuple(f"{side}_{part}" for side in SIDES for part in ("shin", "foot"))


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture; a band joins two landmarks, the others stand on the floor."""

    kind: str
    height: float = 0.0
    x: float = 0.0
    y: float = 0.0
    turn: float = 0.0
    joins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """The way of a landmark from start to end, drawn `reach` centimetres further from the joint before it."""

    at: str
    reach: float = 9.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A movement from `start` to `end`, seen from one place.

    `accent` names the working legs, `gauges` what is measured against its start (`left_shin`), `anchor` the
    landmark that stays where it is on the floor.
    """

    base: str
    start: Pose
    end: Pose
    view: View
    props: tuple[Prop, ...] = ()
    accent: tuple[str, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    gauges: tuple[str, ...] = ()
    anchor: str = "pelvis"
    start_words: str = ""
    end_words: str = ""
