"""Clubs and who belongs to them: starting one, changing a role, leaving, archiving. A club keeps an owner."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.models import ApiToken, Club, Invitation, Membership, Role, User


class LastOwner(Exception):
    """Refused: it would leave the club without an owner."""


@transaction.atomic
def start_club(*, owner: User, name: str, time_zone: str, pk: uuid.UUID | None = None) -> Club:
    """A new club with its owner. With the `pk` of a club that this user is in already, that club: a form sent
    twice makes one. A `pk` that is someone else's is passed over for a new one.
    """
    # Two requests of one person take turns, so the second finds what the first made.
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    existing = Club.objects.filter(pk=pk).first() if pk else None
    if existing and Membership.objects.filter(user=owner, club=existing).exists():
        return existing
    club = Club(name=name, time_zone=time_zone)
    if pk and not existing:
        club.pk = pk
    club.save(force_insert=True)
    Membership.objects.create(user=owner, club=club, role=Role.OWNER)
    return club


@transaction.atomic
def change_role(*, membership: Membership, role: Role) -> None:
    """Gives a member another role. Raises LastOwner where the only owner would stop being one.

    Open invitations that the member could not make in the new role are taken back. Nothing happens where the
    membership has ended meanwhile.
    """
    current = _locked(membership)
    if current is None:
        return
    if role != Role.OWNER:
        _keep_an_owner(current)
        _take_back(current, athletes=role == Role.VIEWER)
    current.role = role
    current.save(update_fields=["role"])


@transaction.atomic
def remove_member(*, membership: Membership) -> None:
    """Ends a membership; the person's account stays. Raises LastOwner for the only owner.

    Open invitations that the member made are taken back, and their tokens of the API end. Ending it twice at
    once is harmless.
    """
    current = _locked(membership)
    if current is None:
        return
    _keep_an_owner(current)
    _take_back(current, athletes=True)
    ApiToken.objects.filter(club=current.club_id, user=current.user_id).delete()
    current.delete()


@transaction.atomic
def archive_club(*, club: Club) -> None:
    """Closes a club to everybody at once: members, athletes, mails, links. Nothing is deleted; its athletes
    are erased as archived ones are. Whoever had a page of it open finds nothing behind it."""
    today = club.today()
    Invitation.objects.filter(club=club).open().update(revoked_at=timezone.now())
    current = Club.objects.select_for_update(no_key=True).get(pk=club.pk)
    if current.archived_on is None:
        current.archived_on = today
        current.save(update_fields=["archived_on"])


def _locked(membership: Membership) -> Membership | None:
    # The club's row is the lock: two owners who step down at the same moment take turns.
    Club.objects.select_for_update(no_key=True).get(pk=membership.club_id)
    return Membership.objects.filter(pk=membership.pk).first()


def _take_back(membership: Membership, *, athletes: bool) -> None:
    """Without this, a link kept back would be a way in again for whoever was sent away."""
    made = Invitation.objects.filter(club=membership.club_id, invited_by=membership.user_id).open()
    if not athletes:
        made = made.exclude(kind=Invitation.Kind.ATHLETE)
    made.update(revoked_at=timezone.now())


def _keep_an_owner(membership: Membership) -> None:
    others = Membership.objects.filter(club=membership.club_id, role=Role.OWNER).exclude(pk=membership.pk)
    if membership.role == Role.OWNER and not others.exists():
        raise LastOwner
