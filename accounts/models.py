"""Users, the clubs they belong to, and the invitations that bring them in."""

from __future__ import annotations

import datetime as dt
import uuid
import zoneinfo
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
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


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new account for `email` (stored in lower case); without a password it can't sign in by one."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in, by e-mail address; coach, athlete and content editor alike."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=_("Empty: the browser’s."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may use the content pages"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.initials

    @property
    def initials(self) -> str:
        """One or two letters for the round badge in the bar."""
        words = (self.name or self.email.split("@")[0].replace(".", " ")).split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @cached_property
    def memberships_by_club(self) -> dict[uuid.UUID, Membership]:
        """This user's memberships with their clubs, by club id in order of name: one query a request."""
        rows = Membership.objects.filter(user=self).select_related("club").order_by("club__name", "club_id")
        return {row.club_id: row for row in rows}

    def role_in(self, club_id: uuid.UUID) -> Role | None:
        """The role in that club, or None for a stranger to it."""
        membership = self.memberships_by_club.get(club_id)
        return Role(membership.role) if membership else None

    def may_coach(self, club_id: uuid.UUID) -> bool:
        """Whether this user may change what belongs to that club."""
        return self.role_in(club_id) in COACHING_ROLES


class ClubQuerySet(models.QuerySet["Club"]):
    def visible_to(self, user: Any) -> ClubQuerySet:
        """The clubs that `user` is a member of."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=Membership.objects.filter(user=user).values("club"))


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

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("user"))
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


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: Any) -> InvitationQuerySet:
        """Invitations of the clubs that `user` is a member of."""
        return self.filter(club__in=Club.objects.visible_to(user))

    def open(self) -> InvitationQuerySet:
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """An offer to join a club, or (where an athlete's profile points to it) to follow one's own programme.

    The link carries a token; only its SHA-256 is stored, so a copy of the database opens no invitation.
    Accepting, sending again and revoking are in `accounts/inviting.py`.
    """

    class Kind(models.TextChoices):
        OWNER = "owner", _("Owner")
        COACH = "coach", _("Coach")
        VIEWER = "viewer", _("Viewer")
        ATHLETE = "athlete", _("Athlete")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    club = models.ForeignKey(Club, models.CASCADE, related_name="invitations")
    kind = models.CharField(_("invited as"), max_length=10, choices=Kind.choices)
    email = models.EmailField(_("e-mail address"), blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["owner", "coach", "viewer", "athlete"]), name="invitation_kind_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.email or self.created_at:%d %B}"

    @property
    def state(self) -> str:
        """`accepted`, `revoked`, `expired` or `open`."""
        if self.accepted_at:
            return "accepted"
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_at <= timezone.now() else "open"


class MailRefusal(models.Model):
    """An address that wants no invitations by mail, as the SHA-256 of it in lower case.

    Whoever is invited need not have an account to keep a choice in. `accounts/refusing.py` writes and asks.
    """

    address_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.address_hash
