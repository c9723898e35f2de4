"""The filter that writes a day."""

from __future__ import annotations

import datetime as dt

from django import template

from assessments.formats import day_text

register = template.Library()


@register.filter
def day_beside(day: dt.date, today: dt.date) -> str:
    """Such as "2 September", with its year where that is not today's."""
    return day_text(day, today)
