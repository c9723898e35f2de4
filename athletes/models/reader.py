"""Who has read about an athlete, and since when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from athletes.models.athlete import Athlete


class FirstRead(models.Model):
    """The first time that one person read one athlete's page. One row for both, whatever follows."""

    athlete = models.ForeignKey(Athlete, models.CASCADE, related_name="first_reads")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(_("first read at"), default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["athlete", "reader"], name="first_read_once")]

    def __str__(self) -> str:
        return f"{self.reader} · {self.athlete}"
