"""The shape that findings in words have, and the words that they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy

Tone = Literal["below", "maybe", "asym", "up", "down", "same", "lag", "ok"]

SIDE_WORDS = {"left": gettext_lazy("Left"), "right": gettext_lazy("Right")}
YOUR = {"left": gettext_lazy("Your left hip"), "right": gettext_lazy("Your right hip")}


@dataclass(frozen=True, slots=True)
class Chip:
    """A short label of a finding, such as "Left below 35°"."""

    kind: str
    chip: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Sentence:
    """A finding with its label, and its reason and certainty in words."""

    kind: str
    chip: str
    text: str
    tone: Tone
