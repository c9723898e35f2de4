"""The form field of a figure: a sheet of numbers and choices in, a figure's data out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from coaching.admin.figure_sheet import Sheet
from coaching.admin.figure_values import flat, nested
from coaching.admin.figure_words import path_in_words
from coaching.domain.figures import FigureError, parse_figure
from coaching.domain.figures.slimming import slim_data


def checked_figure(data: object) -> dict[str, object]:
    """The data with nothing superfluous in them; nothing at all stays nothing.

    Raises ValidationError with a sentence that says in words where the mistake is and what is allowed there.
    """
    if not data:
        return {}
    try:
        return slim_data(parse_figure(data))
    except FigureError as problem:
        where, _colon, what = str(problem).partition(": ")
        raise ValidationError(f"{path_in_words(where)}: {what}", code="figure") from problem


class FigureWidget(forms.Widget):
    """The sheet, with the picture beside it; a text pasted into it takes the place of the numbers."""

    template_name = "admin/coaching/exercise/figure_editor.html"

    class Media:
        css = {"all": ("css/figures.css", "css/figure-editor.css")}
        js = (forms.widgets.Script("js/figure-editor.js", type="module"),)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        try:
            data = json.loads(value) if value else {}
        except ValueError:
            # Shown again as it was pasted; the numbers can't be read from it.
            return context | {"sheet": Sheet({}, prefix=name), "pasted": value}
        return context | {"sheet": Sheet(flat(data), prefix=name), "figure": data}

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> str:
        if pasted := data.get(f"{name}-pasted", "").strip():
            return pasted
        prefix = f"{name}-"
        return json.dumps(
            nested({key.removeprefix(prefix): data[key] for key in data if key.startswith(prefix)})
        )

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        return f"{name}-base" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-base" if id_ else id_


class FigureField(forms.JSONField):
    """Cleans to a figure's data, or to `{}` where there is none."""

    widget = FigureWidget
    default_error_messages = {
        "invalid": _("This text is not the data of a figure: paste what another figure’s “As text” shows.")
    }

    def clean(self, value: Any) -> dict[str, object]:
        return checked_figure(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """The same figure said in other words is no change."""
        try:
            return self.clean(data) != (initial or {})
        except ValidationError:
            return True
