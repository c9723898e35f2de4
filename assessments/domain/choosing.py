"""Which of an athlete's other tests a test is held against, and what tells their methods apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, Protocol, TypeVar

Aspect = Literal["position", "motion", "instrument"]


class Method(Protocol):
    """How a test was measured."""

    @property
    def position(self) -> str: ...
    @property
    def motion(self) -> str: ...
    @property
    def instrument(self) -> str: ...


class Dated(Method, Protocol):
    """A test, as far as choosing goes."""

    @property
    def tested_on(self) -> date: ...


Test = TypeVar("Test", bound=Dated)


def differing(one: Method, other: Method) -> tuple[Aspect, ...]:
    """What of the method differs between two tests: nothing where their numbers compare."""
    found: list[Aspect] = []
    if one.position != other.position:
        found.append("position")
    if one.motion != other.motion:
        found.append("motion")
    if one.instrument != other.instrument:
        found.append("instrument")
    return tuple(found)


def same_method(test: Test, earlier: Iterable[Test]) -> Test | None:
    """The last of the `earlier` tests, latest first, by the method of `test`."""
    position, motion, instrument = test.position, test.motion, test.instrument
    for one in earlier:
        if one.instrument == instrument and one.position == position and one.motion == motion:
            return one
    return None


def previous_of(test: Test, earlier: Sequence[Test]) -> Test | None:
    """The test that `test` is held against: the last earlier one of its method. Where there is none, the last
    of an earlier day, which does not compare. `earlier` is latest first.
    """
    same = same_method(test, earlier)
    return same or next((one for one in earlier if one.tested_on < test.tested_on), None)


def passive_of(test: Test, others: Iterable[Test]) -> Test | None:
    """The passive test of the same day and position, which explains an active one."""
    if test.motion != "active":
        return None
    day, position = test.tested_on, test.position
    for one in others:
        if one.tested_on == day and one.motion == "passive" and one.position == position:
            return one
    return None
