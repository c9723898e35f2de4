"""How much of an exercise: the fields that an exercise, a template's item and a prescription share."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

#: The names of the fields below, for whatever copies a dose from one row to another.
DOSE_FIELDS = ("sets", "hold_seconds", "reps_low", "reps_high", "rest_seconds", "days_per_week")


def between(low: int, high: int) -> list[MinValueValidator | MaxValueValidator]:
    return [MinValueValidator(low), MaxValueValidator(high)]


class Dose(models.Model):
    """Sets of a hold in seconds, or of a range of repetitions: one or the other."""

    sets = models.PositiveSmallIntegerField(_("sets"), default=2, validators=between(1, 10))
    hold_seconds = models.PositiveSmallIntegerField(
        _("hold"),
        null=True,
        blank=True,
        validators=between(5, 300),
        help_text=_("Seconds; empty for repetitions."),
    )
    reps_low = models.PositiveSmallIntegerField(
        _("repetitions from"), null=True, blank=True, validators=between(1, 50)
    )
    reps_high = models.PositiveSmallIntegerField(
        _("repetitions to"), null=True, blank=True, validators=between(1, 50)
    )
    rest_seconds = models.PositiveSmallIntegerField(
        _("rest"), default=30, validators=between(0, 300), help_text=_("Seconds.")
    )
    days_per_week = models.PositiveSmallIntegerField(_("days a week"), default=5, validators=between(1, 7))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(hold_seconds__isnull=False, reps_low__isnull=True, reps_high__isnull=True)
                    | Q(hold_seconds__isnull=True, reps_low__gte=1, reps_high__gte=F("reps_low"))
                ),
                name="%(class)s_hold_or_reps",
                violation_error_message=_("Give either a hold in seconds, or repetitions from and to."),
            ),
            models.CheckConstraint(
                condition=Q(sets__gte=1, days_per_week__range=(1, 7)), name="%(class)s_sets_and_days"
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.hold_seconds is None and self.reps_low is None:
            raise ValidationError(
                {"hold_seconds": _g("Give either a hold in seconds, or repetitions from and to.")}
            )
        if self.hold_seconds is not None and (self.reps_low is not None or self.reps_high is not None):
            raise ValidationError({"hold_seconds": _g("Give a hold or repetitions, not both: empty one.")})
        if self.reps_low is not None and (self.reps_high is None or self.reps_high < self.reps_low):
            raise ValidationError({"reps_high": _g("Give a number that is not below “repetitions from”.")})

    @property
    def dose(self) -> str:
        """Such as "2 × 30 s" or "3 × 12–15"."""
        if self.hold_seconds is not None:
            return _g("%(sets)d × %(hold)d s") % {"sets": self.sets, "hold": self.hold_seconds}
        reps = f"{self.reps_low}" if self.reps_low == self.reps_high else f"{self.reps_low}–{self.reps_high}"
        return f"{self.sets} × {reps}"
