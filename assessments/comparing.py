"""Two versions of one test, field by field, where somebody changed it meanwhile."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from assessments.domain.referral import SYMPTOMS
from assessments.formats import as_typed
from assessments.methods import Compensation, Instrument, Motion, Position
from assessments.saving import NAMES, Entry

_LABELS = {
    "tested_on": _("Tested on"),
    "position": _("Position"),
    "motion": _("Motion"),
    "instrument": _("Instrument"),
    "warm_up": _("Warm-up"),
    "left_trials": _("Left trials"),
    "right_trials": _("Right trials"),
    "pain_left": _("Pain, left hip"),
    "pain_right": _("Pain, right hip"),
    "symptoms": _("Symptoms and history"),
    "compensations": _("Seen when running or walking"),
    "note": _("Note"),
}
_CHOICES = {
    "position": Position,
    "motion": Motion,
    "instrument": Instrument,
    "compensations": Compensation,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the two versions fill in differently, both in words; a dash where one is empty."""

    label: str
    mine: str
    theirs: str


def differences(mine: Entry, theirs: Entry) -> list[Difference]:
    """The fields that differ, in the order of the form."""
    return [
        Difference(
            str(_LABELS[name]),
            in_words(name, getattr(mine, name)),
            in_words(name, getattr(theirs, name)),
        )
        for name in differing(mine, theirs)
    ]


def differing(mine: Entry, theirs: Entry) -> list[str]:
    """The names of the fields that differ, in the order of the form."""
    return [name for name in NAMES if getattr(mine, name) != getattr(theirs, name)]


def in_words(name: str, value: Any) -> str:
    """The value of an entry's field as people read it."""
    if isinstance(value, dt.date):
        return date_format(value, "DATE_FORMAT")
    values = value if isinstance(value, tuple) else (value,)
    words = [_word(name, one) for one in values if one not in ("", None)]
    return (" · " if name.endswith("_trials") else ", ").join(words) or "–"


def _word(name: str, value: Any) -> str:
    if name in _CHOICES:
        return str(_CHOICES[name](value).label)
    if name == "symptoms":
        return _g(SYMPTOMS.get(value, value))
    if name.endswith("_trials"):
        return f"{as_typed(value)}°"
    return str(value)
