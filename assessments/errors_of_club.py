"""The errors of measurement as one club uses them: the defaults, and its own values in their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.crispy import CrispyMixin
from accounts.models import Club
from assessments.domain.error import mdc95
from assessments.methods import Instrument, Motion, Position, short_word
from assessments.models import MeasurementError

Method = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One way of testing: the value in use, and the default where the club has its own in its place."""

    used: MeasurementError
    default: MeasurementError | None

    @property
    def is_own(self) -> bool:
        return self.used.club_id is not None

    @property
    def detectable(self) -> float:
        """The smallest change in degrees that two tests by this method can show (MDC95)."""
        return mdc95(self.used.sem)

    @property
    def key(self) -> str:
        """The method as an address names it, such as "inclinometer.seated.active"."""
        return ".".join(_method(self.used))

    @property
    def query(self) -> str:
        """The method as the query of a link."""
        method = zip(("instrument", "position", "motion"), _method(self.used), strict=True)
        return urlencode({name: value for name, value in method if value})

    @property
    def instrument(self) -> str:
        return self.used.get_instrument_display()

    @property
    def label(self) -> str:
        """The rest of the method, such as "Seated · active"; without a motion it is any."""
        position = self.used.get_position_display()
        return f"{position} · {short_word(Motion(self.used.motion))}" if self.used.motion else position

    def own(self, club: Club) -> MeasurementError:
        """The club's row for this method: the stored one, else a new one to fill in."""
        if self.is_own:
            return self.used
        instrument, position, motion = _method(self.used)
        return MeasurementError(club=club, instrument=instrument, position=position, motion=motion, grade="A")


@transaction.atomic
def keep_own(*, club: Club, row: MeasurementError) -> None:
    """Saves the club's own value for a method; of two sent at once, the later one."""
    # Whoever sets a value of this club waits here: the second finds what the first one made.
    Club.objects.select_for_update(no_key=True).get(pk=club.pk)
    instrument, position, motion = _method(row)
    made = club.measurement_errors.filter(instrument=instrument, position=position, motion=motion).first()
    row.pk = made.pk if made else None
    row.save()


def error_lines(club: Club) -> list[ErrorLine]:
    """The whole table, the usual instrument and position first. One query."""
    defaults: dict[Method, MeasurementError] = {}
    own: dict[Method, MeasurementError] = {}
    for row in MeasurementError.objects.of_club(club):
        (defaults if row.club_id is None else own)[_method(row)] = row
    methods = sorted({**defaults, **own}, key=_as_offered)
    return [ErrorLine(own.get(method) or defaults[method], _default(defaults, method)) for method in methods]


def _default(defaults: dict[Method, MeasurementError], method: Method) -> MeasurementError | None:
    """The default of that method, or of that instrument and position with any motion."""
    return defaults.get(method) or defaults.get((*method[:2], ""))


def line_of(lines: Iterable[ErrorLine], key: str) -> ErrorLine | None:
    """The line with that key, or None."""
    return next((line for line in lines if line.key == key), None)


def _method(row: MeasurementError) -> Method:
    return (row.instrument, row.position, row.motion)


def _as_offered(method: Method) -> tuple[int, int, str]:
    instrument, position, motion = method
    return (Instrument.values.index(instrument), Position.values.index(position), motion)


class OwnErrorForm(CrispyMixin, forms.ModelForm):
    """A club's own error for one method."""

    class Meta:
        model = MeasurementError
        fields = ("sem", "grade", "source")
        labels = {"sem": _("SEM in degrees"), "grade": _("What it rests on"), "source": _("Source")}
        help_texts = {
            "sem": _("From your own pairs: the standard deviation of the test–retest differences, ÷ √2."),
            "grade": _("A needs at least 20 pairs of tests; with fewer, keep the default."),
            "source": _("Such as: 24 pairs, same tester, October."),
        }
        widgets = {"sem": forms.TextInput(attrs={"inputmode": "decimal"})}
        error_messages = {
            "sem": {
                "required": _("Give the error in degrees."),
                "invalid": _("That is not a number: write degrees such as 2.4."),
                "min_value": _("No method is that exact: give at least 0.1°."),
                "max_value": _("An error over 20° measures nothing: check the number."),
            }
        }
