"""Who needs the coach first: an athlete's most pressing need, the filters they show in, and the order.

Angles are in degrees, 0–90. "Today" is the club's date. In prose: docs/formulas.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum
from typing import Any, Literal, get_args
from uuid import UUID

from assessments.domain.findings import Side, Verdict
from assessments.domain.referral import Urgency

#: Pain that an athlete logged stays on the coach's page for this many days.
PAIN_DAYS = 14
#: A test in this many days before the retest is due counts as the retest.
RETEST_EARLY_DAYS = 7

Consent = Literal["none", "given", "withdrawn"]
Show = Literal["below", "apart", "retest", "pain", "untested", "refer", "attention", "programme", "consent"]
Sort = Literal["need", "name", "left", "right", "tested", "-name", "-left", "-right", "-tested"]
SHOWS: tuple[Show, ...] = get_args(Show)
SORTS: tuple[Sort, ...] = get_args(Sort)


class Need(IntEnum):
    """What asks for the coach, the most pressing first."""

    PAIN = 1  # pain in a session, or a reason to refer
    BELOW = 2
    BORDERLINE = 3
    APART = 4
    RETEST = 5
    UNTESTED = 6
    ON_TARGET = 7
    WITHDRAWN = 8  # consent was withdrawn: nothing is known, and nothing is asked


@dataclass(frozen=True, slots=True)
class Pain:
    """A session with pain at or above the stop rule: its day, and the pain from 0 to 10."""

    on: date
    level: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one athlete today: no `verdict` means never tested, no `retest_on` no programme.

    `pain` is the last session with pain that is not older than PAIN_DAYS, `referral` how urgent the most
    urgent reason to refer is. `overdue`, `need` and `shows` (the filters that show this athlete) follow from
    the rest; `overdue` is the days since the retest fell due, 0 on the day, None where it isn't due.
    """

    id: UUID
    name: str
    today: date
    event: str = ""
    consent: Consent = "given"
    squads: frozenset[UUID] = frozenset()
    verdict: Verdict | None = None
    tested_on: date | None = None
    referral: Urgency | None = None
    pain: Pain | None = None
    retest_on: date | None = None
    overdue: int | None = field(init=False)
    need: Need = field(init=False)
    shows: frozenset[Show] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "overdue", retest_overdue(self.retest_on, self.tested_on, self.today))
        object.__setattr__(self, "need", _need(self))
        object.__setattr__(self, "shows", frozenset(_shows(self)))

    @property
    def on_programme(self) -> bool:
        return self.retest_on is not None

    def degrees(self, side: Side) -> float | None:
        """That hip's mean in the current test, None where it was not tested."""
        hip = self.verdict and (self.verdict.left if side == "left" else self.verdict.right)
        return hip.degrees if hip else None


def retest_overdue(retest_on: date | None, tested_on: date | None, today: date) -> int | None:
    """Days since a retest fell due (0 on the day); None where it is not due, or was done.

    A test in the week before the date is the retest: nobody is asked back for being a day early.
    """
    if retest_on is None or retest_on > today:
        return None
    if tested_on is not None and tested_on >= retest_on - timedelta(days=RETEST_EARLY_DAYS):
        return None
    return (today - retest_on).days


def _need(one: Standing) -> Need:
    verdict = one.verdict
    if one.consent == "withdrawn":
        return Need.WITHDRAWN
    if one.pain or one.referral:
        return Need.PAIN
    if verdict is not None and verdict.below:
        clear = any(hip.below == "clear" for _side, hip in verdict.hips())
        return Need.BELOW if clear else Need.BORDERLINE
    if verdict is not None and verdict.apart:
        return Need.APART
    if one.overdue is not None:
        return Need.RETEST
    return Need.UNTESTED if verdict is None else Need.ON_TARGET


def _shows(one: Standing) -> Iterator[Show]:
    if one.consent != "given":
        yield "consent"
    if one.verdict is None and one.consent != "withdrawn":
        yield "untested"
    if one.verdict:
        yield from _shows_of(one.verdict)
    if one.overdue is not None:
        yield "retest"
    if one.pain:
        yield "pain"
    if one.referral:
        yield "refer"
    if one.need < Need.UNTESTED:
        yield "attention"
    if one.on_programme:
        yield "programme"


def _shows_of(verdict: Verdict) -> Iterator[Show]:
    if verdict.below:
        yield "below"
    if verdict.apart:
        yield "apart"


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers on top of the worklist: how many athletes each filter shows, and the lines beneath."""

    total: int
    counts: dict[Show, int]
    below_without_programme: int
    longest_overdue: int | None
    last_pain: tuple[str, Pain] | None


def summarise(squad: Sequence[Standing]) -> Summary:
    """Counts over all of `squad`. `last_pain` is who reported pain last, and it; of one day, the worst."""
    counts: dict[Show, int] = dict.fromkeys(SHOWS, 0)
    for one in squad:
        for show in one.shows:
            counts[show] += 1
    pains = [(one.name, one.pain) for one in squad if one.pain]
    return Summary(
        total=len(squad),
        counts=counts,
        below_without_programme=sum("below" in one.shows and not one.on_programme for one in squad),
        longest_overdue=max((one.overdue for one in squad if one.overdue is not None), default=None),
        last_pain=max(pains, key=lambda row: (row[1].on, row[1].level), default=None),
    )


def of_squad(club: Sequence[Standing], squad: UUID | None) -> list[Standing]:
    """Those who train in that squad; all of them where it is None."""
    return [one for one in club if squad is None or squad in one.squads]


def found(squad: Sequence[Standing], *, words: str = "", show: Show | None = None) -> list[Standing]:
    """Those that the filter shows and whose name or event holds every one of `words`, accents aside."""
    wanted = folded(words).split()
    return [
        one
        for one in squad
        if (show is None or show in one.shows)
        and (not wanted or all(word in folded(f"{one.name} {one.event}") for word in wanted))
    ]


def folded(text: str) -> str:
    """The text as a search compares it: without case and accents, so that "jose" finds "José"."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def in_order(squad: Iterable[Standing], sort: Sort) -> list[Standing]:
    """The squad in that order: ascending, with "-" descending; who has no such value comes last."""
    by_name = sorted(squad, key=lambda one: (folded(one.name), one.id))
    if sort == "need":
        return sorted(by_name, key=_pressing)
    if sort == "name":
        return by_name
    if sort == "-name":
        return by_name[::-1]
    value = _VALUES[sort.removeprefix("-")]
    known = [one for one in by_name if value(one) is not None]
    unknown = [one for one in by_name if value(one) is None]
    return sorted(known, key=value, reverse=sort.startswith("-")) + unknown


_VALUES: dict[str, Callable[[Standing], Any]] = {
    "left": lambda one: one.degrees("left"),
    "right": lambda one: one.degrees("right"),
    "tested": lambda one: one.tested_on,
}


def _pressing(one: Standing) -> tuple[float, ...]:
    """Within a need: what nobody works on yet, then the greater number first."""
    stiffest = min((hip.degrees for _side, hip in one.verdict.hips()), default=0.0) if one.verdict else 0.0
    match one.need:
        case Need.PAIN:
            at_once = one.referral in ("urgent", "same_day")
            return (one.need, not at_once, -one.pain.level if one.pain else 0)
        case Need.BELOW | Need.BORDERLINE:
            return (one.need, one.on_programme, stiffest)
        case Need.APART if one.verdict and one.verdict.asymmetry:
            return (one.need, one.on_programme, -one.verdict.asymmetry.degrees)
        case Need.RETEST:
            return (one.need, -(one.overdue or 0))
    return (one.need, stiffest)
