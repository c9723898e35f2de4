"""What was decided when an athlete had outgrown a dose: the step, its reason and who decided."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.ids import uuid7
from athletes.models import Athlete
from coaching.models.programme import PrescribedExercise


class ProgressionQuerySet(models.QuerySet["Progression"]):
    def visible_to(self, user: Any) -> ProgressionQuerySet:
        """Decisions about the athletes that `user` may see."""
        return self.filter(prescribed__programme__athlete__in=Athlete.objects.agreed_for(user))


class Progression(models.Model):
    """A step that a coach agreed to or declined. `before` and `after` are doses in words, frozen as `reason`.

    Written once, by `coaching/progressing.py`; a decision is never changed, the next one follows it.
    """

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("agreed")
        DECLINED = "declined", _("declined")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    prescribed = models.ForeignKey(PrescribedExercise, models.CASCADE, related_name="progressions")
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices)
    decided_on = models.DateField(_("decided on"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    before = models.CharField(_("dose before"), max_length=80)
    after = models.CharField(_("dose after"), max_length=80)
    reason = models.CharField(_("reason"), max_length=300)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    objects = ProgressionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("progression")
        verbose_name_plural = _("progressions")
        ordering = ["-decided_on", "-created_at"]

    def __str__(self) -> str:
        return f"{self.prescribed.exercise} · {self.get_decision_display()} · {self.decided_on}"
