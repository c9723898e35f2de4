"""Everything that Medial holds on one person, table by table: what a download contains, and all of it.

Whole rows, every column, so that a field that is added later is in without anybody thinking of it. Left out
are secrets (`SECRET`) that would only open something, and keys of what is not about this person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, Field, ForeignKey, Model, OuterRef, Q, QuerySet

from accounts.models import ApiToken, Invitation, Membership, User
from assessments.models import Assessment, AssessmentPicture, Repeat
from athletes.models import Athlete, Consent, FirstRead, Squad
from coaching.models import (
    CalendarFeed,
    Decision,
    DoneExercise,
    MailItem,
    MailSettings,
    Note,
    NoteRead,
    PrescribedExercise,
    Programme,
    Progression,
    Session,
)

#: Columns that prove who somebody is. They would open an account or a link to whoever finds the download.
SECRET = frozenset({"password", "token_hash", "session_key", "data", "claimed_by", "claimed_until"})


@dataclass(frozen=True)
class Part:
    """One table of the download: its name there, and this person's rows."""

    name: str
    rows: QuerySet[Any]

    @property
    def model(self) -> type[Model]:
        return cast(type[Model], self.rows.model)

    @cached_property
    def fields(self) -> list[Field[Any, Any]]:
        return [field for field in self.model._meta.concrete_fields if field.name not in SECRET]

    @property
    def columns(self) -> list[str]:
        return [field.name for field in self.fields]

    def values(self) -> Iterator[list[Any]]:
        """Each row's values in the order of `columns`: people by their names, other rows by their keys."""
        people = [field.name for field in self.fields if _is_person(field)]
        for row in self.rows.select_related(*people):
            yield [self._value(row, field) for field in self.fields]

    def _value(self, row: Model, field: Field[Any, Any]) -> Any:
        if _is_person(field):
            person = getattr(row, field.name)
            return str(person) if person else None
        if field.get_internal_type() in ("FileField", "ImageField"):
            return getattr(row, field.name).name
        return field.value_from_object(row)


def _is_person(field: Field[Any, Any]) -> bool:
    return isinstance(field, ForeignKey) and field.related_model is User


def profiles_of(user: User) -> QuerySet[Athlete]:
    """All of this person's profiles: archived ones, and those in an archived club, are theirs as well."""
    return Athlete.objects.filter(user=user, erased_on=None)


def held_on(user: User) -> list[Part]:
    """The parts, from the account to the last note."""
    return [*_account(user), *_profiles(user), *_work(user), *_histories(user)]


def pictures_of(user: User) -> QuerySet[AssessmentPicture]:
    """The pictures that are kept with this person's tests."""
    pictures = AssessmentPicture.objects.filter(assessment__athlete__in=profiles_of(user))
    return pictures.select_related("assessment").order_by("assessment__tested_on", "pk")


def _account(user: User) -> list[Part]:
    about = [str(pk) for pk in profiles_of(user).values_list("pk", flat=True)]
    mails = Q(recipient=user) | Q(about__in=about)
    return [
        Part("account", User.objects.filter(pk=user.pk)),
        Part("addresses", EmailAddress.objects.filter(user=user)),
        Part("second_factors", Authenticator.objects.filter(user=user)),
        Part("sign_ins", UserSession.objects.filter(user=user)),
        Part("api_tokens", ApiToken.objects.filter(user=user)),
        Part("memberships", Membership.objects.filter(user=user)),
        Part("invitations", Invitation.objects.filter(Q(accepted_by=user) | Q(email__iexact=user.email))),
        Part("mail_settings", MailSettings.objects.filter(user=user)),
        Part("mails", MailItem.objects.filter(mails)),
        Part("calendar_link", CalendarFeed.objects.filter(user=user)),
    ]


def _profiles(user: User) -> list[Part]:
    profiles = profiles_of(user)
    return [
        Part("profiles", profiles),
        Part("squads", Squad.objects.filter(athletes__in=profiles).distinct()),
        Part("consents", Consent.objects.filter(athlete__in=profiles)),
        Part("first_read_by", FirstRead.objects.filter(athlete__in=profiles)),
        Part("notes", Note.objects.filter(athlete__in=profiles)),
        Part("notes_read", NoteRead.objects.filter(Q(athlete__in=profiles) | Q(user=user))),
        Part("decisions", Decision.objects.filter(athlete__in=profiles)),
    ]


def _work(user: User) -> list[Part]:
    profiles = profiles_of(user)
    return [
        Part("tests", Assessment.objects.filter(athlete__in=profiles)),
        Part("pictures", AssessmentPicture.objects.filter(assessment__athlete__in=profiles)),
        Part("repeat_readings", Repeat.objects.filter(athlete__in=profiles)),
        Part("programmes", Programme.objects.filter(athlete__in=profiles)),
        Part("prescribed", PrescribedExercise.objects.filter(programme__athlete__in=profiles)),
        Part("progressions", Progression.objects.filter(prescribed__programme__athlete__in=profiles)),
        Part("sessions", Session.objects.filter(programme__athlete__in=profiles)),
        Part("exercises_done", DoneExercise.objects.filter(session__programme__athlete__in=profiles)),
    ]


def _histories(user: User) -> list[Part]:
    """Who changed what: kept by django-simple-history, in tables of its own."""
    profiles = profiles_of(user)
    prescribed = PrescribedExercise.objects.filter(programme__athlete__in=profiles)
    return [
        Part("history_of_memberships", Membership.history.filter(user=user)),
        Part("history_of_profiles", Athlete.history.filter(id__in=profiles.values("pk"))),
        Part("history_of_tests", _past_of_tests(profiles)),
        Part("history_of_repeat_readings", Repeat.history.filter(athlete__in=profiles)),
        Part("history_of_programmes", Programme.history.filter(athlete__in=profiles)),
        Part("history_of_decisions", Decision.history.filter(athlete__in=profiles)),
        Part("history_of_progressions", Progression.history.filter(prescribed__in=prescribed)),
    ]


def _past_of_tests(profiles: QuerySet[Athlete]) -> QuerySet[Any]:
    """Of the tests that are theirs, or were when they were deleted. One that was entered for them by mistake
    is about somebody else."""
    tests = Assessment.objects.filter(athlete__in=profiles)
    of_another = Assessment.objects.filter(pk=OuterRef("id")).exclude(athlete__in=profiles)
    theirs = Q(id__in=tests.values("pk")) | Q(athlete__in=profiles)
    past: QuerySet[Any] = Assessment.history.filter(~Exists(of_another), theirs)
    return past
