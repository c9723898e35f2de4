"""What an emphasis prescribes: programme templates, looked after by content editors."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coaching.models.dose import Dose
from coaching.models.exercise import Exercise
from coaching.models.translated import Translated


class Emphasis(models.TextChoices):
    STRETCH_FIRST = "stretch_first", _("Stretch first")
    STRENGTHEN_FIRST = "strengthen_first", _("Strengthen first")
    MAINTAIN = "maintain", _("Maintain")
    REFER = "refer", _("Refer")
    NONE = "none", _("None")


#: The emphases that come with exercises.
PRESCRIBING = [Emphasis.STRETCH_FIRST, Emphasis.STRENGTHEN_FIRST, Emphasis.MAINTAIN]

WEEKS = [MinValueValidator(1), MaxValueValidator(26)]


class ProgrammeTemplate(Translated):
    """The exercises that one emphasis starts from. Changing it never changes an assigned programme."""

    WORDS = ("name", "introduction")

    emphasis = models.CharField(
        _("emphasis"), max_length=20, unique=True, choices=[(e.value, e.label) for e in PRESCRIBING]
    )
    name = models.CharField(_("name"), max_length=80)
    introduction = models.TextField(_("words to the athlete"), blank=True)
    weeks = models.PositiveSmallIntegerField(_("weeks"), default=6, validators=WEEKS)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("programme template")
        verbose_name_plural = _("programme templates")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class TemplateItem(Dose):
    """One exercise of a template, with its dose."""

    template = models.ForeignKey(ProgrammeTemplate, models.CASCADE, related_name="items")
    exercise = models.ForeignKey(
        Exercise, models.PROTECT, related_name="template_items", limit_choices_to={"club": None}
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    history = HistoricalRecords()

    class Meta(Dose.Meta):
        verbose_name = _("exercise of a template")
        verbose_name_plural = _("exercises of a template")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.exercise} · {self.dose}"
