"""One day's work on a programme, as the athlete logged it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Count, Max, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.ids import uuid7
from athletes.models import Athlete
from coaching.domain.adherence import PAIN_STOP, pain_stops
from coaching.models.dose import between
from coaching.models.programme import PrescribedExercise, Programme
from coaching.models.translated import said_of


class Place(models.TextChoices):
    """Where it hurts, as the athlete taps it."""

    LEFT_GROIN = "left_groin", _("left groin")
    RIGHT_GROIN = "right_groin", _("right groin")
    LEFT_FRONT = "left_front", _("front of the left hip")
    RIGHT_FRONT = "right_front", _("front of the right hip")
    LEFT_OUTSIDE = "left_outside", _("outside of the left hip")
    RIGHT_OUTSIDE = "right_outside", _("outside of the right hip")
    LEFT_BUTTOCK = "left_buttock", _("left buttock")
    RIGHT_BUTTOCK = "right_buttock", _("right buttock")
    LEFT_KNEE = "left_knee", _("left knee")
    RIGHT_KNEE = "right_knee", _("right knee")
    LOW_BACK = "low_back", _("lower back")
    ELSEWHERE = "elsewhere", _("somewhere else")


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: Any) -> SessionQuerySet:
        """Sessions of the athletes that `user` may see."""
        return self.filter(programme__athlete__in=Athlete.objects.agreed_for(user))

    def with_exercises(self) -> SessionQuerySet:
        """With what was done of each exercise, in the programme's order."""
        done = DoneExercise.objects.select_related("prescribed__exercise").order_by("prescribed__order")
        return self.prefetch_related(Prefetch("exercises", done))

    def with_hurting(self) -> SessionQuerySet:
        """With `hurting`: the exercise that was cut short or left out because it hurt, or None."""
        because = DoneExercise.objects.filter(session=OuterRef("pk"), reason=SkipReason.PAIN)
        # Pain stops what comes after too: the one that was begun, or else the first, is the one that hurt.
        first = because.order_by("outcome", "prescribed__order").annotate(
            said=said_of("prescribed__exercise", "name")
        )
        return self.annotate(hurting=Subquery(first.values("said")[:1]))

    def pain_summary(self) -> dict[str, Any]:
        """`days` logged, how many of them reported pain (`painful`), and the last that did (`last`)."""
        painful = Q(pain__gte=PAIN_STOP)
        return self.aggregate(
            days=Count("pk"), painful=Count("pk", filter=painful), last=Max("done_on", filter=painful)
        )


class Session(models.Model):
    """What was done on one day. One a programme and day; pain and effort from 0 to 10."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="sessions")
    done_on = models.DateField(_("done on"))
    pain = models.PositiveSmallIntegerField(_("pain"), null=True, blank=True, validators=between(0, 10))
    pain_where = models.CharField(_("where it hurts"), max_length=20, choices=Place.choices, blank=True)
    pain_reported_at = models.DateTimeField(_("pain reported"), null=True, blank=True, editable=False)
    effort = models.PositiveSmallIntegerField(_("effort"), null=True, blank=True, validators=between(0, 10))
    note = models.TextField(_("note"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-done_on"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "done_on"], name="session_once_a_day"),
            models.CheckConstraint(condition=Q(pain=None) | Q(pain__lte=10), name="session_pain_0_to_10"),
            models.CheckConstraint(
                condition=Q(effort=None) | Q(effort__lte=10), name="session_effort_0_to_10"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme.athlete} · {self.done_on}"

    @property
    def all_done(self) -> bool:
        """Was everything that was logged that day done in full?"""
        done = list(self.exercises.all())
        return bool(done) and all(one.outcome == DoneExercise.Outcome.DONE for one in done)

    @property
    def reports_pain(self) -> bool:
        """Is the pain such that the stop rule holds and the coach is told?"""
        return pain_stops(self.pain)


class SkipReason(models.TextChoices):
    """Why an exercise was skipped or cut short, as the athlete taps it."""

    PAIN = "pain", _("It hurts")
    TIME = "time", _("No time")
    TIRED = "tired", _("Tired or ill")
    PLACE = "place", _("No space or kit")
    OTHER = "other", _("Something else")


class DoneExercise(models.Model):
    """What became of one prescribed exercise that day: sets done a side, or why it was skipped."""

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        PARTLY = "partly", _("Partly")
        SKIPPED = "skipped", _("Skipped")

    session = models.ForeignKey(Session, models.CASCADE, related_name="exercises")
    prescribed = models.ForeignKey(PrescribedExercise, models.CASCADE, related_name="done")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    sets_left = models.PositiveSmallIntegerField(_("sets left"), default=0, validators=between(0, 20))
    sets_right = models.PositiveSmallIntegerField(_("sets right"), default=0, validators=between(0, 20))
    reps = models.PositiveSmallIntegerField(
        _("repetitions in the shortest set"), null=True, blank=True, validators=between(0, 100)
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("exercise done")
        verbose_name_plural = _("exercises done")
        constraints = [models.UniqueConstraint(fields=["session", "prescribed"], name="done_once_a_session")]

    def __str__(self) -> str:
        return f"{self.prescribed.exercise} · {self.get_outcome_display()}"

    @property
    def reason_words(self) -> str:
        """The reason in words; what is none of the known ones stays as it was written."""
        return str(dict(SkipReason.choices).get(self.reason, self.reason))
