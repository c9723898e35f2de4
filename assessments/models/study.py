"""The same athletes tested twice by the same tester: what a club finds its own error of measurement by.

Repeat readings are no tests of an athlete: they have rows of their own, so that nobody's history shows two
results of a quarter of an hour as if something had changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.ids import uuid7
from accounts.models import Club
from assessments.domain.findings import Side
from assessments.methods import Instrument, Motion, Position, method_words
from athletes.models import Athlete, Squad

_SIDES: tuple[Side, ...] = ("left", "right")


class ErrorStudyQuerySet(models.QuerySet["ErrorStudy"]):
    def visible_to(self, user: Any) -> ErrorStudyQuerySet:
        """Studies of the clubs that `user` is a member of."""
        return self.filter(club__in=Club.objects.visible_to(user))

    def open(self) -> ErrorStudyQuerySet:
        return self.filter(closed_on=None)

    def with_counts(self) -> ErrorStudyQuerySet:
        """Each with `pairs`, how many count, and `in_use`, whether the club's error is its result."""
        counted = Q(repeats__second_at__isnull=False, repeats__left_out="")
        used = self.model.objects.filter(pk=OuterRef("pk"), errors__isnull=False)
        return self.annotate(pairs=Count("repeats", filter=counted), in_use=Exists(used))


class ErrorStudy(models.Model):
    """One tester, one method: pairs add up over as many days as it takes.

    Two testers' pairs are never in one study. What two people do differently is no part of either's error,
    and a change of tester widens the error by a factor of its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    club = models.ForeignKey(Club, models.CASCADE, related_name="error_studies")
    tester = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("tester")
    )
    position = models.CharField(_("position"), max_length=10, choices=Position.choices)
    motion = models.CharField(_("motion"), max_length=10, choices=Motion.choices)
    instrument = models.CharField(_("instrument"), max_length=15, choices=Instrument.choices)
    trials = models.PositiveSmallIntegerField(_("trials a hip"), default=3)
    squad = models.ForeignKey(
        Squad, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("squad")
    )
    started_on = models.DateField(_("started on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    objects = ErrorStudyQuerySet.as_manager()

    class Meta:
        verbose_name = _("study of the error")
        verbose_name_plural = _("studies of the error")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["club", "tester", "position", "motion", "instrument"],
                condition=Q(closed_on=None),
                name="study_open_once_a_method_and_tester",
            ),
            models.CheckConstraint(condition=Q(trials__range=(1, 3)), name="study_1_to_3_trials"),
        ]

    def __str__(self) -> str:
        return f"{self.method} · {self.tester}"

    @property
    def method(self) -> str:
        """How it is measured, in one line: "Seated · active · digital inclinometer"."""
        return method_words(self.position, self.motion, self.instrument)


class RepeatQuerySet(models.QuerySet["Repeat"]):
    def visible_to(self, user: Any) -> RepeatQuerySet:
        """Repeat readings of the clubs that `user` is a member of."""
        return self.filter(study__in=ErrorStudy.objects.visible_to(user))


def _degrees(name: Any) -> models.FloatField[Any, Any]:
    return models.FloatField(
        name, null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(90)]
    )


def _same(side: Side) -> Q:
    first, second = f"first_{side}__isnull", f"second_{side}__isnull"
    return Q(**{first: True, second: True}) | Q(**{first: False, second: False})


def _within(reading: str) -> Q:
    """Every angle of that reading from 0 to 90, where there is one."""
    condition = Q()
    for side in _SIDES:
        degrees = f"{reading}_{side}"
        condition &= Q(**{f"{degrees}__isnull": True}) | Q(**{f"{degrees}__range": (0, 90)})
    return condition


_ONCE = Q(second_at=None, second_left=None, second_right=None)
_TWICE = Q(second_at__isnull=False, second_at__gte=F("first_at")) & _same("left") & _same("right")


class Repeat(models.Model):
    """One athlete's two readings, each the mean of its trials in degrees; a hip is in both or in neither."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    study = models.ForeignKey(ErrorStudy, models.CASCADE, related_name="repeats")
    athlete = models.ForeignKey(Athlete, models.CASCADE, related_name="repeats")
    first_left = _degrees(_("first, left"))
    first_right = _degrees(_("first, right"))
    first_at = models.DateTimeField(_("first at"))
    second_left = _degrees(_("second, left"))
    second_right = _degrees(_("second, right"))
    second_at = models.DateTimeField(_("second at"), null=True, blank=True)
    left_out = models.CharField(_("left out because"), max_length=120, blank=True)

    objects = RepeatQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("repeat reading")
        verbose_name_plural = _("repeat readings")
        ordering = ["first_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["study", "athlete"], name="repeat_once_a_study"),
            models.CheckConstraint(
                condition=Q(first_left__isnull=False) | Q(first_right__isnull=False),
                name="repeat_one_hip_at_least",
            ),
            models.CheckConstraint(condition=_ONCE | _TWICE, name="repeat_tests_the_same_hips"),
            models.CheckConstraint(condition=_within("first") & _within("second"), name="repeat_0_to_90"),
        ]

    def __str__(self) -> str:
        return f"{self.athlete} · {self.study}"

    @property
    def whose(self) -> str:
        """The athlete's name, where they still let the study's club know it: a pair counts without one."""
        return self.athlete.name if self.is_known else "–"

    @property
    def is_known(self) -> bool:
        """Is the athlete still in the study's club, and agrees? Whoever was erased does not."""
        return self.athlete.club_id == self.study.club_id and self.athlete.has_agreed

    @property
    def hips(self) -> list[Side]:
        """The hips of the first reading: the second one tests the same."""
        return [side for side in _SIDES if getattr(self, f"first_{side}") is not None]

    @property
    def is_pair(self) -> bool:
        """Tested twice, and not left out?"""
        return self.second_at is not None and not self.left_out

    @property
    def differences(self) -> list[float]:
        """Second less first, in degrees, of each hip. Only for a pair."""
        return list(self._differences())

    def _differences(self) -> Iterator[float]:
        for side in self.hips:
            yield getattr(self, f"second_{side}") - getattr(self, f"first_{side}")
