"""What the form of a test remembers: how this coach measured last time, and what came out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from assessments.domain.findings import Side
from assessments.methods import Instrument, Motion, Position
from assessments.models import Assessment
from athletes.models import Athlete

METHOD = ("position", "motion", "instrument", "warm_up")
#: How far back the last result of each method is looked for, in tests.
LOOK_BACK = 40


def remembered_method(*, athlete: Athlete, coach: User) -> dict[str, str]:
    """Position, motion, instrument, warm-up of this coach's last test: of this athlete, else of anyone."""
    own = Assessment.objects.filter(tester=coach).order_by("-created_at")
    last = own.filter(athlete=athlete).values(*METHOD).first() or own.values(*METHOD).first()
    if last:
        return dict(last)
    return {
        "position": Position.SEATED.value,
        "motion": Motion.ACTIVE.value,
        "instrument": Instrument.INCLINOMETER.value,
    }


def asked_for(query: Mapping[str, str]) -> dict[str, str]:
    """What a link to the form fills in beforehand, such as `?motion=passive`; the unknown is left out."""
    offered = {"position": Position, "motion": Motion, "instrument": Instrument}
    asked = {name: query[name] for name, choices in offered.items() if query.get(name) in choices.values}
    if parse_day(query.get("tested_on", "")):
        asked["tested_on"] = query["tested_on"]
    return asked


def parse_day(text: str) -> dt.date | None:
    """The day of "2026-09-02", or None."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class LastMean:
    """What a hip showed last time by one method: degrees, and the day."""

    degrees: float
    tested_on: dt.date


Method = tuple[str, str, str]


def last_means(
    athlete: Athlete, *, reader: User, before: Assessment | None = None
) -> dict[Method, dict[Side, LastMean]]:
    """Each hip's latest mean by position, motion and instrument, as far as consent lets `reader` know;
    `before` is the test being changed.
    """
    found: dict[Method, dict[Side, LastMean]] = {}
    tests = Assessment.objects.filter(athlete=athlete).shown_to(reader).latest_first()
    if before is not None:
        tests = tests.filter(tested_on__lte=before.tested_on)
    for test in tests[:LOOK_BACK]:
        if before is not None and test.order_key >= before.order_key:
            continue
        hips = found.setdefault((test.position, test.motion, test.instrument), {})
        if test.left_degrees is not None:
            hips.setdefault("left", LastMean(test.left_degrees, test.tested_on))
        if test.right_degrees is not None:
            hips.setdefault("right", LastMean(test.right_degrees, test.tested_on))
    return found
