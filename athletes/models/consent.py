"""What an athlete, or a parent or guardian, agreed to: which words, when, and how it is known."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.ids import uuid7
from athletes.models.athlete import Athlete


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, user: Any) -> ConsentQuerySet:
        """Those of the athletes that `user` may see."""
        return self.filter(athlete__in=Athlete.objects.visible_to(user))

    def standing(self) -> ConsentQuerySet:
        """Given, and not withdrawn since."""
        return self.filter(given_on__isnull=False, withdrawn_on=None)


class Consent(models.Model):
    """One asking and its answer: asked, given, withdrawn. `athletes/consenting.py` writes it.

    Asking again makes another row, so these rows are their own history. What holds now is `Athlete.consent`.
    """

    class Way(models.TextChoices):
        OWN = "own", _("by the athlete, signed in")
        LINK = "link", _("by the athlete, by mail")
        GUARDIAN = "guardian", _("by a parent or guardian, by mail")
        RECORDED = "recorded", _("on paper or in person, written down by a coach")
        CARRIED = "carried", _("before Medial asked, outside of it")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    athlete = models.ForeignKey(Athlete, models.CASCADE, related_name="consents")
    version = models.CharField(_("version of the words"), max_length=20)
    way = models.CharField(_("how"), max_length=10, choices=Way.choices)
    email = models.EmailField(_("e-mail address"), blank=True)
    giver = models.CharField(_("who agreed"), max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked at"), null=True)
    given_on = models.DateField(_("agreed on"), null=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_at__isnull=False) | Q(given_on__isnull=False),
                name="consent_asked_or_given",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None)
                | Q(given_on__isnull=False, withdrawn_on__gte=models.F("given_on")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.athlete} · {self.version}"
