"""Checks of what an editor typed: each returns the value, or says where it is wrong and what is allowed."""

from collections.abc import Mapping, Sequence
from math import isfinite

Json = Mapping[str, object]


class FigureError(ValueError):
    """The figure's data are not right; the message says where and what is allowed."""


def number_at(value: object, where: str, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise FigureError(f"{where}: {value!r} is not a number.")
    if not least <= value <= most:
        raise FigureError(f"{where}: {value:g} is outside {least:g} to {most:g}.")
    return float(value)


def mapping_at(value: object, where: str, allowed: Sequence[str]) -> Json:
    if not isinstance(value, Mapping):
        raise FigureError(f"{where}: this must be a group of named values.")
    for key in value:
        if key not in allowed:
            raise FigureError(f"{where}: “{key}” is not known here; use {', '.join(allowed)}.")
    return value


def list_at(value: object, where: str) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise FigureError(f"{where}: this must be a list.")
    return value


def choice_at(value: object, where: str, allowed: Sequence[str]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise FigureError(f"{where}: {value!r} is not one of {', '.join(allowed)}.")
    return value


def text_at(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise FigureError(f"{where}: this must be words.")
    return value


def choices_at(value: object, where: str, allowed: Sequence[str]) -> tuple[str, ...]:
    return tuple(choice_at(item, f"{where}.{n}", allowed) for n, item in enumerate(list_at(value, where), 1))
