"""The invitations that bring people in, and the addresses that want none."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.ids import uuid7
from accounts.models.club import Club
from accounts.models.user import User


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
