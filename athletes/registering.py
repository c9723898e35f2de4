"""Keeping profiles: adding one, changing it and its squads, putting it away, bringing it or its club back."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from accounts import inviting
from accounts.ids import uuid7
from accounts.models import Club
from athletes import consenting
from athletes.models import Athlete, Squad


@transaction.atomic
def register(*, athlete: Athlete, squads: Iterable[Squad], new_squad: str = "") -> Athlete:
    """Adds a profile with its squads, and a squad of a new name where one is given.

    Where the club has a profile of this id already, the form was sent twice: that profile, as it is. An id
    that is another club's is passed over for a new one.
    """
    # Two requests of one club take turns, so the second finds what the first made.
    Club.objects.select_for_update(no_key=True).get(pk=athlete.club_id)
    existing = Athlete.objects.filter(pk=athlete.pk).first()
    if existing and existing.club_id == athlete.club_id:
        return existing
    if existing:
        athlete.pk = uuid7()
    athlete.save(force_insert=True)
    _set_squads(athlete, squads, new_squad)
    return athlete


@transaction.atomic
def update(*, athlete: Athlete, squads: Iterable[Squad], new_squad: str = "") -> Athlete:
    """Saves a changed profile with its squads, and a squad of a new name where one is given."""
    athlete.save()
    consenting.recheck(athlete=athlete)
    _set_squads(athlete, squads, new_squad)
    return athlete


@transaction.atomic
def archive(*, athlete: Athlete) -> None:
    """Puts a profile away: nothing is deleted, it leaves the lists, and a link to it stops working."""
    if athlete.invitation:
        inviting.revoke(invitation=athlete.invitation)
    if athlete.archived_on is None:
        athlete.archived_on = athlete.club.today()
        athlete.save(update_fields=["archived_on"])


def restore(*, athlete: Athlete) -> None:
    """Brings an archived profile back to the lists, with everything it had, and takes back that it is to be
    erased, unless the athlete asked for that.
    """
    athlete.archived_on = None
    if not (athlete.user and athlete.user.erase_on):
        athlete.erase_on = None
    athlete.save(update_fields=["archived_on", "erase_on"])


@transaction.atomic
def restore_club(*, club: Club) -> None:
    """Opens an archived club again, as it was but for the links that were taken back. Who was to be erased
    because the club was archived stays.
    """
    club.archived_on = None
    club.save(update_fields=["archived_on"])
    Athlete.objects.active().filter(club=club).exclude(user__erase_on__isnull=False).update(erase_on=None)


def erase_in(*, athlete: Athlete, days: int) -> None:
    """Sets the day on which an archived profile is erased; bringing it back before then takes that back."""
    if athlete.erase_on is None:
        athlete.erase_on = athlete.club.today() + dt.timedelta(days=days)
        athlete.save(update_fields=["erase_on"])


def _set_squads(athlete: Athlete, squads: Iterable[Squad], new_squad: str) -> None:
    chosen = list(squads)
    if new_squad:
        same = Squad.objects.filter(club=athlete.club_id, name__iexact=new_squad).first()
        chosen.append(same or Squad.objects.create(club=athlete.club, name=new_squad))
    athlete.squads.set(chosen)
