"""The error of measurement: how much of a difference is the method's own, and which error a method has."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

#: Half the width of a two-sided 95 % interval, in standard errors.
Z95 = 1.96
#: The same for a one-sided 95 %: what "clearly below" asks for.
Z95_ONE_SIDED = 1.645
#: Another tester than last time multiplies the error by this.
TESTER_FACTOR = 1.5


@dataclass(frozen=True, slots=True)
class Sem:
    """A standard error of measurement in degrees, with the grade of what it rests on (B, C or D).

    Raises ValueError unless it is above zero: every method errs.
    """

    degrees: float
    grade: str

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
    return Sem(row.sem, row.grade)


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
