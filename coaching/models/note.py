"""What coaches and an athlete write to each other, and how far each has read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.ids import uuid7
from accounts.models import COACHING_ROLES, Membership
from athletes.elsewhere import was_elsewhere
from athletes.models import Athlete


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: Any) -> NoteQuerySet:
        """Notes on the athletes that `user` may see; private ones only where `user` coaches, and not those
        about themselves. The thread of a club before is open again once the athlete agreed in this one.
        """
        if not user.is_authenticated:
            return self.none()
        coached = Membership.objects.of(user).filter(role__in=COACHING_ROLES).values("club")
        own = Q(athlete__user=user)
        shown = Q(private=False) | Q(athlete__club__in=coached) & ~own
        return self.filter(shown, own | of_this_club(), athlete__in=Athlete.objects.open_to(user))

    def unread_by(self, user: Any) -> NoteQuerySet:
        """Those that others wrote since `user` last read that athlete's thread."""
        return self.visible_to(user).filter(new_to(user))


def of_this_club() -> Q:
    """The condition that the athlete's club may read a note: before they agreed there, only what was written
    there.
    """
    return Q(athlete__consent=Athlete.ConsentState.GIVEN) | Q(~was_elsewhere(at="created_at"))


def new_to(user: Any) -> Any:
    """The condition that somebody else wrote a note, after what `user` (or their key) has read there."""
    read = NoteRead.objects.filter(user=user, athlete=OuterRef("athlete"), up_to__gte=OuterRef("created_at"))
    return (~Q(author=user) | Q(author=None)) & ~Exists(read)


class Note(models.Model):
    """One note of an athlete's thread. A private one is between the coaches: no page shows it to the athlete,
    whose download of their own data has it.

    No history is kept of notes: what somebody deletes is gone, and an edited one only says that it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    athlete = models.ForeignKey(Athlete, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_athlete = models.BooleanField(default=False, editable=False)
    private = models.BooleanField(_("only for coaches"), default=False)
    text = models.TextField(_("note"), max_length=4000)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["athlete", "-created_at"], name="note_of_athlete")]
        constraints = [
            models.CheckConstraint(
                condition=Q(private=False) | Q(by_athlete=False), name="note_private_is_a_coach_s"
            )
        ]

    def __str__(self) -> str:
        return f"{self.athlete} · {self.created_at:%d %B}"


class NoteRead(models.Model):
    """How far one person has read one athlete's thread: every note up to that moment."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    athlete = models.ForeignKey(Athlete, models.CASCADE, related_name="+")
    up_to = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "athlete"], name="note_read_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.athlete}"
