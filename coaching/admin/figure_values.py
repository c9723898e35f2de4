"""A figure's data as one flat list of named values, as a form carries them, and back.

Names are paths: `base`, `view.yaw`, `start.left.knee`, `props.stool1` (there at all), `props.stool1.height`,
`arrows.2.at`, `gauges.left_shin`. Values are what somebody typed: what is no number stays as it is, so that
`parse_figure` can say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from coaching.domain.figures import FigureError, figure_data, parse_figure
from coaching.domain.figures.figure import GAUGES, PROPS
from coaching.domain.figures.pose import LIMB_RANGES, SIDES, TRUNK_RANGES

Values = dict[str, str]
Data = dict[str, Any]

ON = "on"
#: As many things of one kind, and as many arrows, as a form offers.
MOST = 3
_TEXTS = ("base", "anchor", "start_words", "end_words")
_TICKS = {"accent": SIDES, "gauges": GAUGES}


def flat(data: object) -> Values:
    """The values of a figure's data, right or not; whatever is not there is left out."""
    try:
        whole: Mapping[str, Any] = figure_data(parse_figure(data))
    except FigureError:
        whole = _mapping(data)
    values = {name: _text(whole[name]) for name in _TEXTS if name in whole}
    for name in ("view", "start", "end"):
        values |= dict(_leaves(name, _mapping(whole.get(name))))
    for name, known in _TICKS.items():
        values |= {f"{name}.{item}": ON for item in _list(whole.get(name)) if item in known}
    for n, arrow in enumerate(_list(whole.get("arrows"))[:MOST], start=1):
        values |= dict(_leaves(f"arrows.{n}", _mapping(arrow)))
    return values | _things(_list(whole.get("props")))


def _things(props: list[Any]) -> Values:
    values: Values = {}
    seen = dict.fromkeys(PROPS, 0)
    for prop in map(_mapping, props):
        kind = prop.get("kind", "")
        if kind not in seen or seen[kind] == MOST:
            continue
        seen[kind] += 1
        path = f"props.{kind}{seen[kind]}"
        values[path] = ON
        for n, place in enumerate(_list(prop.get("joins")), start=1):
            values[f"{path}.joins{n}"] = _text(place)
        values |= dict(_leaves(path, {name: prop[name] for name in PROPS[kind] if name in prop}))
    return values


def nested(values: Mapping[str, str]) -> Data:
    """The figure's data that these values describe; empty where no posture is chosen."""
    if not values.get("base"):
        return {}
    data: Data = {name: values[name] for name in _TEXTS if values.get(name)}
    data["view"] = _numbers(values, "view", ("yaw", "pitch"))
    for name in ("start", "end"):
        data[name] = _numbers(values, name, tuple(TRUNK_RANGES))
        data[name] |= {side: _numbers(values, f"{name}.{side}", tuple(LIMB_RANGES)) for side in SIDES}
    for name, known in _TICKS.items():
        data[name] = [item for item in known if values.get(f"{name}.{item}")]
    data["arrows"] = [
        {"at": values[f"arrows.{n}.at"]} | _numbers(values, f"arrows.{n}", ("reach",))
        for n in range(1, MOST + 1)
        if values.get(f"arrows.{n}.at")
    ]
    data["props"] = list(_props(values))
    return data


def _props(values: Mapping[str, str]) -> Iterator[Data]:
    for kind, ranges in PROPS.items():
        for n in range(1, MOST + 1):
            path = f"props.{kind}{n}"
            if values.get(path):
                prop: Data = {"kind": kind, **_numbers(values, path, tuple(ranges))}
                ends = [values[end] for end in (f"{path}.joins1", f"{path}.joins2") if values.get(end)]
                yield prop | ({"joins": ends} if kind == "band" else {})


def _numbers(values: Mapping[str, str], path: str, names: tuple[str, ...]) -> Data:
    typed = {name: values.get(f"{path}.{name}", "").strip() for name in names}
    return {name: _number(text) for name, text in typed.items() if text}


def _number(text: str) -> float | str:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text


def _leaves(path: str, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        if isinstance(value, Mapping):
            yield from _leaves(f"{path}.{name}", value)
        else:
            yield f"{path}.{name}", _text(value)


def _text(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []
