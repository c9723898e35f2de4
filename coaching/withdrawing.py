"""Withdrawing consent: the programme stops, what waits to be mailed is dropped, nothing new is entered."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from athletes import consenting
from athletes.models import Athlete
from coaching.assigning import stop
from coaching.models import MailItem, Programme, Session


@transaction.atomic
def withdraw(*, athlete: Athlete) -> bool:
    """From here on nobody in the club reads what was measured, and nothing is added. Nothing is deleted: that
    is the athlete's to ask for. False where consent was withdrawn before.
    """
    if not consenting.take_back(athlete=athlete):
        return False
    for programme in Programme.objects.running().filter(athlete=athlete).select_related("athlete__club"):
        stop(programme=programme, reason=_("Consent was withdrawn."))
    drop_mail_about(athlete)
    return True


def drop_mail_about(athlete: Athlete) -> None:
    """What was noticed about this athlete and not sent yet is told to nobody."""
    waiting = MailItem.objects.filter(state=MailItem.State.WAITING, about__in=keys_of(athlete))
    waiting.update(state=MailItem.State.DROPPED, ended_at=timezone.now())


def keys_of(athlete: Athlete) -> list[UUID]:
    """All that a mail about this athlete may be about."""
    keys = [athlete.pk]
    keys += Programme.objects.filter(athlete=athlete).values_list("pk", flat=True)
    keys += Session.objects.filter(programme__athlete=athlete).values_list("pk", flat=True)
    return keys
