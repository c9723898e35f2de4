"""What a squad page can be asked: its filters, squads, search, orders and pages, all kept in its address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.domain.findings import Targets
from assessments.formats import day_text, limit_text
from coaching.by_language import once_a_language
from coaching.domain.worklist import SHOWS, SORTS, Pain, Show, Sort, Summary


@dataclass(frozen=True, slots=True)
class Asked:
    """One address of the squad page, in values; what it doesn't understand is left out, never an error."""

    q: str = ""
    show: Show | None = None
    squad: UUID | None = None
    sort: Sort = "need"
    page: int = 1
    path: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str], *, squads: Mapping[UUID, str]) -> Asked:
        """What a query string asks for, in a club with these squads."""
        show, sort, page = query.get("show"), query.get("sort"), query.get("page", "")
        return cls(
            q=" ".join(query.get("q", "")[:100].split()),
            show=next((known for known in SHOWS if known == show), None),
            squad=next((pk for pk in squads if str(pk) == query.get("squad")), None),
            sort=next((known for known in SORTS if known == sort), "need"),
            page=int(page) if page.isdecimal() and len(page) < 7 else 1,
            path=reverse("squad"),
        )

    def address(self, **changes: Any) -> str:
        """This page's address with these changes; back on the first page, unless the page is what changes."""
        said = {"q": self.q, "show": self.show, "squad": self.squad, "sort": self.sort, "page": 1, **changes}
        query = urlencode(
            {name: value for name, value in said.items() if value and value != _LEFT_OUT.get(name)}
        )
        return f"{self.path}?{query}" if query else self.path


#: What an address needn't say.
_LEFT_OUT = {"sort": "need", "page": 1}


class Card(TypedDict):
    """A count on top of the page that is a filter too."""

    tone: str
    count: int
    label: str
    note: str
    url: str
    current: bool


def cards(summary: Summary, asked: Asked, *, targets: Targets, today: dt.date) -> list[Card]:
    """The five counts. Pressing one shows exactly as many rows, so it drops the search; again, it lets go."""
    notes = _notes(summary, targets, today)
    labels: dict[Show, str] = {
        "below": _("below %(limit)s") % {"limit": limit_text(targets.sufficient)},
        "apart": _("left and right apart"),
        "retest": _("retest due"),
        "pain": _("pain reported"),
        "untested": _("never tested"),
    }
    return [
        Card(
            tone=show,
            count=summary.counts[show],
            label=label,
            note=notes[show] if summary.counts[show] else "",
            url=asked.address(show=None if asked.show == show else show, q=""),
            current=asked.show == show,
        )
        for show, label in labels.items()
    ]


def _notes(summary: Summary, targets: Targets, today: dt.date) -> dict[Show, str]:
    """The lines beneath the counts."""
    alone = summary.below_without_programme
    days = summary.longest_overdue
    return {
        "below": ngettext("%(n)d without a programme", "%(n)d without a programme", alone) % {"n": alone}
        if alone
        else _("each has a programme"),
        "apart": _("flagged from %(limit)s") % {"limit": limit_text(targets.asymmetry)},
        "retest": ngettext("oldest by %(n)d day", "oldest by %(n)d days", days) % {"n": days}
        if days
        else _("since today"),
        "pain": _pain_note(*summary.last_pain, today) if summary.last_pain else "",
        "untested": "",
    }


def _pain_note(name: str, pain: Pain, today: dt.date) -> str:
    """Such as "Ben Tiller, yesterday, 6 of 10"."""
    ago = (today - pain.on).days
    day = {0: _("today"), 1: _("yesterday")}.get(ago) or day_text(pain.on, today)
    return _("%(name)s, %(day)s, %(level)d of 10") % {"name": name, "day": day, "level": pain.level}


class Pill(TypedDict):
    label: str
    count: int
    url: str
    current: bool


def pills(summary: Summary, asked: Asked) -> list[Pill]:
    """The filters beside the search; "Refer" and "No consent" only where there is somebody."""
    offered: list[tuple[Show | None, str, int]] = [
        (None, _("All"), summary.total),
        ("attention", _("Needs attention"), summary.counts["attention"]),
        ("programme", _("On a programme"), summary.counts["programme"]),
    ]
    if summary.counts["refer"] or asked.show == "refer":
        offered.insert(2, ("refer", _("Refer"), summary.counts["refer"]))
    if summary.counts["consent"] or asked.show == "consent":
        offered.append(("consent", _("No consent"), summary.counts["consent"]))
    return [
        Pill(label=label, count=count, url=asked.address(show=show), current=asked.show == show)
        for show, label, count in offered
    ]


class Column(TypedDict):
    """A column's head; `url` and `aria` (its `aria-sort`) are empty where it doesn't sort. `key` tells the
    trend's lines apart."""

    label: str
    css: str
    url: str
    aria: str
    key: bool


@once_a_language
def _columns() -> list[tuple[str, str, str]]:
    """The order that each column sorts by, its label and its class."""
    return [
        ("name", _("Athlete"), ""),
        ("left", _("Left"), "num"),
        ("right", _("Right"), "num"),
        ("need", _("What stands out"), ""),
        ("", _("Trend"), "wide"),
        ("", _("Programme"), ""),
        ("", _("Done"), "num"),
        ("tested", _("Tested"), ""),
    ]


def columns(asked: Asked) -> list[Column]:
    """The table's heads, each with the address that sorts by it: once ascending, again descending."""
    heads = []
    for sort, label, css in _columns():
        turned = f"-{sort}" if asked.sort == sort and sort != "need" else sort
        aria = {sort: "ascending", f"-{sort}": "descending"}.get(asked.sort, "") if sort else ""
        url = asked.address(sort=turned) if sort else ""
        heads.append(Column(label=label, css=css, url=url, aria=aria, key=css == "wide"))
    return heads


@once_a_language
def sorts() -> list[tuple[Sort, str]]:
    """The orders as a phone offers them, which has no table heads."""
    return [
        ("need", _("Most in need")),
        ("name", _("Name")),
        ("left", _("Left, stiffest first")),
        ("right", _("Right, stiffest first")),
        ("tested", _("Tested, longest ago first")),
        ("-tested", _("Tested, latest first")),
    ]


def pager(asked: Asked, *, number: int, last: int) -> dict[str, str]:
    """The addresses of the pages before and after; empty where there is none."""
    return {
        "previous": asked.address(page=number - 1) if number > 1 else "",
        "next": asked.address(page=number + 1) if number < last else "",
    }
