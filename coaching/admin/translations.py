"""The library's words in further languages: fields of a form, its fieldsets, a column of a file."""

import copy
import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from import_export.widgets import Widget

from coaching.models.translated import FURTHER, Translated


class TranslationsForm(forms.ModelForm):
    """Base of a form with a field for each of the model's words in each further language: `name_de`.

    A subclass is decorated by `in_languages`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, word in _pairs(self._meta.model):
            self.initial.setdefault(f"{word}_{code}", self.instance.translations.get(code, {}).get(word, ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        translations: dict[str, dict[str, str]] = {}
        for code, word in _pairs(self._meta.model):
            if text := cleaned.get(f"{word}_{code}"):
                translations.setdefault(code, {})[word] = text
        self.instance.translations = translations
        return cleaned


def in_languages(form: type[TranslationsForm]) -> type[TranslationsForm]:
    """Declares the fields: the admin makes a form for its fieldsets only of what is declared."""
    for code, word in _pairs(form._meta.model):
        field = copy.deepcopy(form.base_fields[word])
        field.required = False
        form.declared_fields[f"{word}_{code}"] = form.base_fields[f"{word}_{code}"] = field
    return form


def language_fieldsets(model: type[Translated]) -> tuple[Any, ...]:
    """One folded fieldset a language."""
    help_text = _l("What is left empty is shown in English.")
    return tuple(
        (
            name,
            {
                "fields": [f"{word}_{code}" for word in model.WORDS],
                "classes": ["collapse"],
                "description": help_text,
            },
        )
        for code, name in FURTHER
    )


class TranslationsColumn(Widget):
    """All translations of a row as one cell of JSON."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> dict[str, dict[str, str]]:
        """Raises ValueError, which the import shows beside the row."""
        try:
            return _checked(json.loads(value) if isinstance(value, str) and value.strip() else value or {})
        except (json.JSONDecodeError, ValidationError) as error:
            raise ValueError(
                _("The translations are not in the form of an export: {“de”: {“name”: “…”}}.")
            ) from error

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return json.dumps(value, ensure_ascii=False) if value else ""


def _pairs(model: type[Translated]) -> list[tuple[str, str]]:
    return [(code, word) for code, _name in FURTHER for word in model.WORDS]


def _checked(value: Any) -> dict[str, dict[str, str]]:
    """Raises ValidationError for anything but words by known language and field."""
    known = dict(FURTHER)
    if not isinstance(value, dict) or not set(value) <= set(known):
        raise ValidationError("languages")
    for words in value.values():
        if not isinstance(words, dict) or not all(isinstance(one, str) for one in (*words, *words.values())):
            raise ValidationError("words")
    return value
