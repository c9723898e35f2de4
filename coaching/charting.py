"""The chart of both hips over time: an athlete's rows as the layout takes them, its places with words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypedDict, TypeVar

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.domain.findings import Targets
from assessments.formats import limit_text
from assessments.methods import Motion
from assessments.models import Assessment
from assessments.reading import ErrorTable
from coaching.chart_words import TestWords, change_words, day_text, pain_words
from coaching.domain.chart import DESK, PAPER, PHONE, chart
from coaching.domain.chart_places import Bar, Chart, Spot
from coaching.domain.chart_strips import Pain, PainMark, Strip
from coaching.domain.chart_strips import Programme as Stretch
from coaching.domain.trace import Measured
from coaching.models import Programme
from coaching.progress import Progress

SHEETS = {"desk": DESK, "paper": PAPER, "phone": PHONE}
Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class Named(Generic[Place]):
    """Something beneath the chart: where, and what it says; the share done of a programme."""

    place: Place
    words: str
    share: str = ""


class BarRow(TypedDict):
    """One hip's mean at `x` and `y`, with its error from `top` to `bottom`."""

    x: int
    y: int
    top: int
    bottom: int


class SpotRow(TypedDict):
    """A test that is drawn, as `{% stamp %}` takes it: there may be hundreds. A hip is one or none."""

    url: str
    words: str
    css: str
    left: list[BarRow]
    right: list[BarRow]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in one size, with words for what is drawn on it."""

    size: str
    chart: Chart
    spots: list[SpotRow]
    strips: list[Named[Strip]]
    pains: list[Named[PainMark]]


@dataclass(frozen=True, slots=True)
class Charted:
    """What a page shows of the chart: it in one or more sizes, and what goes beside it.

    `beside` says that there are tests off the line, `several` that there is more than one test.
    """

    drawings: list[Drawing]
    sufficient: str
    optimal: str
    beside: bool
    several: bool


def charted(
    tests: Sequence[Assessment],
    *,
    programmes: Iterable[tuple[Programme, Progress]],
    pains: Iterable[tuple[dt.date, int]],
    targets: Targets,
    errors: ErrorTable,
    today: dt.date,
    sizes: Sequence[str],
) -> Charted | None:
    """The chart of an athlete's `tests` and `programmes`, both latest first; None where there is no test.

    `pains` are the days of sessions that hurt as much as the stop rule says, with the pain from 0 to 10.
    """
    if not tests:
        return None
    begun = [one for one in programmes if one[0].starts_on <= today][::-1]
    charting = _Charting(tests[::-1], begun, errors, today)
    places = [
        chart(
            charting.measured,
            sufficient=targets.sufficient,
            optimal=targets.optimal,
            sheet=SHEETS[size],
            programmes=charting.stretches,
            pains=[Pain(day, level) for day, level in sorted(pains)],
        )
        for size in sizes
    ]
    drawings = [charting.drawing(size, one) for size, one in zip(sizes, places, strict=True) if one]
    return Charted(
        drawings,
        sufficient=limit_text(targets.sufficient),
        optimal=limit_text(targets.optimal),
        beside=any(one.beside for one in charting.measured),
        several=len(tests) > 1,
    )


class _Charting:
    """The rows of one athlete as the layout takes them, all earliest first, and words for their places."""

    def __init__(
        self,
        tests: Sequence[Assessment],
        programmes: Sequence[tuple[Programme, Progress]],
        errors: ErrorTable,
        today: dt.date,
    ) -> None:
        self.tests, self.programmes = tests, programmes
        self.measured = list(_measured(tests, errors))
        self.stretches = [
            Stretch(one.starts_on, _last_day(one, progress, today), progress.adherence)
            for one, progress in programmes
        ]
        self.words = TestWords(errors)
        self._links: dict[int, tuple[str, str]] = {}

    def drawing(self, size: str, places: Chart) -> Drawing:
        """The chart with what its things say and where they lead."""
        return Drawing(
            size,
            places,
            spots=[self._spot(spot) for spot in places.spots],
            strips=[
                Named(one, self._programme_words(one), share=self._share(one.index)) for one in places.strips
            ],
            pains=[Named(one, pain_words(one)) for one in places.pains],
        )

    def _spot(self, spot: Spot) -> SpotRow:
        if spot.index not in self._links:
            test = self.tests[spot.index]
            self._links[spot.index] = reverse("assessment", args=[test.pk]), self.words.of(test)
        url, words = self._links[spot.index]
        css = "spot beside" if spot.beside else "spot"
        return SpotRow(url=url, words=words, css=css, left=_bar(spot.left), right=_bar(spot.right))

    def _share(self, index: int) -> str:
        percent = self.programmes[index][1].percent
        return "" if percent is None else _("%(percent)d %%") % {"percent": percent}

    def _programme_words(self, strip: Strip) -> str:
        """Such as "Stretch first, 2 September 2026 to 14 October 2026: 62 % done"."""
        programme, progress = self.programmes[strip.index]
        stretch = self.stretches[strip.index]
        words = {
            "emphasis": programme.get_emphasis_display(),
            "first": day_text(stretch.starts_on),
            "last": day_text(stretch.ends_on),
            "percent": progress.percent,
        }
        if progress.percent is None:
            return _("%(emphasis)s, %(first)s to %(last)s") % words
        return _("%(emphasis)s, %(first)s to %(last)s: %(percent)d %% done") % words


def _bar(bar: Bar | None) -> list[BarRow]:
    return [BarRow(x=bar.x, y=bar.y, top=bar.top, bottom=bar.bottom)] if bar else []


def _last_day(programme: Programme, progress: Progress, today: dt.date) -> dt.date:
    return max(min(today, programme.ended_on or progress.last_day), programme.starts_on)


def _measured(tests: Sequence[Assessment], errors: ErrorTable) -> Iterator[Measured]:
    """The tests as the layout takes them, with words only where the method is another than before."""
    active = {(one.tested_on, one.position) for one in tests if one.motion == Motion.ACTIVE}
    before: Assessment | None = None
    for one in tests:
        beside = one.motion == Motion.PASSIVE and (one.tested_on, one.position) in active
        method = (one.position, one.motion, one.instrument)
        label = change = ""
        if not beside:
            label = one.method if before is None else ""
            change = change_words(before, one) if before is not None else ""
            before = one
        hips = (one.left_degrees, one.right_degrees)
        yield Measured(one.tested_on, method, *hips, errors.sem(one).degrees, label, change, beside)
