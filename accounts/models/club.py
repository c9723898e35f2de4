"""Clubs, and who does what in them."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.ids import uuid7
from accounts.zones import validate_time_zone


class Role(models.TextChoices):
    """What a person may do in a club. Owners and coaches change things; viewers only look."""

    OWNER = "owner", _("Owner")
    COACH = "coach", _("Coach")
    VIEWER = "viewer", _("Viewer")


#: The roles that may change athletes, tests and programmes.
COACHING_ROLES = frozenset({Role.OWNER, Role.COACH})


class ClubQuerySet(models.QuerySet["Club"]):
    def visible_to(self, user: Any) -> ClubQuerySet:
        """The clubs that `user` is a member of; an archived one is nobody's."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=Membership.objects.filter(user=user).values("club"), archived_on=None)


class Club(models.Model):
    """The tenant: everything about athletes belongs to exactly one club. A lone coach is a club of one."""

    DEGREES = [MinValueValidator(1), MaxValueValidator(90)]

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=120)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="Europe/London", validators=[validate_time_zone]
    )
    sufficient_degrees = models.FloatField(
        _("sufficient from"),
        default=35.0,
        validators=DEGREES,
        help_text=_("Degrees. A hip below this is flagged."),
    )
    optimal_degrees = models.FloatField(
        _("optimal from"),
        default=45.0,
        validators=DEGREES,
        help_text=_("Degrees. The target to work towards."),
    )
    asymmetry_degrees = models.FloatField(
        _("apart from"),
        default=10.0,
        validators=DEGREES,
        help_text=_("Degrees. Left and right this far apart are flagged, where the method can tell."),
    )
    consent_age = models.PositiveSmallIntegerField(
        _("athletes agree for themselves from the age of"),
        default=16,
        db_default=16,
        validators=[MinValueValidator(13), MaxValueValidator(18)],
        help_text=_(
            "For a younger athlete a parent or guardian agrees, by mail. The law of the country says."
        ),
    )
    erase_after_months = models.PositiveSmallIntegerField(
        _("archived athletes are erased after"),
        default=36,
        db_default=36,
        choices=[
            (6, _("half a year")),
            (12, _("a year")),
            (24, _("two years")),
            (36, _("three years")),
            (60, _("five years")),
        ],
        help_text=_("Its owners are told by mail 30 days before. Bringing an athlete back keeps everything."),
    )
    archived_on = models.DateField(_("archived on"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    objects = ClubQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("club")
        verbose_name_plural = _("clubs")
        constraints = [
            models.CheckConstraint(
                condition=Q(sufficient_degrees__gt=0, optimal_degrees__lte=90, asymmetry_degrees__gt=0)
                & Q(sufficient_degrees__lt=models.F("optimal_degrees")),
                name="club_targets_in_order",
                violation_error_message=_("“Optimal from” must be above “sufficient from”, both within 90°."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def today(self) -> dt.date:
        """The date where the club is: a test may not be dated after it."""
        return timezone.localdate(timezone=zoneinfo.ZoneInfo(self.time_zone))


class Membership(models.Model):
    """One person's role in one club."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("user")
    )
    club = models.ForeignKey(Club, models.CASCADE, related_name="memberships", verbose_name=_("club"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.COACH)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "club"], name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.club} · {self.get_role_display()}"
