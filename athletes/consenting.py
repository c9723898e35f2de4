"""Consent to being tested and followed: asking for it by mail, giving, recording and withdrawing it.

A link in a mail is signed, not stored: it opens the page of one asking, to agree for thirty days, and for as
long as the consent stands to withdraw it.
"""

from __future__ import annotations

import datetime as dt

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import absolute, letter
from accounts.models import User
from athletes.models import Athlete, Consent

#: The version of the words in templates/athletes/_consent_text.html: other words, another version.
VERSION = "2026-11-22"
OPEN_FOR = dt.timedelta(days=30)
_SALT = "athletes.consent"

State = Athlete.ConsentState
Way = Consent.Way


class Closed(Exception):
    """The link is nobody's, too old, was replaced by a later one, or the profile is not there any more."""


@transaction.atomic
def give(*, athlete: Athlete, way: str, giver: str = "", by: User | None = None) -> Consent:
    """Consent as of today, by the athlete or written down `by` a coach. What was asked by mail is settled."""
    locked = _locked(athlete)
    Consent.objects.filter(athlete=locked, given_on=None).delete()
    today = locked.club.today()
    row = Consent.objects.create(athlete=locked, version=VERSION, way=way, giver=giver, by=by, given_on=today)
    _set_state(athlete, locked, State.GIVEN)
    return row


@transaction.atomic
def ask(*, athlete: Athlete, email: str, by: User) -> Consent:
    """A question to the athlete, or where they are too young to their parent or guardian; the link that was
    sent before opens nothing from here on."""
    locked = _locked(athlete)
    Consent.objects.filter(athlete=locked, given_on=None).delete()
    way = Way.GUARDIAN if locked.needs_guardian else Way.LINK
    return Consent.objects.create(
        athlete=locked, version=VERSION, way=way, email=email, by=by, asked_at=timezone.now()
    )


@transaction.atomic
def answer(*, consent: Consent, giver: str) -> None:
    """Consent by the link in the mail. Raises Closed where it can't be given by that link (any more)."""
    athlete = _locked(consent.athlete)
    row = Consent.objects.filter(pk=consent.pk, given_on=None).first()
    if row is None or not is_open(row) or (row.way == Way.LINK and athlete.needs_guardian):
        raise Closed
    row.giver, row.given_on, row.version = giver, athlete.club.today(), VERSION
    row.save(update_fields=["giver", "given_on", "version"])
    _set_state(consent.athlete, athlete, State.GIVEN)


@transaction.atomic
def take_back(*, athlete: Athlete) -> bool:
    """Withdraws consent as of today; False where it was withdrawn. What follows: `coaching.withdrawing`."""
    locked = _locked(athlete)
    Consent.objects.filter(athlete=locked, given_on=None).delete()
    Consent.objects.standing().filter(athlete=locked).update(withdrawn_on=locked.club.today())
    if locked.has_withdrawn:
        return False
    _set_state(athlete, locked, State.WITHDRAWN)
    return True


def may_be_written_down(athlete: Athlete) -> bool:
    """May a coach write down consent that was given elsewhere? Not for whom a parent or guardian answers, nor
    over the withdrawal of an athlete who can sign in and agree again themselves."""
    return not athlete.needs_guardian and not (athlete.has_withdrawn and athlete.user_id)


def recheck(*, athlete: Athlete) -> None:
    """After a change of the date of birth: whoever turns out to be too young has not agreed yet, unless a
    parent or guardian has. Inside the caller's transaction."""
    standing = Consent.objects.standing().filter(athlete=athlete).exclude(way__in=[Way.GUARDIAN, Way.CARRIED])
    if athlete.has_agreed and athlete.needs_guardian and standing.exists():
        standing.update(withdrawn_on=athlete.club.today())
        _set_state(athlete, athlete, State.NONE)


def is_open(consent: Consent) -> bool:
    """May this question still be answered?"""
    return consent.asked_at is not None and consent.asked_at + OPEN_FOR > timezone.now()


def find(token: str) -> Consent:
    """The question behind a link: open, or given and perhaps withdrawn since. Raises Closed."""
    try:
        pk = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise Closed from None
    rows = Consent.objects.select_related("athlete__club", "by")
    row = rows.filter(pk=pk, athlete__erased_on=None, athlete__club__archived_on=None).first()
    if row is None or (row.given_on is None and (row.athlete.archived_on or not is_open(row))):
        raise Closed
    return row


def path_of(consent: Consent) -> str:
    """Where the link of a question leads."""
    return reverse("consent_link", args=[signing.dumps(str(consent.pk), salt=_SALT)])


def send(consent: Consent) -> bool:
    """Mails the question; False where the mail could not be handed over."""
    athlete = consent.athlete
    mail = letter(
        to=consent.email,
        subject=_("%(club)s asks for your consent") % {"club": athlete.club},
        template="athletes/mail/consent",
        context={
            "athlete": athlete,
            "guardian": consent.way == Way.GUARDIAN,
            "link": absolute(path_of(consent)),
            "days": OPEN_FOR.days,
        },
    )
    try:
        mail.send()
    except OSError:  # smtplib's errors are OSErrors too
        return False
    return True


def _locked(athlete: Athlete) -> Athlete:
    """The row as it is, with its club; two answers at once come one after the other."""
    rows = Athlete.objects.select_for_update(of=("self",)).select_related("club")
    return rows.get(pk=athlete.pk)


def _set_state(given: Athlete, locked: Athlete, state: str) -> None:
    locked.consent = given.consent = state
    locked.save(update_fields=["consent"])
