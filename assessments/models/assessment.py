"""Tests of hip internal rotation, and the pictures that are kept with them."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.ids import uuid7
from assessments.domain.findings import Result
from assessments.methods import Instrument, Motion, Position, method_words
from athletes.models import Athlete

PAIN = [MinValueValidator(0), MaxValueValidator(10)]


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: Any) -> AssessmentQuerySet:
        """Tests of the athletes that `user` may see, as far as their consent goes."""
        return self.filter(athlete__in=Athlete.objects.visible_to(user)).shown_to(user)

    def shown_to(self, user: Any) -> AssessmentQuerySet:
        """Those that consent lets `user` (or their key) read: all of who agreed; until somebody has, what the
        user entered; of who withdrew, nobody's but the athlete's own.
        """
        state = Athlete.ConsentState
        entered = Q(athlete__consent=state.NONE, tester=user)
        own = Q(athlete__consent=state.WITHDRAWN, athlete__user=user)
        return self.filter(Q(athlete__consent=state.GIVEN) | entered | own)

    def latest_first(self) -> AssessmentQuerySet:
        """Latest day first; of one day, the active tests before the passive ones that explain them."""
        return self.order_by("-tested_on", "motion", "-created_at", "-pk")


class Assessment(models.Model):
    """One athlete, one date, one position, motion and instrument; both hips or one. Angles in degrees."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    athlete = models.ForeignKey(
        Athlete, models.CASCADE, related_name="assessments", verbose_name=_("athlete")
    )
    tested_on = models.DateField(_("tested on"))
    # The club's date when it was last saved: what the database holds against a test in the future.
    saved_on = models.DateField(editable=False)
    position = models.CharField(
        _("position"), max_length=10, choices=Position.choices, default=Position.SEATED
    )
    motion = models.CharField(_("motion"), max_length=10, choices=Motion.choices, default=Motion.ACTIVE)
    instrument = models.CharField(
        _("instrument"), max_length=15, choices=Instrument.choices, default=Instrument.INCLINOMETER
    )
    tester = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tester"),
    )
    warm_up = models.CharField(_("warm-up"), max_length=120, blank=True)
    left_trials = models.JSONField(_("left trials"), default=list, blank=True)
    right_trials = models.JSONField(_("right trials"), default=list, blank=True)
    left_degrees = models.FloatField(_("left"), null=True, blank=True)
    right_degrees = models.FloatField(_("right"), null=True, blank=True)
    pain_left = models.PositiveSmallIntegerField(_("pain left"), null=True, blank=True, validators=PAIN)
    pain_right = models.PositiveSmallIntegerField(_("pain right"), null=True, blank=True, validators=PAIN)
    symptoms = models.JSONField(_("symptoms and history"), default=list, blank=True)
    compensations = models.JSONField(_("compensations seen"), default=list, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    objects = AssessmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("test")
        verbose_name_plural = _("tests")
        indexes = [models.Index(fields=["athlete", "-tested_on", "-created_at"], name="assessment_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_degrees__isnull=False) | Q(right_degrees__isnull=False),
                name="assessment_one_hip_at_least",
            ),
            models.CheckConstraint(
                condition=Q(left_degrees__isnull=True) | Q(left_degrees__range=(0, 90)),
                name="assessment_left_0_to_90",
            ),
            models.CheckConstraint(
                condition=Q(right_degrees__isnull=True) | Q(right_degrees__range=(0, 90)),
                name="assessment_right_0_to_90",
            ),
            models.CheckConstraint(
                condition=Q(tested_on__lte=F("saved_on")), name="assessment_not_in_the_future"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.athlete} · {self.tested_on}"

    @property
    def order_key(self) -> tuple[dt.date, dt.datetime, uuid.UUID]:
        """Sorts an athlete's tests by time."""
        return (self.tested_on, self.created_at, self.pk)

    @property
    def method(self) -> str:
        """How it was measured, in one line: "Seated · active · digital inclinometer"."""
        return method_words(self.position, self.motion, self.instrument)

    @property
    def result(self) -> Result:
        """The values the rules work on."""
        return Result(
            left=self.left_degrees,
            right=self.right_degrees,
            position=self.position,
            motion=self.motion,
            instrument=self.instrument,
            tested_on=self.tested_on,
        )


class AssessmentPictureQuerySet(models.QuerySet["AssessmentPicture"]):
    def visible_to(self, user: Any) -> AssessmentPictureQuerySet:
        """Pictures of the tests that `user` may see."""
        return self.filter(assessment__in=Assessment.objects.visible_to(user))


class AssessmentPicture(models.Model):
    """The marked picture that a test was measured on, kept because the athlete agreed to it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assessment = models.OneToOneField(
        Assessment, models.CASCADE, related_name="picture", verbose_name=_("test")
    )
    image = models.ImageField(
        _("picture"), upload_to="assessments/", width_field="width", height_field="height"
    )
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    consent = models.BooleanField(_("the athlete agrees"))
    consented_on = models.DateField(_("agreed on"))
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("kept by"),
    )
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    objects = AssessmentPictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture of a test")
        verbose_name_plural = _("pictures of tests")
        constraints = [
            models.CheckConstraint(condition=Q(consent=True), name="picture_only_with_consent"),
        ]

    def __str__(self) -> str:
        return str(self.assessment)


@receiver(post_delete, sender=AssessmentPicture)
def delete_file(instance: AssessmentPicture, **_details: Any) -> None:
    """The file goes with its row, also where a test, an athlete or a club takes the row along: only this
    signal sees each of these ways. Not before the deletion is certain, or a rollback would lose the file.
    """
    transaction.on_commit(partial(instance.image.delete, save=False))
