"""Clubs, and who does what in them."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, Q
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

#: What counts as a second factor: recovery codes only stand in for one.
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class ClubQuerySet(models.QuerySet["Club"]):
    def visible_to(self, user: Any) -> ClubQuerySet:
        """The clubs that `user` is a member of; an archived one is nobody's."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=Membership.objects.of(user).values("club"))

    def archived_of(self, user: Any) -> ClubQuerySet:
        """The archived clubs that `user` owns, and may bring back."""
        owned = Membership.objects.filter(user=user, role=Role.OWNER).values("club")
        return self.filter(archived_on__isnull=False, pk__in=owned).order_by("name")


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
    second_factor_required = models.BooleanField(
        _("owners and coaches need a second factor"),
        default=False,
        # So that a release from before may go on making clubs.
        db_default=False,
        help_text=_(
            "A passkey or an authenticator app. Whoever has none sees nothing of the club until then."
        ),
    )
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


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, user: Any) -> MembershipQuerySet:
        """The memberships that `user` may use now: not those of archived clubs or of clubs that wait for a
        second factor, and through a token of the API only that of its club.
        """
        return self._own(user).exclude(_waits(user))

    def all_of(self, user: Any) -> models.QuerySet[Any]:
        """Those as well that `user` may only use once they have a second factor: `waits` says which."""
        return self._own(user).annotate(waits=models.ExpressionWrapper(_waits(user), models.BooleanField()))

    def _own(self, user: Any) -> MembershipQuerySet:
        own = self.filter(user=user, club__archived_on=None)
        return own.filter(club=user.token_club) if user.token_club else own


def _waits(user: Any) -> Q:
    factors = Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS)
    return Q(~Exists(factors), club__second_factor_required=True, role__in=COACHING_ROLES)


class Membership(models.Model):
    """One person's role in one club."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("user")
    )
    club = models.ForeignKey(Club, models.CASCADE, related_name="memberships", verbose_name=_("club"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.COACH)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    objects = MembershipQuerySet.as_manager()
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
