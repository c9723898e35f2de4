"""From the numbers an editor types to a figure, and back.

A figure's data are plain JSON. `start` names the angles that differ from the base posture, `end` only what
has changed since the start. Every mistake is reported by where it stands, such as `end.left.knee`, and with
what is allowed there.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace

from .body import BASES, LANDMARKS
from .checks import (
    FigureError,
    Json,
    choice_at,
    choices_at,
    list_at,
    mapping_at,
    number_at,
    text_at,
)
from .figure import GAUGES, PROPS, Arrow, Figure, Prop
from .pose import LIMB_RANGES, SIDES, TRUNK_RANGES, Limbs, Pose
from .projection import View

KEYS = (
    "base",
    "view",
    "props",
    "accent",
    "anchor",
    "arrows",
    "gauges",
    "start",
    "end",
    "start_words",
    "end_words",
)
BENT: dict[str, Limbs] = {
    "seated": Limbs(hip_flexion=90.0, knee=90.0),
    "kneeling": Limbs(knee=90.0),
}


def angles_at(value: Json, where: str, ranges: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    return {
        name: number_at(value[name], f"{where}.{name}", *limits)
        for name, limits in ranges.items()
        if name in value
    }


def limbs_at(value: object, where: str, before: Limbs) -> Limbs:
    data = mapping_at(value, where, tuple(LIMB_RANGES))
    return replace(before, **angles_at(data, where, LIMB_RANGES))


def pose_at(value: object, where: str, before: Pose) -> Pose:
    """The pose that differs from `before` in the angles named."""
    data = mapping_at(value, where, (*TRUNK_RANGES, *SIDES))
    left, right = (limbs_at(data.get(side, {}), f"{where}.{side}", getattr(before, side)) for side in SIDES)
    trunk = {name: getattr(before, name) for name in TRUNK_RANGES} | angles_at(data, where, TRUNK_RANGES)
    return Pose(left=left, right=right, **trunk)


def view_at(value: object) -> View:
    data = mapping_at(value, "view", ("yaw", "pitch"))
    return View(**angles_at(data, "view", {"yaw": (-180, 180), "pitch": (0, 90)}))


def prop_at(value: object, where: str) -> Prop:
    if not isinstance(value, Mapping):
        raise FigureError(f"{where}: this must be a group of named values.")
    kind = choice_at(value.get("kind"), f"{where}.kind", tuple(PROPS))
    ranges = PROPS[kind]
    joins = ("joins",) if kind == "band" else ()
    data = mapping_at(value, where, ("kind", *ranges, *joins))
    if missing := [name for name in (*ranges, *joins) if name not in data]:
        raise FigureError(f"{where}: a {kind} also needs {', '.join(missing)}.")
    places = choices_at(data.get("joins", []), f"{where}.joins", tuple(LANDMARKS))
    if joins and len(places) != 2:
        raise FigureError(f"{where}.joins: a band joins exactly two places.")
    return Prop(kind, joins=places, **angles_at(data, where, ranges))


def arrow_at(value: object, where: str) -> Arrow:
    data = mapping_at(value, where, ("at", "reach"))
    place = choice_at(data.get("at"), f"{where}.at", tuple(LANDMARKS))
    return Arrow(place, **angles_at(data, where, {"reach": (0, 40)}))


def parse_figure(data: object) -> Figure:
    """The figure described by JSON-able data.

    Raises:
        FigureError: with a sentence that names the key and what it may be.
    """
    given = mapping_at(data, "figure", KEYS)
    for key in ("base", "start"):
        if key not in given:
            raise FigureError(f"figure: “{key}” is missing.")
    base = choice_at(given["base"], "base", tuple(BASES))
    limbs = BENT.get(base, Limbs())
    start = pose_at(given["start"], "start", Pose(left=limbs, right=limbs))
    return Figure(
        base=base,
        start=start,
        end=pose_at(given.get("end", {}), "end", start),
        view=view_at(given.get("view", {})),
        props=tuple(
            prop_at(p, f"props.{n}") for n, p in enumerate(list_at(given.get("props", []), "props"), 1)
        ),
        accent=choices_at(given.get("accent", []), "accent", SIDES),
        arrows=tuple(
            arrow_at(a, f"arrows.{n}") for n, a in enumerate(list_at(given.get("arrows", []), "arrows"), 1)
        ),
        gauges=choices_at(given.get("gauges", []), "gauges", GAUGES),
        anchor=choice_at(given.get("anchor", "pelvis"), "anchor", tuple(LANDMARKS)),
        start_words=text_at(given.get("start_words", ""), "start_words"),
        end_words=text_at(given.get("end_words", ""), "end_words"),
    )


def figure_data(figure: Figure) -> dict[str, object]:
    """The figure as JSON-able data with every angle written out; `parse_figure` gives it back."""
    data = asdict(figure)
    data["props"] = [prop_data(prop) for prop in figure.props]
    for key in ("accent", "gauges", "arrows"):
        data[key] = list(data[key])
    return data


def prop_data(prop: Prop) -> dict[str, object]:
    data: dict[str, object] = {"kind": prop.kind, **{name: getattr(prop, name) for name in PROPS[prop.kind]}}
    if prop.joins:
        data["joins"] = list(prop.joins)
    return data
