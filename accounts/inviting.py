"""Invitations: making one, sending it again, taking it back, accepting it.

Whoever holds the link may accept, once, for fourteen days. The token in the link is known only to the page
and the mail that show it; the database keeps its SHA-256, so a link can't be shown again, only replaced.
"""

import datetime as dt
import hashlib
import secrets
from urllib.parse import urlencode, urljoin

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import letter
from accounts.models import Club, Invitation, Membership, Role, User
from accounts.refusing import is_refused, stop_path

#: The part of a mailed link that the page which shows the link doesn't have.
MAILED = "mailed"
VALID_FOR = dt.timedelta(days=14)
_RANK = {Role.VIEWER: 0, Role.COACH: 1, Role.OWNER: 2}


class Closed(Exception):
    """The invitation was accepted, taken back, has expired, or never was: no answer says which."""


def hash_of(token: str) -> str:
    """What is stored of a token: SHA-256 in hexadecimal. 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, club: Club, kind: Invitation.Kind, by: User, email: str = "") -> tuple[Invitation, str]:
    """A new invitation and its token, which is nowhere else: show or send it now.

    To help run a club one address has one open invitation: those before it are taken back.
    """
    if kind != Invitation.Kind.ATHLETE:
        before = Invitation.objects.filter(club=club, email=email, accepted_at=None, revoked_at=None)
        before.exclude(kind=Invitation.Kind.ATHLETE).update(revoked_at=timezone.now())
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        club=club,
        kind=kind,
        email=email,
        invited_by=by,
        token_hash=hash_of(token),
        expires_at=timezone.now() + VALID_FOR,
    )
    return invitation, token


@transaction.atomic
def renew(*, invitation: Invitation) -> tuple[Invitation, str]:
    """The invitation with a new token and fourteen days from now; the old link is dead from here on.

    An expired invitation comes back to life. Raises Closed for one that was accepted or taken back.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at or invitation.revoked_at:
        raise Closed
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hash_of(token)
    invitation.expires_at = timezone.now() + VALID_FOR
    invitation.save(update_fields=["token_hash", "expires_at"])
    return invitation, token


def revoke(*, invitation: Invitation) -> None:
    """Takes it back, unless it was accepted before."""
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
        revoked_at=timezone.now()
    )


def find(token: str, *, lock: bool = False) -> Invitation | None:
    """The invitation behind a link, whatever its state; with `lock`, held until the transaction ends."""
    rows = Invitation.objects.select_related("club", "invited_by")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows.filter(token_hash=hash_of(token)).first()


def find_open(token: str) -> Invitation:
    """The invitation behind a link that can be accepted. Raises Closed for any other link."""
    invitation = find(token)
    if invitation is None or invitation.state != "open":
        raise Closed
    return invitation


def join_club(*, invitation: Invitation, user: User) -> Membership:
    """Makes `user` a member in the invited role, inside the caller's transaction. A role is never lowered."""
    membership, new = Membership.objects.get_or_create(
        club=invitation.club, user=user, defaults={"role": invitation.kind}
    )
    if not new and _RANK[Role(invitation.kind)] > _RANK[Role(membership.role)]:
        membership.role = invitation.kind
        membership.save(update_fields=["role"])
    return membership


def mark_accepted(*, invitation: Invitation, user: User) -> None:
    """Uses the invitation up, inside the caller's transaction."""
    invitation.accepted_at = timezone.now()
    invitation.accepted_by = user
    invitation.save(update_fields=["accepted_at", "accepted_by"])


def is_mailed(invitation: Invitation, *, proof: str) -> bool:
    """Was the link with that proof mailed? Then whoever has it reads the mail of the invitation's address.

    A coach is shown the link without it: by that anybody could sign up in another's name.
    """
    try:
        _signer().unsign(f"{_signed(invitation)}:{proof}")
    except signing.BadSignature:
        return False
    return True


def _proof(invitation: Invitation) -> str:
    return _signer().signature(_signed(invitation))


def _signed(invitation: Invitation) -> str:
    return f"{invitation.token_hash} {invitation.email.lower()}"


def _signer() -> signing.Signer:
    return signing.Signer(salt="accounts.mailed-invitation")


def send(*, invitation: Invitation, link: str) -> bool:
    """Mails the link to the invitation's address, which is confirmed by signing up with it. False where the
    mail could not be handed over, or that address wants none: the link is shown all the same.
    """
    if is_refused(invitation.email):
        return False
    mail = letter(
        to=invitation.email,
        subject=_("%(club)s invites you to Medial") % {"club": invitation.club},
        template="accounts/mail/invitation",
        context={
            "invitation": invitation,
            "link": f"{link}?{urlencode({MAILED: _proof(invitation)})}",
        },
        stop_url=urljoin(link, stop_path(invitation.email)),
    )
    try:
        mail.send()
    except OSError:  # smtplib's errors are OSErrors too
        return False
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=timezone.now())
    return True
