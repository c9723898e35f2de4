"""A name as it is typed: of a person, a squad, a club."""

import unicodedata
from typing import Any

from django import forms

#: What turns the text around it: it would spill from a name over the words beside it.
_TURNING = {ord(sign): None for sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


class NameField(forms.CharField):
    """One line with single spaces between its words, and at least one sign that can be seen."""

    def to_python(self, value: Any) -> str:
        name = " ".join(str(super().to_python(value)).translate(_TURNING).split())
        return name if any(unicodedata.category(sign)[0] not in "CZ" for sign in name) else ""
