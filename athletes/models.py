"""Athlete profiles and the squads they train in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.ids import uuid7
from accounts.models import Club, Invitation


class SquadQuerySet(models.QuerySet["Squad"]):
    def visible_to(self, user: Any) -> SquadQuerySet:
        """The squads of the clubs that `user` is a member of."""
        return self.filter(club__in=Club.objects.visible_to(user))


class Squad(models.Model):
    """A group within a club; an athlete may be in several."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    club = models.ForeignKey(Club, models.CASCADE, related_name="squads", verbose_name=_("club"))
    name = models.CharField(_("name"), max_length=80)

    objects = SquadQuerySet.as_manager()

    class Meta:
        verbose_name = _("squad")
        verbose_name_plural = _("squads")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["club", "name"],
                name="squad_name_once_a_club",
                violation_error_message=_("There is a squad of this name already: choose another name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


def _own(user: Any) -> Q:
    """One's own profiles; through a token of the API, that in its club."""
    own = Q(user=user, archived_on=None)
    return own & Q(club=user.token_club) if user.token_club else own


class AthleteQuerySet(models.QuerySet["Athlete"]):
    def visible_to(self, user: Any) -> AthleteQuerySet:
        """The tenant rule: members of a club see its athletes; an athlete sees their own profiles until they
        are archived.

        Seeing is not changing: views ask `accounts.permissions.require_coach` before they write.
        """
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(club__in=Club.objects.visible_to(user)) | _own(user))

    def linked_to(self, user: Any) -> AthleteQuerySet:
        """The profiles that are this user's own, in whichever clubs."""
        return self.filter(_own(user)).select_related("club").order_by("created_at")

    def active(self) -> AthleteQuerySet:
        return self.filter(archived_on=None)

    def archived(self) -> AthleteQuerySet:
        return self.exclude(archived_on=None)

    def named_like(self, text: str) -> AthleteQuerySet:
        """Those whose name or event contains every word of `text`."""
        found = self
        # PostgreSQL refuses to be asked for the character NUL.
        for word in text.replace("\0", " ").split():
            found = found.filter(Q(name__icontains=word) | Q(event__icontains=word))
        return found


class Athlete(models.Model):
    """A runner in a club. Only the name is required; everything else is there where it serves."""

    class Sex(models.TextChoices):
        FEMALE = "f", _("Female")
        MALE = "m", _("Male")
        OTHER = "x", _("Other")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    club = models.ForeignKey(Club, models.CASCADE, related_name="athletes", verbose_name=_("club"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="athletes",
        verbose_name=_("sign-in"),
    )
    invitation = models.OneToOneField(
        Invitation, models.SET_NULL, null=True, blank=True, related_name="athlete", editable=False
    )
    name = models.CharField(_("name"), max_length=120)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices, blank=True)
    event = models.CharField(
        _("event"), max_length=80, blank=True, help_text=_("Such as 1500 m or marathon.")
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    squads = models.ManyToManyField(Squad, related_name="athletes", blank=True, verbose_name=_("squads"))
    archived_on = models.DateField(_("archived on"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    objects = AthleteQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[squads])

    class Meta:
        verbose_name = _("athlete")
        verbose_name_plural = _("athletes")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["club", "archived_on", "name"], name="athlete_of_club")]
        constraints = [
            models.UniqueConstraint(
                fields=["club", "user"], condition=Q(user__isnull=False), name="athlete_user_once_a_club"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def age_on(self, day: dt.date) -> int | None:
        """Whole years on that day, or None where the date of birth is not known."""
        if self.born_on is None:
            return None
        before_birthday = (day.month, day.day) < (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - before_birthday
