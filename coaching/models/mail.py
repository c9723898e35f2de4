"""Mail that waits to be sent, and what each reader wants of it."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.ids import uuid7
from accounts.zones import validate_time_zone


class MailItem(models.Model):
    """One mail to one reader: what it is `about`, when it is due, what became of it.

    It holds no words: they are made when it is sent, from what is true then. `key` names the occasion, so
    that whoever notices it, however often, makes one mail. Who sends it takes a claim first, which ends by
    itself (`coaching/mail/sending.py`).
    """

    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("New programme")
        NOTE = "note", _("New note")
        REMINDER = "reminder", _("Routine reminder")
        RETEST = "retest", _("Retest due, to the athlete")
        RETESTS = "retests", _("Retests due, to a coach")
        PAIN = "pain", _("Pain reported")
        DIGEST = "digest", _("Weekly digest")
        RETENTION = "retention", _("Archived athletes to be erased, to an owner")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("Not needed any more, or not wanted")
        EXPIRED = "expired", _("Too late to be sent")
        REFUSED = "refused", _("Refused for good by the mail server")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=120, unique=True)
    about = models.UUIDField()
    day = models.DateField()
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    next_try = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    ended_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("due_at")), name="mail_in_time")
        ]
        indexes = [models.Index(fields=["next_try"], condition=Q(state="waiting"), name="mail_waiting")]

    def __str__(self) -> str:
        return self.key


class MailSettings(models.Model):
    """Which mail a person wants, and when. Who never chose has no row, and gets each kind that is theirs."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_settings")
    programme = models.BooleanField(_("A new programme"), default=True)
    note = models.BooleanField(_("A new note"), default=True)
    reminder = models.BooleanField(_("A reminder of the routine"), default=True)
    retest = models.BooleanField(_("A retest that is due"), default=True)
    pain = models.BooleanField(_("Pain that an athlete reports"), default=True)
    digest = models.BooleanField(_("The week, on Monday morning"), default=True)
    reminder_hour = models.PositiveSmallIntegerField(
        _("Remind me at"), default=18, validators=[MaxValueValidator(23)]
    )
    time_zone = models.CharField(_("Time zone"), max_length=64, blank=True, validators=[validate_time_zone])

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(reminder_hour__lte=23), name="mail_hour_of_a_day")]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def hour(self) -> dt.time:
        return dt.time(self.reminder_hour)
