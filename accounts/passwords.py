"""Words that a password must not be built around: somebody who guesses tries them first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Club, User

#: What Medial is about, in its languages.
WORDS = (
    *("athlete", "coach", "hips", "internal", "medial", "rotation", "runner", "running", "squad"),
    *("hüfte", "läufer", "trainer"),
    *("coureur", "hanche"),
)
#: Shorter parts of a name are in many other words.
_SHORTEST = 4
#: So many letters besides make another password of it.
_LETTERS_BESIDES = 4
_LOOKALIKES = str.maketrans("01345@$!", "oieasasi")


class ContextWordsValidator:
    """For `AUTH_PASSWORD_VALIDATORS`: refuses those words, the user's name and their clubs' names."""

    def validate(self, password: str, user: User | None = None) -> None:
        names: list[str] = []
        if user and user.pk:
            names = [user.name, *Club.objects.filter(memberships__user=user).values_list("name", flat=True)]
        refuse_around(password, names)

    def get_help_text(self) -> str:
        return _("It must not be built around your name, your club’s, or what Medial is about.")


def refuse_around(password: str, names: Iterable[str]) -> None:
    """Raises ValidationError for a password that is little more than `WORDS` and parts of those names."""
    word = _word_behind(password, names)
    if word:
        raise ValidationError(
            _(
                "“%(word)s” is soon guessed: choose words that have nothing to do with you, "
                "your club or Medial."
            )
            % {"word": word}
        )


def _word_behind(password: str, names: Iterable[str]) -> str:
    """The first such word, or nothing where enough letters stand besides."""
    parts = {part for name in names for part in re.findall(rf"\w{{{_SHORTEST},}}", name.lower())}
    # A character of the password for a character here, so that places agree.
    plain = "".join(char.lower()[0] for char in password).translate(_LOOKALIKES)
    longest_first = sorted({*WORDS, *parts}, key=len, reverse=True)
    found = list(re.finditer("|".join(map(re.escape, longest_first)), plain))
    inside = {place for match in found for place in range(*match.span())}
    besides = sum(char.isalpha() for place, char in enumerate(password) if place not in inside)
    return found[0][0] if found and besides < _LETTERS_BESIDES else ""
