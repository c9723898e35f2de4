"""Going: an athlete leaves a club, or moves to another one."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from accounts.models import Club
from athletes.models import Athlete
from athletes.registering import archive
from coaching.models import Note
from coaching.withdrawing import withdraw


class HasProfileThere(Exception):
    """Refused: this person has a profile in the other club already."""


@transaction.atomic
def leave(*, athlete: Athlete) -> None:
    """The athlete goes: consent is withdrawn, so that the club reads nothing more from now on, and the
    profile is put away. What was measured stays theirs to download, until it is erased."""
    withdraw(athlete=athlete)
    archive(athlete=athlete)


@transaction.atomic
def move(*, athlete: Athlete, to: Club) -> Athlete:
    """The profile with its tests and programmes belongs to `to` from here on; the club before sees nothing.

    What was said to the club before doesn't go along: its squads, its own notes about the athlete, an open
    invitation, consent. `to` asks for consent itself; until it has that, nobody there reads earlier tests.
    Raises HasProfileThere.
    """
    moved = Athlete.objects.select_for_update(of=("self",)).select_related("invitation").get(pk=athlete.pk)
    if moved.invitation:
        moved.invitation.delete()
    withdraw(athlete=moved)
    Note.objects.filter(athlete=moved, private=True).delete()
    moved.squads.clear()
    moved.club, moved.note, moved.invitation = to, "", None
    moved.consent = Athlete.ConsentState.NONE
    try:
        with transaction.atomic():
            moved.save()
    except IntegrityError:
        raise HasProfileThere from None
    return moved
