"""What the answers of the JSON API have in common, whichever app gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from ninja import Schema

#: What can't be taken: the field's name with sentences about it, under WHOLE what is about no one field.
Faults = dict[str, list[str]]
WHOLE = "__all__"


class Refusal(Schema):
    """Why there is no other answer, in one sentence."""

    detail: str


class Difference(Schema):
    """A field that two versions fill in differently, in words; a dash where one is empty."""

    field: str
    label: str
    yours: str
    stored: str


#: The refusals that any address of the API may answer with.
REFUSALS = frozenset({400, 401, 403, 404, 413, 429})


def shape_faults(errors: Sequence[Mapping[str, Any]]) -> Faults:
    """What is wrong with the shape of a body, by field, from the complaints of pydantic."""
    faults: Faults = {}
    for error in errors:
        # Such as ("body", "sent", "left_trials", 0, "float"): the field is what counts.
        place = error["loc"][2:] if error["loc"][0] == "body" else error["loc"][1:]
        name = str(place[0]) if place else WHOLE
        said = faults.setdefault(name, [])
        sentence = _sentence(error, whole=name == WHOLE)
        if sentence not in said:
            said.append(sentence)
    return faults


def _sentence(error: Mapping[str, Any], *, whole: bool) -> str:
    if whole:
        return _("Send a JSON object.")
    if error["type"] == "missing":
        return _("This is needed.")
    if error["type"] == "extra_forbidden":
        return _("There is no such field.")
    return f"{error['msg']}."
