"""What the pages of a study show: whose turn it is, how many pairs are missing, and the result."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.domain.error import LEAST_PAIRS, ErrorRow, OwnSem, mdc95, missing_pairs, own_sem, row_for
from assessments.domain.findings import Side
from assessments.domain.repeats import LEAST_BETWEEN, second_round
from assessments.formats import degrees_text, signed_text
from assessments.methods import Instrument
from assessments.models import LARGEST_SEM, LEAST_SEM, ErrorStudy, MeasurementError, Repeat
from athletes.models import Athlete

#: A page of the first round lists no more; a squad makes the list shorter.
MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody with a first reading and no second: minutes since, and whether that was on another day."""

    athlete: Athlete
    minutes: int
    other_day: bool

    @property
    def too_soon(self) -> bool:
        return not self.other_day and self.minutes < LEAST_BETWEEN.total_seconds() / 60


@dataclass(frozen=True)
class StudyPage:
    """One study as it stands at `now`."""

    study: ErrorStudy
    now: dt.datetime

    @classmethod
    def of(cls, study: ErrorStudy) -> StudyPage:
        return cls(study, timezone.now())

    @cached_property
    def repeats(self) -> list[Repeat]:
        """Every reading of the study with its athlete, in the order of the first round. One query."""
        return list(self.study.repeats.select_related("athlete"))

    @cached_property
    def pairs(self) -> list[Repeat]:
        """What counts."""
        return [repeat for repeat in self.repeats if repeat.is_pair]

    @property
    def done(self) -> list[Repeat]:
        """Tested twice, in the count or left out. Nobody else's readings are shown."""
        return [repeat for repeat in self.repeats if repeat.second_at is not None]

    @property
    def left_out(self) -> list[Repeat]:
        return [repeat for repeat in self.repeats if repeat.left_out]

    @property
    def method(self) -> list[tuple[str, str]]:
        """What the form that started it chose, but for the squad."""
        names = ("position", "motion", "instrument", "trials")
        return [(name, str(getattr(self.study, name))) for name in names]

    @property
    def by_phone(self) -> bool:
        return self.study.instrument == Instrument.PHONE

    @property
    def least(self) -> int:
        return LEAST_PAIRS

    @property
    def missing(self) -> int:
        """How many more people must be tested twice."""
        return missing_pairs(len(self.pairs))

    @cached_property
    def to_measure(self) -> list[Athlete]:
        """The first round, by name: who is in the squad and has no reading yet."""
        known = [repeat.athlete_id for repeat in self.repeats]
        athletes = Athlete.objects.active().agreed().filter(club=self.study.club_id).exclude(pk__in=known)
        if self.study.squad_id:
            athletes = athletes.filter(squads=self.study.squad_id)
        return list(athletes[:MOST_ROWS])

    @cached_property
    def waiting(self) -> list[Waiting]:
        """The second round, in its own order."""
        once = [repeat for repeat in self.repeats if repeat.second_at is None and repeat.is_known]
        found = {repeat.athlete_id: repeat for repeat in once}
        first_at = {pk: repeat.first_at for pk, repeat in found.items()}
        order = second_round(first_at, now=self.now, seed=str(self.study.pk))
        return [self.waiting_of(found[pk]) for pk in order]

    def waiting_of(self, repeat: Repeat) -> Waiting:
        since = self.now - repeat.first_at
        other_day = self._day(repeat.first_at) != self._day(self.now)
        return Waiting(repeat.athlete, int(since.total_seconds() // 60), other_day)

    @property
    def first_next(self) -> Athlete | None:
        return next(iter(self.to_measure), None)

    @property
    def second_next(self) -> Athlete | None:
        """The next of the second round who has rested, or whoever waits longest."""
        return self.waiting[0].athlete if self.waiting else None

    @property
    def over_days(self) -> int:
        """Pairs whose two readings are of different days."""
        return sum(self._day(pair.first_at) != self._day(pair.second_at) for pair in self.pairs)

    @cached_property
    def result(self) -> OwnSem | None:
        """The study's own error; None while pairs are missing."""
        return own_sem([pair.differences for pair in self.pairs])

    @property
    def shift(self) -> str:
        return signed_text(self.result.shift) if self.result else ""

    @property
    def shift_low(self) -> str:
        return signed_text(self.result.shift_low) if self.result else ""

    @property
    def shift_high(self) -> str:
        return signed_text(self.result.shift_high) if self.result else ""

    @property
    def usable(self) -> bool:
        """Can the result be an error of measurement? No method errs by nothing, or by more than 20°."""
        return self.result is not None and LEAST_SEM <= self.result.degrees <= LARGEST_SEM

    @property
    def detectable(self) -> float:
        """The smallest change in degrees that two tests can show, by the study's own error."""
        return mdc95(self.result.degrees) if self.result else 0.0

    @cached_property
    def default(self) -> ErrorRow:
        """What is used without an own value."""
        rows = MeasurementError.objects.filter(club=None)
        values = rows.values_list("instrument", "position", "motion", "sem", "grade", "source")
        study = self.study
        return row_for(
            (ErrorRow(*row) for row in values),
            instrument=study.instrument,
            position=study.position,
            motion=study.motion,
        )

    @property
    def comparison(self) -> str:
        """The study's result beside the default, in a sentence."""
        if self.result is None:
            return ""
        default = self.default.sem
        words = {"default": degrees_text(default)}
        if default < self.result.low:
            return _("The default, %(default)s, is below that: your error is larger.") % words
        if default > self.result.high:
            return _("The default, %(default)s, is above that: your error is smaller.") % words
        return _("The default, %(default)s, lies within it.") % words

    @cached_property
    def in_use(self) -> MeasurementError | None:
        """The club's own value for this method, whichever way it came."""
        study = self.study
        method = {"instrument": study.instrument, "position": study.position, "motion": study.motion}
        return MeasurementError.objects.filter(club=study.club_id, **method).first()

    @property
    def is_in_use(self) -> bool:
        return self.in_use is not None and self.in_use.study_id == self.study.pk

    @property
    def is_newer(self) -> bool:
        """Does the result differ from what is in use?"""
        if self.in_use is None or self.result is None or not self.is_in_use:
            return True
        return self.in_use.sem != round(self.result.degrees, 2)

    def turn_of(self, athlete: Athlete) -> Repeat | None:
        """That athlete's reading so far, if any."""
        return next((repeat for repeat in self.repeats if repeat.athlete_id == athlete.pk), None)

    def hips_of(self, athlete: Athlete, turn: int) -> list[Side]:
        """The hips that the second turn asks for: those of the first. Empty for the first one."""
        repeat = self.turn_of(athlete)
        return repeat.hips if repeat and turn == 2 else []

    def after(self, athlete: Athlete, *, turn: int) -> Athlete | None:
        """Whose turn it is after that athlete, who still has that turn to come; None at a round's end."""
        order = self.to_measure if turn == 1 else [waiting.athlete for waiting in self.waiting]
        if athlete not in order:
            return None
        return next(iter(order[order.index(athlete) + 1 :]), None)

    def _day(self, moment: dt.datetime | None) -> dt.date | None:
        zone = zoneinfo.ZoneInfo(self.study.club.time_zone)
        return timezone.localdate(moment, zone) if moment else None
