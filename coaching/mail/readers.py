"""Whom mail may go to, and what they chose."""

from __future__ import annotations

import zoneinfo
from uuid import UUID

from allauth.account.models import EmailAddress
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse

from accounts.letters import absolute
from accounts.models import COACHING_ROLES, User
from athletes.models import Athlete
from coaching.models import MailItem, MailSettings

#: The kinds that an athlete gets, and those that a coach gets, by their switches.
FOR_ATHLETES = ("programme", "note", "reminder", "retest")
FOR_COACHES = ("note", "pain", "retest", "digest")
SWITCHES = tuple(dict.fromkeys((*FOR_ATHLETES, *FOR_COACHES)))

_SALT = "coaching.mail-stop"


def settings_of(user: User) -> MailSettings:
    """What `user` chose; where they never did, an unsaved row with what everybody gets."""
    try:
        return user.mail_settings
    except MailSettings.DoesNotExist:
        return MailSettings(user=user)


def switch_of(kind: str) -> str:
    """The switch that a kind of mail goes by: athletes and coaches have one for retests."""
    return "retest" if kind == MailItem.Kind.RETESTS else kind


def wants(user: User, kind: str) -> bool:
    """Has `user` not switched it off? Notice of what will be erased always comes."""
    if kind == MailItem.Kind.RETENTION:
        return True
    return bool(getattr(settings_of(user), switch_of(kind)))


def switch_off(user: User, switch: str) -> None:
    """No more mail of that kind to `user`, however often it is said."""
    MailSettings.objects.update_or_create(user=user, defaults={switch: False})


def is_confirmed(user: User) -> bool:
    """Has `user` shown that the address is theirs? Anybody else's is not told about athletes."""
    return EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists()


def coaches_of(club_id: UUID) -> QuerySet[User]:
    """Owners and coaches of a club who may sign in."""
    return User.objects.filter(
        is_active=True,
        memberships__club=club_id,
        memberships__club__archived_on=None,
        memberships__role__in=COACHING_ROLES,
    ).order_by("pk")


def zone_of(settings: MailSettings, athlete: Athlete) -> zoneinfo.ZoneInfo:
    """The time zone that an athlete chose, else their club's."""
    return zoneinfo.ZoneInfo(settings.time_zone or athlete.club.time_zone)


def stop_url(user: User, kind: str) -> str:
    """Where one press ends mails of that kind, signed in or not."""
    token = signing.dumps([user.pk, switch_of(kind)], salt=_SALT)
    return absolute(reverse("mail_stop", args=[token]))


def stop_asked(token: str) -> tuple[User, str]:
    """The reader and the switch that a link was made for. Raises BadSignature, or User.DoesNotExist."""
    pk, switch = signing.loads(token, salt=_SALT)
    return User.objects.get(pk=pk), switch
