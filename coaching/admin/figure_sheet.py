"""The editor's sheet of a figure: every number, choice and tick with its words, for the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coaching.admin import figure_words as words
from coaching.admin.figure_values import MOST
from coaching.admin.figure_words import Words
from coaching.domain.figures.body import LANDMARKS
from coaching.domain.figures.figure import GAUGES, PROPS
from coaching.domain.figures.pose import LIMB_RANGES, SIDES, TRUNK_RANGES

Range = tuple[float, float]
VIEW: dict[str, Range] = {"yaw": (-180, 180), "pitch": (0, 90)}
REACH: Range = (0, 40)


@dataclass(frozen=True, slots=True)
class Control:
    """One thing to set. `limits` makes it a number, `options` a choice, neither a tick or a text."""

    name: str
    label: Words
    value: str
    limits: Range | None = None
    options: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True, slots=True)
class Angle:
    """One joint's row: where it starts and where it ends."""

    label: Words
    start: Control
    end: Control


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in the picture: there or not, with the numbers and choices of its kind."""

    there: Control
    details: tuple[Control, ...]


class Sheet:
    """The controls of one figure. `values` as in `figure_values`; names begin with `prefix` and a dash."""

    def __init__(self, values: Mapping[str, str], *, prefix: str) -> None:
        self.values = values
        self.prefix = prefix

    def _control(self, path: str, label: Words, limits: Range | None = None) -> Control:
        return Control(f"{self.prefix}-{path}", label, self.values.get(path, ""), limits)

    def _choice(self, path: str, label: Words, *options: tuple[str, Words]) -> Control:
        return Control(f"{self.prefix}-{path}", label, self.values.get(path, ""), None, options)

    def base(self) -> Control:
        return self._choice("base", words.PLACES["base"], ("", words.NO_FIGURE), *words.BASES.items())

    def view(self) -> list[Control]:
        return [self._control(f"view.{name}", words.MEASURES[name], limits) for name, limits in VIEW.items()]

    def groups(self) -> Iterator[tuple[Words, list[Angle]]]:
        """The body in parts, each with its joints: the legs first, which exercises of the hip are about."""
        leg = {name: limits for name, limits in LIMB_RANGES.items() if name in words.OF_THE_LEG}
        arm = {name: limits for name, limits in LIMB_RANGES.items() if name not in words.OF_THE_LEG}
        for side in SIDES:
            yield words.LEGS[side], self._angles(f"{side}.", leg, words.LIMBS)
        yield words.WHOLE_BODY, self._angles("", TRUNK_RANGES, words.TRUNK)
        for side in SIDES:
            yield words.ARMS[side], self._angles(f"{side}.", arm, words.LIMBS)

    def _angles(self, side: str, ranges: Mapping[str, Range], labels: Mapping[str, Words]) -> list[Angle]:
        rows = []
        for name, limits in ranges.items():
            label = labels.get(name, name.replace("_", " "))
            start, end = (self._control(f"{when}.{side}{name}", label, limits) for when in ("start", "end"))
            rows.append(Angle(label, start, end))
        return rows

    def accent(self) -> list[Control]:
        return [self._control(f"accent.{side}", words.LEGS[side]) for side in SIDES]

    def gauges(self) -> list[Control]:
        return [self._control(f"gauges.{gauge}", words.place(gauge)) for gauge in GAUGES]

    def anchor(self) -> Control:
        return self._choice("anchor", words.PLACES["anchor"], *_landmarks())

    def things(self) -> Iterator[Thing]:
        """Those that are there, and one of each kind that is not."""
        for kind, ranges in PROPS.items():
            for n in range(1, MOST + 1):
                path = f"props.{kind}{n}"
                if n > 1 and path not in self.values:
                    break
                details = [self._control(f"{path}.{key}", words.MEASURES[key], ranges[key]) for key in ranges]
                if kind == "band":
                    details = [
                        self._choice(f"{path}.joins1", words.BAND_FROM, ("", "–"), *_landmarks()),
                        self._choice(f"{path}.joins2", words.BAND_TO, ("", "–"), *_landmarks()),
                    ]
                yield Thing(self._control(path, words.THINGS.get(kind, kind)), tuple(details))

    def arrows(self) -> Iterator[tuple[Control, Control]]:
        """The place that moves, and how far beyond its joint the arrow is drawn."""
        for n in range(1, MOST + 1):
            at = self._choice(f"arrows.{n}.at", words.ARROW, ("", words.NO_ARROW), *_landmarks())
            yield at, self._control(f"arrows.{n}.reach", words.MEASURES["reach"], REACH)

    def sentences(self) -> list[Control]:
        return [self._control(name, words.PLACES[name]) for name in ("start_words", "end_words")]


def _landmarks() -> tuple[tuple[str, Words], ...]:
    return tuple((name, words.place(name)) for name in LANDMARKS)
