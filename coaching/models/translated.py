"""Words of the library in further languages, kept in the row that they translate."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

#: The languages beside the one that the library is written in, as their codes and names.
FURTHER = [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def reader_language() -> str:
    """The code under which a translation for the reader would be kept."""
    return (get_language() or "").split("-")[0]


def said_of(path: str, field: str) -> Coalesce:
    """For a query: the words of a row at the end of `path`, in the reader's language where there are any."""
    words = KeyTextTransform(field, KeyTextTransform(reader_language(), f"{path}__translations"))
    return Coalesce(words, f"{path}__{field}", output_field=models.CharField())


class Translated(models.Model):
    """A row with words. `translations` has them by language and field: {"de": {"name": "…"}}.

    What isn't translated is said in the row's own words. In the row, so that its history and an export hold
    every language, and a list of rows needs no further query.
    """

    #: The names of the fields that hold words.
    WORDS: ClassVar[tuple[str, ...]]

    translations = models.JSONField(_("translations"), default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def said(self, field: str) -> str:
        """The words of a field in the reader's language."""
        translated: dict[str, str] = self.translations.get(reader_language(), {})
        own: str = getattr(self, field)
        return translated.get(field) or own

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.said("name")
