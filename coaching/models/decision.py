"""What a coach decided after twelve weeks without a change that the method can tell."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.ids import uuid7
from assessments.models import Assessment
from athletes.models import Athlete
from coaching.domain.deciding import asks_again_on


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: Any) -> DecisionQuerySet:
        """Decisions on the athletes that `user` may see."""
        return self.filter(athlete__in=Athlete.objects.agreed_for(user))


class Decision(models.Model):
    """One answer to the question after one test. It outlives the test, with its date."""

    class Answer(models.TextChoices):
        MAINTAIN = "maintain", _("Keep what is there")
        REFER = "refer", _("Ask a physiotherapist")
        CONTINUE = "continue", _("Go on as before")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    athlete = models.ForeignKey(Athlete, models.CASCADE, related_name="decisions")
    assessment = models.OneToOneField(
        Assessment, models.SET_NULL, null=True, blank=True, related_name="decision"
    )
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    decided_on = models.DateField(_("decided on"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    objects = DecisionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_on", "-created_at"]

    def __str__(self) -> str:
        return f"{self.athlete} · {self.get_answer_display()} · {self.decided_on}"

    @property
    def asks_again_on(self) -> dt.date:
        """From this day on a test may bring the question back."""
        return asks_again_on(self.decided_on)
