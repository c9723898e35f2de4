"""Erasing a person: asking for it, taking it back for fourteen days, doing it.

What named or described somebody goes: name, notes, answers, pictures, history, mails, consent, account. What
only counts stays, under a key that means nothing any more: that there was a test of these angles on that day.
So a club's counts, and the error that it found by testing twice, stay true.
"""

from __future__ import annotations

import datetime as dt

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session as SignIn
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from accounts.clubs import LastOwner, remove_member
from accounts.models import Invitation, Membership, Role, User
from assessments.models import Assessment, AssessmentPicture, Repeat
from athletes.models import Athlete, Consent, FirstRead
from coaching.held import profiles_of
from coaching.models import (
    Decision,
    DoneExercise,
    MailItem,
    Note,
    NoteRead,
    PrescribedExercise,
    Programme,
    Progression,
    Session,
)
from coaching.models.session import SkipReason
from coaching.withdrawing import keys_of

#: How long it can be taken back.
UNDO = dt.timedelta(days=14)
#: What stands where a name was.
NAMELESS = "–"


@transaction.atomic
def ask_to_be_erased(*, user: User, today: dt.date) -> None:
    """The account with every profile of it goes in fourteen days. Raises LastOwner where a club would be left
    without an owner."""
    for membership in Membership.objects.filter(user=user, role=Role.OWNER):
        others = Membership.objects.filter(club=membership.club_id, role=Role.OWNER).exclude(user=user)
        if not others.exists():
            raise LastOwner
    user.erase_on = today + UNDO
    user.save(update_fields=["erase_on"])
    profiles_of(user).update(erase_on=user.erase_on)


@transaction.atomic
def stay(*, user: User) -> None:
    """Takes that back: nothing is erased, and all is as it was."""
    profiles_of(user).filter(erase_on=user.erase_on).update(erase_on=None)
    user.erase_on = None
    user.save(update_fields=["erase_on"])


def erase_due(today: dt.date) -> tuple[int, int]:
    """Erase whoever is due by that day: how many profiles and how many accounts it were.

    An account that has become a club's only owner meanwhile waits; its profiles don't.
    """
    due = list(Athlete.objects.filter(erase_on__lte=today, erased_on=None))
    for athlete in due:
        erase_athlete(athlete, today=today)
    gone = 0
    for user in User.objects.filter(erase_on__lte=today):
        gone += _erase_account(user, today=today)
    return len(due), gone


@transaction.atomic
def erase_athlete(athlete: Athlete, *, today: dt.date) -> None:
    """Leaves of a profile what counts and nothing that names. Doing it again changes nothing."""
    Athlete.objects.select_for_update().get(pk=athlete.pk)
    MailItem.objects.filter(about__in=keys_of(athlete)).delete()
    for rows in (Note, NoteRead, Consent, FirstRead):
        rows.objects.filter(athlete=athlete).delete()
    AssessmentPicture.objects.filter(assessment__athlete=athlete).delete()
    _blank(athlete)
    _forget_changes(athlete)
    Invitation.objects.filter(athlete=athlete).delete()
    Athlete.squads.through.objects.filter(athlete=athlete).delete()
    Athlete.objects.filter(pk=athlete.pk).update(
        name=NAMELESS,
        born_on=None,
        sex="",
        event="",
        note="",
        user=None,
        consent=Athlete.ConsentState.NONE,
        archived_on=Coalesce(F("archived_on"), today),
        erase_on=None,
        erased_on=today,
    )


def _blank(athlete: Athlete) -> None:
    """Words and answers about health, on rows that stay."""
    Assessment.objects.filter(athlete=athlete).update(
        warm_up="", symptoms=[], compensations=[], note="", pain_left=None, pain_right=None
    )
    Repeat.objects.filter(athlete=athlete).exclude(left_out="").update(left_out=NAMELESS)
    Programme.objects.filter(athlete=athlete, state=Programme.State.RUNNING).update(
        state=Programme.State.STOPPED, ended_on=athlete.club.today()
    )
    Programme.objects.filter(athlete=athlete).update(reasons=[], note="", stop_reason="")
    Decision.objects.filter(athlete=athlete).update(note="")
    Progression.objects.filter(prescribed__programme__athlete=athlete).update(reason=NAMELESS)
    sessions = Session.objects.filter(programme__athlete=athlete)
    sessions.update(note="", pain=None, pain_where="", pain_reported_at=None, effort=None)
    done = DoneExercise.objects.filter(session__programme__athlete=athlete)
    done.exclude(reason__in=["", SkipReason.TIME, SkipReason.PLACE]).update(reason=SkipReason.OTHER)


def _forget_changes(athlete: Athlete) -> None:
    """The history: it holds every word that is blanked here."""
    prescribed = list(
        PrescribedExercise.objects.filter(programme__athlete=athlete).values_list("pk", flat=True)
    )
    Progression.history.filter(prescribed__in=prescribed).delete()
    # A test that was entered for somebody else by mistake has a past under their key.
    tests = Assessment.objects.filter(athlete=athlete).values("pk")
    Assessment.history.filter(Q(athlete=athlete.pk) | Q(id__in=tests)).delete()
    for rows in (Repeat, Programme, Decision):
        rows.history.filter(athlete=athlete.pk).delete()
    profile = Athlete.history.filter(id=athlete.pk)
    for squads in Athlete.history.model._meta.related_objects:
        squads.related_model.objects.filter(history__in=profile).delete()
    profile.delete()


@transaction.atomic
def _erase_account(user: User, *, today: dt.date) -> bool:
    for athlete in profiles_of(user):
        erase_athlete(athlete, today=today)
    try:
        with transaction.atomic():
            for membership in Membership.objects.filter(user=user):
                remove_member(membership=membership)
    except LastOwner:
        return False
    Membership.history.filter(user=user.pk).delete()
    Invitation.objects.filter(email__iexact=user.email).update(email="")
    Invitation.objects.filter(accepted_by=user).update(email="")
    # Every device is signed out; what a sign-in leaves in its session has the address.
    signed_in = UserSession.objects.filter(user=user).values("session_key")
    SignIn.objects.filter(session_key__in=signed_in).delete()
    user.delete()
    return True
