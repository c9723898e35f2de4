"""What the API knows of its callers: the tokens they come with, and how often they came."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.ids import uuid7
from accounts.models.club import Club
from accounts.models.user import User


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, user: Any) -> ApiTokenQuerySet:
        """One's own."""
        return self.filter(user=user)


class ApiToken(models.Model):
    """A program's way in: one person's, in one club, to read or to write, until a day.

    Only the SHA-256 of what the program sends is stored. Making and finding one: `accounts/tokens.py`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    club = models.ForeignKey(Club, models.CASCADE, related_name="api_tokens", verbose_name=_("club"))
    name = models.CharField(_("name"), max_length=80)
    may_write = models.BooleanField(_("may write"), default=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        """Whether it has expired."""
        return self.expires_at <= timezone.now()


class RequestCount(models.Model):
    """How often somebody came within a minute; a row of an earlier one is dropped. `accounts/limits.py`."""

    who = models.CharField(max_length=64)
    minute = models.BigIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "minute"], name="request_count_once")]

    def __str__(self) -> str:
        return f"{self.count}"
