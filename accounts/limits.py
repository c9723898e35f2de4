"""How often somebody may come: the API's limits by address and by account, and mails with invitations.

allauth's limits count in the cache, with about ten statements for each; that is right for a sign-in. The API
is asked much more often, so here a minute is one row, and one statement counts.
"""

import time

from allauth.core import ratelimit
from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from accounts.inviting import hash_of
from accounts.models import RequestCount, User

_COUNT = (
    "INSERT INTO accounts_requestcount (who, minute, count) VALUES (%s, %s, 1) "
    "ON CONFLICT (who, minute) DO UPDATE SET count = accounts_requestcount.count + 1 RETURNING count"
)


def may_mail_invitation(request: HttpRequest, address: str) -> bool:
    """Counts a mail, of its sender and of the address that gets it: is that still within both limits?"""
    if not ratelimit.consume(request, action="invite", user=request.user):
        return False
    return ratelimit.consume(request, action="invited", key=address.lower())


def within_api_limit(request: HttpRequest, user: User | None = None) -> bool:
    """Counts a request, of its address or of an account: is that still within the limit of this minute?"""
    if user is None:
        return _counted(f"address {get_ip(request)}") <= settings.API_LIMITS["address"]
    return _counted(f"account {user.pk}") <= settings.API_LIMITS["account"]


def forget_earlier_counts() -> None:
    """Drops those of minutes that are over. Signing in is the occasion: it happens often enough."""
    RequestCount.objects.filter(minute__lt=_minute()).delete()


def _counted(who: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [hash_of(who), _minute()])
        return int(cursor.fetchone()[0])


def _minute() -> int:
    return int(time.time() // 60)
