"""Angles, limits, chances and days as the reader sees them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _

from assessments.domain.findings import HAIR
from assessments.domain.phrases import Phrase
from assessments.domain.rounding import decimals_beside

#: Such as "29.0°".
_ANGLE = re.compile(r"\d+(\.\d+)?°")


def degrees_text(degrees: float, places: int = 1) -> str:
    """Such as "29.0°", in the reader's own way to write decimals."""
    return f"{degrees:.{places}f}°".replace(".", get_format("DECIMAL_SEPARATOR"))


def signed_text(degrees: float) -> str:
    """A difference with its sign: "+1.2°", "−0.4°", "±0.0°"."""
    rounded = round(degrees, 1)
    return sign_of(rounded) + degrees_text(abs(rounded))


def sign_of(difference: float) -> str:
    """A plus or a minus; "±" where there is no difference."""
    return "+" if difference > 0 else "−" if difference < 0 else "±"


def limit_text(degrees: float) -> str:
    """A limit without needless decimals: "35°", "37.5°"."""
    rounded = round(degrees, 1)
    return degrees_text(rounded, 1 if rounded % 1 else 0)


def beside_limit(degrees: float, limit: float) -> dict[str, str]:
    """`degrees` and `limit` in words, never the same words for two different numbers."""
    places = decimals_beside(degrees, limit)
    plain_limit = places == 1 or abs(limit - round(limit, 1)) <= HAIR
    return {
        "degrees": degrees_text(degrees, places),
        "limit": limit_text(limit) if plain_limit else degrees_text(limit, places),
    }


def chance_text(chance: float) -> str:
    """A chance from 0 to 1 as a whole per cent, "under 1 %" and "over 99 %" at the ends."""
    if chance < 0.01:
        return _("under %(percent)d %%") % {"percent": 1}
    if chance > 0.99:
        return _("over %(percent)d %%") % {"percent": 99}
    return _("%(percent)d %%") % {"percent": round(100 * chance)}


def day_text(day: date, beside: date) -> str:
    """Such as "2 September", with its year where that is not the year of `beside`."""
    return date_format(day, "MONTH_DAY_FORMAT" if day.year == beside.year else "DATE_FORMAT")


def in_language(words: str) -> str:
    """Words of the rules in the reader's language; what isn't a phrase stays, but for its decimal point."""
    if not isinstance(words, Phrase):
        return words.replace(".", get_format("DECIMAL_SEPARATOR")) if _ANGLE.fullmatch(words) else words
    values = {name: in_language(value) for name, value in words.values.items()}
    return words.said(_(words.pattern) % values if values else _(words.pattern))


def as_typed(degrees: float) -> str:
    """An angle as one types it, to the last decimal, so that saving it again changes nothing."""
    exact = format(Decimal(repr(degrees)), "f").removesuffix(".0")
    return exact.replace(".", get_format("DECIMAL_SEPARATOR"))
