"""What is said of the things on the chart of both hips: of a test, a change of method, days of pain."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.domain.choosing import differing
from assessments.domain.error import Z95_ONE_SIDED
from assessments.domain.findings import Sem
from assessments.formats import degrees_text
from assessments.methods import Instrument, Motion, Position, short_word
from assessments.models import Assessment
from assessments.reading import ErrorTable
from coaching.domain.chart_strips import PainMark


class TestWords:
    """What a test says where it is pointed at, with the words that all tests share looked up once."""

    def __init__(self, errors: ErrorTable) -> None:
        self.errors = errors
        self._left, self._right = _("left %(degrees)s %(error)s"), _("right %(degrees)s %(error)s")

    def of(self, test: Assessment) -> str:
        """Such as "2 September 2026: left 24.0° ±3.3°. Seated · active · digital inclinometer."."""
        error = error_text(self.errors.sem(test))
        sides = ((self._left, test.left_degrees), (self._right, test.right_degrees))
        hips = [
            text % {"degrees": degrees_text(degrees), "error": error}
            for text, degrees in sides
            if degrees is not None
        ]
        return f"{day_text(test.tested_on)}: {', '.join(hips)}. {test.method}."


def error_text(sem: Sem) -> str:
    """What the bars of the chart show, such as "±3.3°": 9 times in 10 the true angle is that near."""
    return f"±{degrees_text(Z95_ONE_SIDED * sem.degrees)}"


def change_words(before: Assessment, now: Assessment) -> str:
    """What of the method is new, such as "Prone · goniometer"; nothing where it is the same."""
    words = {
        "position": Position(now.position),
        "motion": Motion(now.motion),
        "instrument": Instrument(now.instrument),
    }
    return " · ".join(short_word(words[aspect]) for aspect in differing(before, now))


def pain_words(mark: PainMark) -> str:
    words = {
        "first": day_text(mark.first),
        "last": day_text(mark.last),
        "level": mark.level,
        "days": mark.days,
    }
    if mark.days == 1:
        return _("%(first)s: pain %(level)d of 10") % words
    text = ngettext(
        "%(first)s to %(last)s: pain on %(days)d day, up to %(level)d of 10",
        "%(first)s to %(last)s: pain on %(days)d days, up to %(level)d of 10",
        mark.days,
    )
    return text % words


def day_text(day: dt.date) -> str:
    return date_format(day, "DATE_FORMAT")
