"""What an athlete was assigned, with its reasons and doses as they were that day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from simple_history.models import HistoricalRecords

from accounts.ids import uuid7
from assessments.domain.phrases import revived
from assessments.formats import in_language
from assessments.models import Assessment
from athletes.models import Athlete
from coaching.models.dose import Dose
from coaching.models.exercise import Exercise
from coaching.models.template import WEEKS, Emphasis

if TYPE_CHECKING:
    from coaching.models.progression import Progression


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, user: Any) -> ProgrammeQuerySet:
        """Programmes of the athletes that `user` may see."""
        return self.filter(athlete__in=Athlete.objects.agreed_for(user))

    def running(self) -> ProgrammeQuerySet:
        return self.filter(state=Programme.State.RUNNING)


class Programme(models.Model):
    """A routine assigned to one athlete; at most one runs. `coaching/assigning.py` starts and ends them."""

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        ENDED = "ended", _("Ended")
        STOPPED = "stopped", _("Stopped")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    athlete = models.ForeignKey(Athlete, models.CASCADE, related_name="programmes")
    assessment = models.ForeignKey(
        Assessment, models.SET_NULL, null=True, blank=True, related_name="programmes"
    )
    emphasis = models.CharField(_("emphasis"), max_length=20, choices=Emphasis.choices)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    note = models.TextField(_("words to the athlete"), max_length=1000, blank=True)
    starts_on = models.DateField(_("starts on"))
    weeks = models.PositiveSmallIntegerField(_("weeks"), default=6, validators=WEEKS)
    retest_on = models.DateField(_("retest on"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RUNNING)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    stop_reason = models.CharField(_("reason for stopping"), max_length=300, blank=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    objects = ProgrammeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-starts_on", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete"], condition=Q(state="running"), name="programme_one_running"
            ),
            models.CheckConstraint(condition=Q(weeks__gte=1), name="programme_has_weeks"),
        ]

    def __str__(self) -> str:
        return f"{self.athlete} · {self.get_emphasis_display()} · {self.starts_on}"

    @property
    def reasons_said(self) -> list[str]:
        """The reasons as they were, in the reader's language."""
        return [in_language(revived(reason)) for reason in self.reasons]


class PrescribedExercise(Dose):
    """One exercise of a programme: its dose was frozen when it was assigned. Only an agreed step changes it
    (`coaching/progressing.py`).
    """

    class Sides(models.TextChoices):
        BOTH = "both", _("Both sides")
        LEFT = "left", _("Left only")
        RIGHT = "right", _("Right only")

    class Band(models.IntegerChoices):
        """What it works against; an exercise that is described with a band begins with the lightest."""

        AS_DESCRIBED = 0, _("as described")
        LIGHT = 1, _("light band")
        MEDIUM = 2, _("medium band")
        STRONG = 3, _("strong band")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="exercises")
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="prescriptions")
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    sides = models.CharField(_("sides"), max_length=5, choices=Sides.choices, default=Sides.BOTH)
    band = models.PositiveSmallIntegerField(_("band"), choices=Band.choices, default=Band.AS_DESCRIBED)
    extra_sets_left = models.PositiveSmallIntegerField(
        _("extra sets left"), default=0, validators=[MaxValueValidator(3)]
    )
    extra_sets_right = models.PositiveSmallIntegerField(
        _("extra sets right"), default=0, validators=[MaxValueValidator(3)]
    )

    class Meta(Dose.Meta):
        verbose_name = _("prescribed exercise")
        verbose_name_plural = _("prescribed exercises")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.exercise} · {self.dose}"

    @property
    def dose(self) -> str:
        """Such as "2 × 30 s", or "3 × 12–15, light band"."""
        return f"{super().dose}, {self.get_band_display()}" if self.band else super().dose

    @property
    def sets_left(self) -> int:
        """Sets to do on the left; where both hips work at once, the sets with the extra one."""
        return 0 if self.sides == self.Sides.RIGHT else self.sets + self.extra_sets_left

    @property
    def sets_right(self) -> int:
        return 0 if self.sides == self.Sides.LEFT else self.sets + self.extra_sets_right

    @property
    def agreed(self) -> Progression | None:
        """The last step that a coach agreed to."""
        accepted = (one for one in self.progressions.all() if one.decision == one.Decision.ACCEPTED)
        return next(accepted, None)

    @property
    def extra(self) -> str:
        """Such as "left +1 set", or nothing."""
        parts = []
        if self.extra_sets_left:
            parts.append(
                ngettext("left +%d set", "left +%d sets", self.extra_sets_left) % self.extra_sets_left
            )
        if self.extra_sets_right:
            parts.append(
                ngettext("right +%d set", "right +%d sets", self.extra_sets_right) % self.extra_sets_right
            )
        return ", ".join(parts)
