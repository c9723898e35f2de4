"""Tokens of the API: making one, and finding who comes with one."""

import datetime as dt
import secrets

from django.utils import timezone

from accounts.inviting import hash_of
from accounts.models import ApiToken, Club, User

#: By it programs that look for secrets in code know ours.
PREFIX = "medial_"
#: The last use is written down this often at most: a read need not cost a write each time.
_SAID_EVERY = dt.timedelta(minutes=1)


def make_token(*, user: User, club: Club, name: str, may_write: bool, days: int) -> tuple[ApiToken, str]:
    """A new token and its secret, which is nowhere else: show it now."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user,
        club=club,
        name=name,
        may_write=may_write,
        token_hash=hash_of(secret),
        expires_at=timezone.now() + dt.timedelta(days=days),
    )
    return token, secret


def find_token(secret: str) -> ApiToken | None:
    """The token of that secret if it still opens something, with its user, who has no other club then."""
    now = timezone.now()
    rows = ApiToken.objects.select_related("user").filter(expires_at__gt=now, user__is_active=True)
    token = rows.filter(token_hash=hash_of(secret)).first()
    if token is None:
        return None
    if token.last_used_at is None or now - token.last_used_at > _SAID_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    token.user.token_club = token.club_id
    return token
