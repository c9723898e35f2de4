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
    own = Q(user=user, archived_on=None, club__archived_on=None)
    return own & Q(club=user.token_club) if user.token_club else own


class AthleteQuerySet(models.QuerySet["Athlete"]):
    def visible_to(self, user: Any) -> AthleteQuerySet:
        """The tenant rule: members of a club see its athletes; an athlete sees their own profiles until they,
        or their club, are archived. Whoever was erased is nobody's.

        Seeing is not changing: views ask `accounts.permissions.require_coach` before they write. What was
        measured asks for consent as well: `open_to`, `agreed_for`, and `Assessment.objects.shown_to`.
        """
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(club__in=Club.objects.visible_to(user)) | _own(user), erased_on=None)

    def open_to(self, user: Any) -> AthleteQuerySet:
        """Those that `user` may see without whoever withdrew consent: only they themselves go on reading."""
        return self.visible_to(user).filter(~Q(consent=Athlete.ConsentState.WITHDRAWN) | Q(user=user))

    def agreed_for(self, user: Any) -> AthleteQuerySet:
        """Those that `user` may see and who agreed to being tested and followed; their own too."""
        return self.visible_to(user).filter(Q(consent=Athlete.ConsentState.GIVEN) | Q(user=user))

    def linked_to(self, user: Any) -> AthleteQuerySet:
        """The profiles that are this user's own, in whichever clubs."""
        return self.filter(_own(user)).select_related("club").order_by("created_at")

    def active(self) -> AthleteQuerySet:
        return self.filter(archived_on=None)

    def archived(self) -> AthleteQuerySet:
        return self.exclude(archived_on=None)

    def agreed(self) -> AthleteQuerySet:
        """Those whose consent stands."""
        return self.filter(consent=Athlete.ConsentState.GIVEN)

    def not_withdrawn(self) -> AthleteQuerySet:
        """Those of whom something may still be entered."""
        return self.exclude(consent=Athlete.ConsentState.WITHDRAWN)

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

    class ConsentState(models.TextChoices):
        """Whether the athlete agreed: the rows behind it are `Consent`."""

        NONE = "none", _("Not given yet")
        GIVEN = "given", _("Given")
        WITHDRAWN = "withdrawn", _("Withdrawn")

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
    consent = models.CharField(
        _("consent"),
        max_length=10,
        choices=ConsentState.choices,
        default=ConsentState.NONE,
        db_default=ConsentState.NONE,
        editable=False,
    )
    archived_on = models.DateField(_("archived on"), null=True, blank=True, editable=False)
    # A promise with a date that can be taken back until then; what was erased keeps its row for the counts.
    erase_on = models.DateField(_("to be erased on"), null=True, blank=True, editable=False)
    erased_on = models.DateField(_("erased on"), null=True, blank=True, editable=False)
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

    @property
    def has_agreed(self) -> bool:
        return self.consent == self.ConsentState.GIVEN

    @property
    def has_answered(self) -> bool:
        """Consent was given, whether or not it was withdrawn since."""
        return self.consent != self.ConsentState.NONE

    @property
    def has_withdrawn(self) -> bool:
        return self.consent == self.ConsentState.WITHDRAWN

    @property
    def needs_guardian(self) -> bool:
        """Is a parent or guardian to agree? Where no date of birth is known, whoever agrees says the age."""
        age = self.age_on(self.club.today())
        return age is not None and age < self.club.consent_age

    def age_on(self, day: dt.date) -> int | None:
        """Whole years on that day, or None where the date of birth is not known."""
        if self.born_on is None:
            return None
        before_birthday = (day.month, day.day) < (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - before_birthday
