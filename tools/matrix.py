"""Who may do what, into `docs/privacy.md`: `python -m tools.matrix`.

The table is the tests' own (`tests/sweep_table.py`): what stands in the document is what was tried. It goes
between the two marker comments; a test says when it is not up to date.
"""

import os
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import django

from tests.sweep_table import ADMIN, API, OWNED, STAFF, TABLE, VISITORS
from tools.steps import ROOT, Stop, main, say

PAGE = ROOT / "docs" / "privacy.md"
BEGIN, END = "<!-- matrix: begin -->", "<!-- matrix: end -->"

#: The visitors of the tests, as a reader knows them.
PEOPLE = {
    "stranger": "stranger",
    "charlie": "other club’s owner",
    "vera": "viewer",
    "bob": "coach",
    "alice": "owner",
    "ann": "the athlete",
    "otto": "other athlete of the club",
    "edith": "content editor",
    "staff": "staff without rights",
    "superuser": "superuser",
}
#: Where nothing is read or changed: what a visitor gets instead, the first that is among the answers.
INSTEAD = {
    "in": "sign in first",
    "401": "sign in first",
    "404": "not there",
    "410": "not there",
    "403": "refused",
    "home": "sent home",
    "go": "sent on",
}
DONE = {"200", "201", "302", "go", "422"}

_INTRODUCTION = """\
Made from the table that the tests hold every address to (`tests/sweep_table.py`), for one club and its
athlete: change it there, then run `python -m tools.matrix`. *Reads* and *changes* are what somebody gets;
*not there* is the answer 404, the same as for what never existed; *refused* is 403, for one’s own club where
the role may only read; *sent on* leads to a page of one’s own; – knows neither. A link with a token opens for
whoever has it: here it is one that nobody made."""


class Route(NamedTuple):
    name: str
    address: str


#: A route and its answers by method, each as a row of the table has them.
Row = tuple[Route, tuple[str, ...]]


def routes(resolver: Any = None, namespace: str = "", before: str = "/") -> Iterator[Route]:
    """Every route: its name with its namespace, or none, and its address with … for what it is about."""
    from django.urls import URLPattern, get_resolver

    for entry in (resolver or get_resolver()).url_patterns:
        address = before + str(entry.pattern)
        if not isinstance(entry, URLPattern):
            inner = f"{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry, inner, address)
        else:
            yield Route(f"{namespace}{entry.name}" if entry.name else "", _readable(address))


def _readable(address: str) -> str:
    """`/athletes/<uuid:pk>/` and `^confirm/(?P<key>[^/]+)/$` with … in the place of what varies."""
    shown = re.sub(r"\(\?P<.*?\)(?=[/$-])|\(\[\^/\]\+\)|<[^>]*>", "…", address)
    return re.sub(r"[\^$]", "", shown)


def cell(read: str, *written: str) -> str:
    """What one visitor may do at one address, in words, from the answers to GET and to the other methods."""
    # Who is sent on from the page is sent on by its button too.
    changes = read not in {"go", "home"} and any(one in DONE for one in written)
    may = [word for word, is_so in (("reads", read == "200"), ("changes", changes)) if is_so]
    if may:
        return ", ".join(may)
    return next((words for code, words in INSTEAD.items() if code in (read, *written)), "–")


def _table(rows: Iterable[Row], people: tuple[str, ...]) -> str:
    lines = [f"| Address | {' | '.join(PEOPLE[who] for who in people)} |", "|---" * (len(people) + 1) + "|"]
    for route, answers in rows:
        each = zip(*(row.split() for row in answers), strict=True)
        lines.append(f"| `{route.address}` | {' | '.join(cell(*one) for one in each)} |")
    return "\n".join(lines)


def section() -> str:
    """What stands between the markers."""
    known = sorted(set(routes()), key=lambda route: route.address)
    pages = [(route, TABLE[route.name]) for route in known if route.name in TABLE]
    parts: dict[str, tuple[list[Row], tuple[str, ...]]] = {
        "About one athlete, test, programme or other thing of a club": (
            [(route, row[1:]) for route, row in pages if row[0] in OWNED],
            VISITORS,
        ),
        "About oneself, one’s own club, or nobody": (
            [(route, row[1:]) for route, row in pages if row[0] not in OWNED],
            VISITORS,
        ),
        "The API": ([(route, API[route.name][1:]) for route in known if route.name in API], VISITORS),
        "The content pages, where no athlete is: nobody else gets in": (
            [(route, ADMIN[route.name][1:]) for route in known if route.name in ADMIN],
            STAFF,
        ),
    }
    tables = [f"### {title}\n\n{_table(rows, people)}" for title, (rows, people) in parts.items()]
    return "\n\n".join([_INTRODUCTION, *tables])


def written(text: str) -> str:
    """The document with the section as it should be. Raises Stop where it has no markers."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise Stop(f"docs/privacy.md needs the comments {BEGIN} and {END}, one after the other.")
    return f"{before}{BEGIN}\n\n{section()}\n\n{END}{after}"


def _work() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    say("docs/privacy.md says who may do what")


if __name__ == "__main__":
    main(_work)
