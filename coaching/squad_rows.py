"""The rows of a squad page: fifty athletes of the worklist in words and lines, ready to be put on the page.

A row is a dictionary of finished words, as `{% stamp %}` takes it. Words that repeat are translated once a
page, not once a row: translating alone would cost more than the queries.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.domain.findings import HipVerdict, Verdict
from assessments.domain.referral import Urgency
from assessments.domain.rounding import decimals_beside
from assessments.wording import squad_chips
from coaching.by_language import once_a_language
from coaching.domain.adherence import Work
from coaching.domain.worklist import Standing
from coaching.prepared import Prepared, as_uuid
from coaching.progress import Progress, progress_on, work_counts, work_from
from coaching.trends import Trend, Trends
from coaching.worklist import Running, Worklist

#: The trend shows this many tests at most.
TREND_TESTS = 8
ROWS_A_PAGE = 50
#: Verdicts whose chips are kept in words, a language.
CHIPS_KEPT = 2000
NOT_TESTED = "–"


class Mark(TypedDict):
    """A chip: its words, and the tone that colours it."""

    chip: str
    tone: str


class Action(TypedDict):
    """What a coach may do from the row: log a test of whom it names."""

    url: str
    name: str


class Row(TypedDict):
    """One athlete in words; empty where there is nothing to say.

    A hip's band is the class that colours it, its word is for who sees no colour. `trend` holds one or none.
    """

    url: str
    name: str
    about: str
    left: str
    left_band: str
    left_word: str
    right: str
    right_band: str
    right_word: str
    marks: list[Mark]
    trend: list[Trend]
    programme: str
    done: str
    tested: str
    actions: list[Action]


def rows_of(
    page: Sequence[Standing],
    worklist: Worklist,
    *,
    today: dt.date,
    may_coach: bool,
    unread: Mapping[UUID, int] | None = None,
) -> list[Row]:
    """The rows of these athletes, in their order. One query, however many athletes there are.

    `unread` counts the notes that are new to the reader, by athlete's id.
    """
    unread = unread or {}
    running = {one.id: worklist.programmes[one.id] for one in page if one.on_programme}
    progress = _progress(running, today)
    trends = Trends(targets=worklist.targets, errors=worklist.errors, most=TREND_TESTS)
    words = _Words(worklist, today)
    athlete_url, test_url = _address("athlete", "pk"), _address("assessment_new", "athlete_pk")
    rows = []
    for one in page:
        verdict, programme = one.verdict, running.get(one.id)
        left, left_band, left_word = words.hip(verdict.left if verdict else None)
        right, right_band, right_word = words.hip(verdict.right if verdict else None)
        rows.append(
            Row(
                url=athlete_url(one.id),
                name=one.name,
                about=words.about(one),
                left=left,
                left_band=left_band,
                left_word=left_word,
                right=right,
                right_band=right_band,
                right_word=right_word,
                marks=words.marks(one) + words.notes(unread.get(one.id, 0)),
                trend=[trends.of(worklist.tests[one.id])] if verdict else [],
                programme=words.week(programme, progress[one.id]) if programme else "",
                done=words.done(progress[one.id]) if programme else "",
                tested=words.day(one.tested_on) if one.tested_on else "",
                actions=[Action(url=test_url(one.id), name=one.name)] if may_coach else [],
            )
        )
    return rows


def _progress(running: Mapping[UUID, Running], today: dt.date) -> dict[UUID, Progress]:
    """The progress of each athlete's running programme."""
    work: dict[object, list[Work]] = {programme.key: [] for programme in running.values()}
    if running:
        programmes = [as_uuid(programme.key) for programme in running.values()]
        for key, *counts in _WORK.rows(programmes=programmes, today=today):
            work[key].append(work_from(*counts))
    return {pk: progress_on(today, programme, work[programme.key]) for pk, programme in running.items()}


def _address(name: str, argument: str) -> Callable[[UUID], str]:
    """Addresses of one route. Found once and filled in: fifty look-ups of a route cost as much as a query."""
    blank = UUID(int=0)
    before, after = reverse(name, kwargs={argument: blank}).split(str(blank))
    return lambda pk: f"{before}{pk}{after}"


class _Shared:
    """The words that every row of every page shares, and the chips that were put in words so far."""

    def __init__(self) -> None:
        self.separator = get_format("DECIMAL_SEPARATOR")
        self.bands = {"limited": _("limited"), "sufficient": _("sufficient"), "optimal": _("optimal")}
        self.untested = (NOT_TESTED, "", _("not tested"))
        self.refer: dict[Urgency, str] = {
            "urgent": _("Refer: urgent"),
            "same_day": _("Refer: same day"),
            "clearance": _("Refer: clearance first"),
            "professional": _("Refer"),
        }
        self.pain = _("Pain %(level)d of 10")
        self.never = [Mark(chip=_("Never tested"), tone="none")]
        self.consent = Mark(chip=_("Consent missing"), tone="maybe")
        self.withdrawn = [Mark(chip=_("Consent withdrawn"), tone="down")]
        self.due = Mark(chip=_("Retest due"), tone="due")
        self.week, self.over = _("Week %(week)d of %(weeks)d"), _("After week %(weeks)d")
        self.starts, self.percent = _("Starts %(day)s"), _("%(percent)d %%")
        self.short_day = _("%(day)d %(month)s")
        self.months = {n: date_format(dt.date(2000, n, 1), "SHORT_MONTH_FORMAT") for n in range(1, 13)}
        self.chips: dict[object, list[Mark]] = {}


@once_a_language
def _shared() -> _Shared:
    return _Shared()


class _Words:
    """What a row says."""

    def __init__(self, worklist: Worklist, today: dt.date) -> None:
        self.targets, self.squads, self.today = worklist.targets, worklist.squads, today
        self.shared = _shared()

    def about(self, one: Standing) -> str:
        """Squads and event, such as "Senior women · 1500 m"."""
        names = ", ".join([name for pk, name in self.squads.items() if pk in one.squads])
        return f"{names} · {one.event}" if names and one.event else names or one.event

    def hip(self, hip: HipVerdict | None) -> tuple[str, str, str]:
        """The mean, its band, and the band's word."""
        if hip is None:
            return self.shared.untested
        places = decimals_beside(hip.degrees, self.targets.sufficient)
        degrees = f"{hip.degrees:.{places}f}°".replace(".", self.shared.separator)
        return degrees, hip.band, self.shared.bands[hip.band]

    def marks(self, one: Standing) -> list[Mark]:
        """What stands out, the most pressing first."""
        if one.consent == "withdrawn":
            return self.shared.withdrawn
        marks = []
        if one.referral:
            marks.append(Mark(chip=self.shared.refer[one.referral], tone="down"))
        if one.pain:
            marks.append(Mark(chip=self.shared.pain % {"level": one.pain.level}, tone="down"))
        marks += self._findings(one.verdict) if one.verdict else self.shared.never
        if one.overdue is not None:
            marks.append(self.shared.due)
        if one.consent == "none":
            marks.append(self.shared.consent)
        return marks

    def notes(self, unread: int) -> list[Mark]:
        """How many notes are new to the reader."""
        if not unread:
            return []
        return [Mark(chip=ngettext("%(n)d new note", "%(n)d new notes", unread) % {"n": unread}, tone="note")]

    def _findings(self, verdict: Verdict) -> list[Mark]:
        """The findings' chips, put in words once for all verdicts that say the same."""
        known = self.shared.chips
        apart = verdict.asymmetry.degrees if verdict.asymmetry and verdict.asymmetry.flagged else None
        key = (
            self.targets,
            apart,
            *((side, hip.below, hip.active_lag, hip.change) for side, hip in verdict.hips()),
        )
        if key not in known:
            if len(known) >= CHIPS_KEPT:
                known.clear()
            known[key] = [Mark(chip=one.chip, tone=one.tone) for one in squad_chips(verdict, self.targets)]
        return known[key]

    def week(self, programme: Running, progress: Progress) -> str:
        if progress.week is None:
            return self.shared.starts % {"day": self.day(programme.starts_on)}
        if progress.over:
            return self.shared.over % {"weeks": progress.weeks}
        return self.shared.week % {"week": progress.week, "weeks": progress.weeks}

    def done(self, progress: Progress) -> str:
        return "" if progress.percent is None else self.shared.percent % {"percent": progress.percent}

    def day(self, day: dt.date) -> str:
        """Such as "18 Nov", with its year where it is not this one."""
        words = self.shared.short_day % {"day": day.day, "month": self.shared.months[day.month]}
        return words if day.year == self.today.year else f"{words} {day.year}"


_WORK = Prepared(work_counts, programmes=[UUID(int=0)] * ROWS_A_PAGE, today=dt.date.min)
