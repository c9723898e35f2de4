"""The questions before a test, as the form asks them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from assessments.domain.referral import SYMPTOM_GROUPS

_AGE = "Age, where no birth date is known"
#: Ticks on age: they count only where no birth date is known, and are asked only then.
AGE_KEYS = frozenset(SYMPTOM_GROUPS[_AGE])
#: One question opens each group; a group without one here is asked by its own name.
_HEADINGS = {
    "Anything that comes first": _("Anything a doctor should see first?"),
    "Pain": _("Does anything hurt?"),
    "The hip": _("Does the hip catch, stiffen or give a limp?"),
    "History": _("Has a hip been operated on?"),
    _AGE: _("Is the athlete under 18, or over 50?"),
}


@dataclass(frozen=True, slots=True)
class Tick:
    """One answer that can be ticked."""

    key: str
    words: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """A question with the answers that fold out under it."""

    question: str
    ticks: list[Tick]

    @property
    def count(self) -> int:
        """How many are ticked."""
        return sum(tick.ticked for tick in self.ticks)


def question_groups(ticked: Collection[str], *, ask_age: bool) -> list[QuestionGroup]:
    """The questions with what is ticked so far; those on age only where `ask_age`."""
    return [
        QuestionGroup(
            str(_HEADINGS.get(name, name)),
            [Tick(key, _g(words), key in ticked) for key, words in group.items()],
        )
        for name, group in SYMPTOM_GROUPS.items()
        if ask_age or name != _AGE
    ]
