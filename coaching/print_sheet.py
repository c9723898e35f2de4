"""A routine on paper: four exercises a page, each with figure, dose and a box for every day it is due."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coaching.domain.schedule import WEEK, due_on, week_of
from coaching.models import PrescribedExercise, Programme

PER_PAGE = 4
#: More weeks than these have no room beside an exercise; they go on the next print-out.
MOST_WEEKS = 12
#: Lines of steps that an exercise has room for, and letters that surely go on a line.
STEP_LINES, STEP_WIDTH = 10, 46


@dataclass(frozen=True, slots=True)
class SheetWeek:
    """One line of boxes: the week's number and first day, and for each of its days whether it is due."""

    number: int
    first: dt.date
    due: list[bool]


@dataclass(frozen=True, slots=True)
class SheetExercise:
    number: int
    item: PrescribedExercise
    weeks: list[SheetWeek]

    @property
    def steps(self) -> list[str]:
        """The first steps, as many as have room: paper shall not cut a sentence."""
        steps, lines = self.item.exercise.step_lines, 0
        for n, step in enumerate(steps):
            lines += len(textwrap.wrap(step, STEP_WIDTH))
            if lines > STEP_LINES:
                return steps[:n]
        return steps

    @property
    def is_cut(self) -> bool:
        return len(self.steps) < len(self.item.exercise.step_lines)


@dataclass(frozen=True)
class PrintSheet:
    """The sheet of one programme with its exercises, from the week of `today` on."""

    programme: Programme
    today: dt.date

    @property
    def first_week(self) -> int:
        """The week to begin with; the first one of a programme that has not started or is over."""
        programme = self.programme
        started = programme.starts_on <= self.today and programme.state == Programme.State.RUNNING
        week = week_of(programme.starts_on, self.today, programme.weeks) if started else None
        return week or 1

    @property
    def last_week(self) -> int:
        return min(self.programme.weeks, self.first_week + MOST_WEEKS - 1)

    @property
    def is_part(self) -> bool:
        """Are there weeks that are not on it?"""
        return self.first_week > 1 or self.last_week < self.programme.weeks

    @property
    def weekdays(self) -> list[dt.date]:
        """A day for each column: a programme's week starts on the weekday that it starts on."""
        return [self.programme.starts_on + dt.timedelta(days=n) for n in range(WEEK)]

    @property
    def pages(self) -> list[Sequence[SheetExercise]]:
        exercises = list(self._exercises())
        return [exercises[n : n + PER_PAGE] for n in range(0, len(exercises), PER_PAGE)]

    def _exercises(self) -> Iterator[SheetExercise]:
        for number, item in enumerate(self.programme.exercises.all(), start=1):
            yield SheetExercise(number, item, [self._week(n, item) for n in self._numbers()])

    def _numbers(self) -> range:
        return range(self.first_week, self.last_week + 1)

    def _week(self, number: int, item: PrescribedExercise) -> SheetWeek:
        starts_on = self.programme.starts_on
        first = starts_on + dt.timedelta(weeks=number - 1)
        days = [first + dt.timedelta(days=n) for n in range(WEEK)]
        return SheetWeek(number, first, [due_on(day, starts_on, item.days_per_week) for day in days])
