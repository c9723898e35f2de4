"""The library of exercises: the platform's, and clubs' own copies."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.ids import uuid7
from accounts.models import Club
from athletes.models import Athlete
from coaching.models.dose import Dose
from coaching.models.translated import Translated


class ExerciseQuerySet(models.QuerySet["Exercise"]):
    def visible_to(self, user: Any) -> ExerciseQuerySet:
        """Published ones: the platform's, and of the clubs that coach the user. All of the user's own clubs.

        An archived one stays readable to whoever has it in a programme.
        """
        clubs = Q(club=None) | Q(club__in=Athlete.objects.linked_to(user).order_by().values("club"))
        own = Q(club__in=Club.objects.visible_to(user))
        assigned = Q(prescriptions__programme__athlete__in=Athlete.objects.agreed_for(user))
        shown = self.model.objects.filter(Q(state=Exercise.State.PUBLISHED) & clubs | own | assigned)
        return self.filter(pk__in=shown.values("pk"))

    def for_club(self, club: Club) -> ExerciseQuerySet:
        """What a coach of `club` may prescribe: published, the platform's or the club's own."""
        return self.filter(Q(club=None) | Q(club=club), state=Exercise.State.PUBLISHED)

    def without_originals(self) -> ExerciseQuerySet:
        """These, without those of which a published copy is among them: a club reads its own version."""
        copies = self.filter(state=Exercise.State.PUBLISHED, copied_from__isnull=False)
        return self.exclude(pk__in=copies.order_by().values("copied_from"))


class Exercise(Dose, Translated):
    """One exercise: words, picture and the dose it starts from. Steps, cues and stop-signs: one a line."""

    WORDS = ("name", "summary", "steps", "cues", "stop_signs")

    class Kind(models.TextChoices):
        STRETCH = "stretch", _("Stretch")
        STRENGTH = "strength", _("Strength")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    club = models.ForeignKey(
        Club, models.CASCADE, null=True, blank=True, related_name="exercises", verbose_name=_("club")
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", editable=False
    )
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    side_specific = models.BooleanField(
        _("one side at a time"), default=True, help_text=_("Off where both hips work at once.")
    )
    summary = models.CharField(_("in one sentence"), max_length=200, blank=True)
    steps = models.TextField(_("steps"), help_text=_("One a line."))
    cues = models.TextField(_("cues"), blank=True, help_text=_("What it should feel like; one a line."))
    stop_signs = models.TextField(_("stop-signs"), blank=True, help_text=_("When to stop; one a line."))
    figure = models.JSONField(_("figure"), default=dict, blank=True)
    picture = models.ImageField(_("picture"), upload_to="exercises/", blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = ExerciseQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Dose.Meta):
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        for name in ("steps", "cues", "stop_signs"):
            # A browser ends lines in its own way: kept, that would stand in the history as a change of words.
            setattr(self, name, "\n".join(lines(getattr(self, name))))

    @property
    def lead(self) -> str:
        """The summary in the reader's language, as the lines below are."""
        return self.said("summary")

    @property
    def step_lines(self) -> list[str]:
        return lines(self.said("steps"))

    @property
    def cue_lines(self) -> list[str]:
        return lines(self.said("cues"))

    @property
    def stop_lines(self) -> list[str]:
        return lines(self.said("stop_signs"))


def lines(text: str) -> list[str]:
    """The lines of a text that hold words."""
    return [line.strip() for line in text.splitlines() if line.strip()]
