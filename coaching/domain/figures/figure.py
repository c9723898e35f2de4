"""A figure: what an editor describes with numbers and an athlete sees as a start and an end picture."""

from dataclasses import dataclass, field

from .pose import Pose
from .projection import View


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture. Lengths in centimetres; which of them count depends on the kind."""

    kind: str
    height: float = 0.0
    x: float = 0.0
    y: float = 0.0
    turn: float = 0.0
    joins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """The way of one landmark from start to end, drawn `reach` centimetres beyond it, away from the joint before it."""

    at: str
    reach: float = 9.0


@dataclass(frozen=True, slots=True)
class Figure:
    base: str
    start: Pose
    end: Pose
    view: View = field(default_factory=View)
    props: tuple[Prop, ...] = ()
    accent: tuple[str, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    gauges: tuple[str, ...] = ()
    anchor: str = "pelvis"
    start_words: str = ""
    end_words: str = ""
