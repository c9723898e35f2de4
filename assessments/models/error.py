"""The error of each way of measuring: the defaults, and what clubs use in their place."""

from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Club
from assessments.methods import Instrument, Motion, Position

#: What an error of measurement can be, in degrees: no method errs by nothing, none that is used by more.
LEAST_SEM, LARGEST_SEM = 0.1, 20


class MeasurementErrorQuerySet(models.QuerySet["MeasurementError"]):
    def of_club(self, club: Club | uuid.UUID) -> MeasurementErrorQuerySet:
        """The defaults and that club's own values."""
        return self.filter(Q(club=None) | Q(club=club))


class MeasurementError(models.Model):
    """The standard error of measurement (SEM) of one way of testing, in degrees; a club may have its own."""

    class Grade(models.TextChoices):
        A = "A", _("A · the club's own pairs")
        B = "B", _("B · a study of this method and position")
        C = "C", _("C · derived or by analogy")
        D = "D", _("D · a conservative guess")

    club = models.ForeignKey(Club, models.CASCADE, null=True, blank=True, related_name="measurement_errors")
    instrument = models.CharField(_("instrument"), max_length=15, choices=Instrument.choices)
    position = models.CharField(_("position"), max_length=10, choices=Position.choices)
    motion = models.CharField(
        _("motion"), max_length=10, choices=Motion.choices, blank=True, help_text=_("Empty: any.")
    )
    sem = models.FloatField(
        _("SEM"),
        help_text=_("Degrees."),
        validators=[MinValueValidator(LEAST_SEM), MaxValueValidator(LARGEST_SEM)],
    )
    grade = models.CharField(_("grade"), max_length=1, choices=Grade.choices)
    source = models.CharField(_("source"), max_length=300, blank=True)
    # Where the club measured the value itself, by testing the same athletes twice.
    study = models.ForeignKey(
        "assessments.ErrorStudy",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="errors",
        editable=False,
    )

    objects = MeasurementErrorQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("error of measurement")
        verbose_name_plural = _("errors of measurement")
        ordering = ["instrument", "position", "motion"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "position", "motion"],
                condition=Q(club=None),
                name="error_once_a_method",
                violation_error_message=_("There is a value for this method already: change that one."),
            ),
            models.UniqueConstraint(
                fields=["club", "instrument", "position", "motion"],
                condition=Q(club__isnull=False),
                name="error_once_a_method_and_club",
                violation_error_message=_("There is a value for this method already: change that one."),
            ),
            models.CheckConstraint(condition=Q(sem__gt=0), name="error_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.get_instrument_display()} · {self.get_position_display()} · {self.sem:g}°"
