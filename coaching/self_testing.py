"""What the page of the self-test needs to judge a result on the visitor's own device."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.domain.error import Z95_ONE_SIDED, ErrorRow, mdc95, row_for
from assessments.formats import degrees_text
from assessments.methods import Instrument, Motion, Position
from assessments.reading import ErrorTable


@dataclass(frozen=True, slots=True)
class Method:
    """A way to measure the seated test, with its line of the error table."""

    instrument: Instrument
    row: ErrorRow

    @property
    def judged_by(self) -> dict[str, float | str]:
        """For the page's script, in degrees: within `margin` of a line a hip can't be told from it, and hips
        less than `mdc95` apart can't be told from each other."""
        return {
            "margin": Z95_ONE_SIDED * self.row.sem,
            "mdc95": mdc95(self.row.sem),
            "sem": degrees_text(self.row.sem),
            "grade": self.row.grade,
            "source": _(self.row.source),
        }


#: As a visitor would come by a number: the two that the page measures with first.
OFFERED = (
    Instrument.PHONE,
    Instrument.PHOTO,
    Instrument.INCLINOMETER,
    Instrument.GONIOMETER,
    Instrument.VISUAL,
)


def methods(errors: ErrorTable) -> list[Method]:
    """The instruments of an active test sitting, each with the error that the table has for it."""
    seated = {"position": Position.SEATED.value, "motion": Motion.ACTIVE.value}
    return [Method(one, row_for(errors.rows, instrument=one.value, **seated)) for one in OFFERED]
