"""An athlete's own sign-in: inviting them to their profile, accepting (as a coach too), unlinking."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from accounts import inviting
from accounts.models import Club, Invitation, User
from athletes.models import Athlete


class AlreadyLinked(Exception):
    """Refused: this person has another profile in the club, and one is all they can have there."""


@dataclass(frozen=True)
class Accepted:
    """What an invitation led to: the club, and the profile where it was an athlete's."""

    club: Club
    athlete: Athlete | None


@transaction.atomic
def invite_athlete(*, athlete: Athlete, by: User, email: str = "") -> tuple[Invitation, str]:
    """A new invitation to this profile and its token; the one before is dead from here on.

    Raises inviting.Closed where somebody signs in to the profile already, or it is archived.
    """
    athlete = Athlete.objects.select_for_update(of=("self",)).select_related("invitation").get(pk=athlete.pk)
    if athlete.user_id or athlete.archived_on:
        raise inviting.Closed
    if athlete.invitation:
        # Deleted, not taken back: nothing else would say whose address it has, once they are to be erased.
        athlete.invitation.delete()
    invitation, token = inviting.invite(club=athlete.club, kind=Invitation.Kind.ATHLETE, by=by, email=email)
    athlete.invitation = invitation
    athlete.save(update_fields=["invitation"])
    return invitation, token


@transaction.atomic
def accept(*, token: str, user: User) -> Accepted:
    """Uses an invitation: `user` joins the club in its role, or is linked to the athlete's profile.

    Accepting again what one has accepted is harmless. Raises inviting.Closed for a link that opens nothing
    (any more), AlreadyLinked where `user` has another profile in that club.
    """
    invitation = inviting.find(token, lock=True)
    if invitation is None:
        raise inviting.Closed
    if invitation.accepted_at and invitation.accepted_by_id == user.pk:
        return _accepted_before(invitation, user)
    if invitation.state != "open":
        raise inviting.Closed
    athlete = None
    if invitation.kind == Invitation.Kind.ATHLETE:
        athlete = _link(invitation, user)
    else:
        inviting.join_club(invitation=invitation, user=user)
    inviting.mark_accepted(invitation=invitation, user=user)
    return Accepted(invitation.club, athlete)


def unlink(*, athlete: Athlete) -> None:
    """Takes the sign-in off a profile: that person no longer sees it. Tests and sessions stay."""
    athlete.user = None
    athlete.save(update_fields=["user"])


def preview(token: str) -> tuple[Invitation, Athlete | None]:
    """What a link offers: the invitation, and the profile if it is an athlete's. Raises inviting.Closed."""
    invitation = inviting.find_open(token)
    if invitation.kind != Invitation.Kind.ATHLETE:
        return invitation, None
    athlete = Athlete.objects.active().filter(invitation=invitation, user=None).first()
    if athlete is None:
        raise inviting.Closed
    return invitation, athlete


def accepted_before(*, token: str, user: User) -> Accepted | None:
    """What this link has led `user` to, where it was they who accepted it and it still holds; else None."""
    invitation = inviting.find(token)
    if invitation is None or invitation.accepted_by_id != user.pk:
        return None
    try:
        return _accepted_before(invitation, user)
    except inviting.Closed:
        return None


def _accepted_before(invitation: Invitation, user: User) -> Accepted:
    athlete = Athlete.objects.linked_to(user).filter(invitation=invitation).first()
    if athlete is None and user.role_in(invitation.club_id) is None:
        raise inviting.Closed
    return Accepted(invitation.club, athlete)


def _link(invitation: Invitation, user: User) -> Athlete:
    athlete = Athlete.objects.select_for_update().filter(invitation=invitation).first()
    if athlete is None or athlete.archived_on or athlete.user_id:
        raise inviting.Closed
    if Athlete.objects.filter(club=athlete.club_id, user=user).exists():
        raise AlreadyLinked
    athlete.user = user
    try:
        with transaction.atomic():
            athlete.save(update_fields=["user"])
    except IntegrityError:  # the same person, another profile, the same moment
        raise AlreadyLinked from None
    return athlete
