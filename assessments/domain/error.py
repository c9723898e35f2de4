"""The error of measurement: how much of a difference is the method's own, and which error a method has."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

#: Half the width of a two-sided 95 % interval, in standard errors.
Z95 = 1.96
#: The same for a one-sided 95 %: what "clearly below" asks for.
Z95_ONE_SIDED = 1.645
#: Another tester than last time multiplies the error by this.
TESTER_FACTOR = 1.5


@dataclass(frozen=True, slots=True)
class Sem:
    """A standard error of measurement in degrees, with the grade of what it rests on (A to D); `own` marks
    the club's value, not the default.

    Raises ValueError unless it is above zero: every method errs.
    """

    degrees: float
    grade: str
    own: bool = field(default=False, repr=False)

    def __post_init__(self) -> None:
        if not self.degrees > 0:
            raise ValueError(f"a standard error of measurement is above zero, not {self.degrees}")


def mdc95(sem: float) -> float:
    """The smallest change in degrees that one method can tell from its own error: 1.96·√2·SEM."""
    return Z95 * math.sqrt(2) * sem


def difference_limit(sem_a: float, sem_b: float) -> float:
    """The smallest real difference in degrees between two readings with these errors: 1.96·√(a² + b²)."""
    return Z95 * math.hypot(sem_a, sem_b)


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One line of an error table. An empty `motion` is any; `own` marks the club's value, not the default."""

    instrument: str
    position: str
    motion: str
    sem: float
    grade: str
    source: str = ""
    own: bool = False


#: What is used for a method that no row covers: as much as an estimate by eye.
UNKNOWN_METHOD = ErrorRow("", "", "", 6.0, "D", "No value for this method: a conservative guess.")


def row_for(rows: Iterable[ErrorRow], *, instrument: str, position: str, motion: str) -> ErrorRow:
    """The row that goes with a method: the club's own before the default, then a named motion before any."""
    fitting = [
        row
        for row in rows
        if row.instrument == instrument and row.position == position and row.motion in (motion, "")
    ]
    return max(fitting, key=lambda row: (row.own, row.motion != ""), default=UNKNOWN_METHOD)


def sem_for(rows: Iterable[ErrorRow], *, instrument: str, position: str, motion: str) -> Sem:
    """The error of one method, in degrees, with its grade."""
    row = row_for(rows, instrument=instrument, position=position, motion=motion)
    return Sem(row.sem, row.grade, row.own)


#: A club's own error needs this many people tested twice; with fewer the default stays.
LEAST_PAIRS = 20


@dataclass(frozen=True, slots=True)
class OwnSem:
    """A club's own standard error in degrees, and the mean of second less first in degrees (`shift`), each
    with its 95 % interval; from `people` tested twice and `hips` of theirs."""

    degrees: float
    low: float
    high: float
    shift: float
    shift_low: float
    shift_high: float
    people: int
    hips: int

    @property
    def systematic(self) -> bool:
        """Did the second round come out higher, or lower, by more than chance explains?"""
        return self.shift_low > 0 or self.shift_high < 0


def missing_pairs(people: int) -> int:
    """How many more people must be tested twice before a club's own error can be given."""
    return max(0, LEAST_PAIRS - people)


def own_sem(pairs: Sequence[Sequence[float]]) -> OwnSem | None:
    """The SEM by a club's own tests: the standard deviation of the test-retest differences, divided by √2.

    `pairs` has one item a person: second less first, in degrees, of one hip or both. None with fewer than
    LEAST_PAIRS people. Both hips go into the value; the intervals count people, because the two hips of one
    person err together. Raises ValueError for a person without a hip.
    """
    if not all(pairs):
        raise ValueError("a pair needs a difference of at least one hip")
    people = len(pairs)
    if missing_pairs(people):
        return None
    differences = [difference for hips in pairs for difference in hips]
    sem = statistics.stdev(differences) / math.sqrt(2)
    freedom = people - 1
    of_people = [statistics.fmean(hips) for hips in pairs]
    shift = statistics.fmean(of_people)
    reach = _t95(freedom) * statistics.stdev(of_people) / math.sqrt(people)
    return OwnSem(
        degrees=sem,
        low=sem * math.sqrt(freedom / _chi_square(freedom, Z95)),
        high=sem * math.sqrt(freedom / _chi_square(freedom, -Z95)),
        shift=shift,
        shift_low=shift - reach,
        shift_high=shift + reach,
        people=people,
        hips=len(differences),
    )


def _chi_square(freedom: int, z: float) -> float:
    """The χ² that is passed as often as `z` in a normal distribution (the cube root of Wilson and Hilferty):
    within 0.1 % of the tables from 19 degrees of freedom on."""
    part = 2 / (9 * freedom)
    return freedom * float((1 - part + z * math.sqrt(part)) ** 3)


def _t95(freedom: int) -> float:
    """Student's t of a two-sided 95 % interval, by the first terms of its expansion in 1/freedom: within
    0.001 of the tables from 19 degrees of freedom on."""
    z = Z95
    first = (z**3 + z) / (4 * freedom)
    second = (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    return z + first + second


_GUESS = "A conservative guess of this project: no study of this method and position was found."
_MANUAL_SUPINE_90 = (
    "Derived: smallest detectable change 7.8° with one tester and 15.9° with two "
    "(Friesenbichler 2020, HIP Int 30:581)."
)
_PHOTO = "Derived from agreement between observers of 0.71–0.74 (Kouyoumdjian 2012, OTSR 98:17)."
_PASSIVE = "Derived: MDC95 6.1–8.6°, passive, seated and supine (Gradoz 2018, 10.1123/jsr.2017-0243)."

#: The defaults a new database starts with, in degrees. An editor may change them, a club may have its own.
DEFAULT_ERRORS: tuple[ErrorRow, ...] = (
    ErrorRow("goniometer", "seated", "", 3.0, "C", _PASSIVE),
    ErrorRow("goniometer", "supine_90", "", 3.0, "C", _MANUAL_SUPINE_90),
    ErrorRow("goniometer", "prone", "", 3.5, "D", _GUESS),
    ErrorRow("goniometer", "supine", "", 4.0, "D", _GUESS),
    ErrorRow(
        "inclinometer",
        "seated",
        "active",
        2.0,
        "B",
        "MDC95 5.4°, SEM 1.9°, in 25 healthy adults (Krause et al., KSSTA).",
    ),
    ErrorRow("inclinometer", "seated", "passive", 2.5, "C", _PASSIVE),
    ErrorRow("inclinometer", "supine_90", "", 3.0, "C", _MANUAL_SUPINE_90),
    ErrorRow(
        "inclinometer",
        "prone",
        "",
        2.5,
        "B",
        "Limits of agreement under 7° (Stołowski 2023, 10.3390/s23218782).",
    ),
    ErrorRow("inclinometer", "supine", "", 3.5, "D", _GUESS),
    ErrorRow("phone", "seated", "", 3.6, "B", "SEM 1.9–3.6° (Whyte 2021, 10.1123/jsr.2020-0165)."),
    ErrorRow("phone", "supine_90", "", 5.0, "B", "MDC95 10.9–16.4° (Spork 2021, 10.3390/sports9110148)."),
    ErrorRow("phone", "prone", "", 3.5, "D", _GUESS),
    ErrorRow("phone", "supine", "", 4.0, "D", _GUESS),
    ErrorRow("photo", "seated", "", 4.5, "C", _PHOTO),
    ErrorRow("photo", "supine_90", "", 4.5, "D", _GUESS),
    ErrorRow("photo", "prone", "", 4.5, "C", _PHOTO),
    ErrorRow("photo", "supine", "", 4.5, "C", _PHOTO),
    ErrorRow("visual", "seated", "", 6.0, "D", _GUESS),
    ErrorRow("visual", "supine_90", "", 6.0, "D", _GUESS),
    ErrorRow("visual", "prone", "", 6.0, "D", _GUESS),
    ErrorRow("visual", "supine", "", 6.0, "D", _GUESS),
)
