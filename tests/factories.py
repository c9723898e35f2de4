"""Rows for tests: plain functions with keywords, each making only what was left out."""

import datetime as dt
import itertools
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Club, Invitation, Membership, Role, User
from assessments.domain.trials import mean
from assessments.models import Assessment, AssessmentPicture, ErrorStudy, Repeat
from athletes.models import Athlete, Squad
from coaching.models import Exercise, Note, PrescribedExercise, Programme, Session
from tests.pictures import picture

PASSWORD = "a long enough password"

GREY = picture(size=(80, 60)).read()

_count = itertools.count(1)


def make_user(*, email: str = "", name: str = "", **fields: Any) -> User:
    n = next(_count)
    return User.objects.create_user(
        email or f"user{n}@example.org", PASSWORD, name=name or f"User {n}", **fields
    )


def confirm(user: User) -> User:
    """The same user, whose address is known to be theirs."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


def make_club(*, name: str = "Riverside Harriers", **fields: Any) -> Club:
    return Club.objects.create(name=name, **fields)


def join(user: User, club: Club, role: str = Role.COACH) -> User:
    Membership.objects.create(user=user, club=club, role=role)
    return user


def make_invitation(*, club: Club, kind: str = Invitation.Kind.COACH, **fields: Any) -> Invitation:
    """An open invitation whose link nobody knows."""
    defaults: dict[str, Any] = {
        "token_hash": f"{next(_count):064d}",
        "expires_at": timezone.now() + dt.timedelta(days=14),
    }
    return Invitation.objects.create(club=club, kind=kind, **defaults | fields)


def make_squad(*, club: Club, name: str = "Marathon group") -> Squad:
    return Squad.objects.create(club=club, name=name)


def make_athlete(
    *, club: Club | None = None, name: str = "", squads: list[Squad] | None = None, **fields: Any
) -> Athlete:
    """One who agreed to being tested, unless told otherwise."""
    fields.setdefault("consent", Athlete.ConsentState.GIVEN)
    athlete = Athlete.objects.create(
        club=club or make_club(), name=name or f"Athlete {next(_count)}", **fields
    )
    if squads:
        athlete.squads.set(squads)
    return athlete


def make_assessment(
    *,
    athlete: Athlete | None = None,
    left: float | list[float] | None = 38.0,
    right: float | list[float] | None = 40.0,
    tested_on: dt.date | None = None,
    **fields: Any,
) -> Assessment:
    """A test, seated, active, by inclinometer, today unless told otherwise; a number is one trial."""
    athlete = athlete or make_athlete()
    today = athlete.club.today()
    left_trials = _trials(left)
    right_trials = _trials(right)
    return Assessment.objects.create(
        athlete=athlete,
        tested_on=tested_on or today,
        saved_on=today,
        left_trials=left_trials,
        right_trials=right_trials,
        left_degrees=mean(left_trials) if left_trials else None,
        right_degrees=mean(right_trials) if right_trials else None,
        **fields,
    )


def make_picture(*, assessment: Assessment, **fields: Any) -> AssessmentPicture:
    """A small grey picture that is kept with the test."""
    defaults: dict[str, Any] = {
        "image": ContentFile(GREY, name="grey.jpeg"),
        "consent": True,
        "consented_on": assessment.athlete.club.today(),
    }
    return AssessmentPicture.objects.create(assessment=assessment, **defaults | fields)


def make_study(*, club: Club, tester: User, **fields: Any) -> ErrorStudy:
    """An open study of its tester's error: seated, active, by inclinometer, one trial a hip."""
    method = {"position": "seated", "motion": "active", "instrument": "inclinometer", "trials": 1}
    return ErrorStudy.objects.create(
        club=club, tester=tester, started_on=club.today(), **{**method, **fields}
    )


def make_repeat(*, study: ErrorStudy, first: tuple[float, float] = (30.0, 40.0), **fields: Any) -> Repeat:
    """Somebody's first reading, of a while ago."""
    fields.setdefault("athlete", make_athlete(club=study.club))
    fields.setdefault("first_at", timezone.now() - dt.timedelta(minutes=20))
    return Repeat.objects.create(study=study, first_left=first[0], first_right=first[1], **fields)


def make_pairs(*, study: ErrorStudy, people: int, spread: float = 3.0, shift: float = 0.0) -> None:
    """That many athletes tested twice; `spread` is the largest difference in degrees, up and down."""
    for n in range(people):
        error = spread * (-1) ** n * (1 + n % 3) / 3
        second = {"second_left": 30.0 + shift + error, "second_right": 40.0 + shift + error / 2}
        make_repeat(study=study, second_at=timezone.now(), **second)


def _trials(value: float | list[float] | None) -> list[float]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def make_exercise(*, name: str = "", **fields: Any) -> Exercise:
    n = next(_count)
    defaults: dict[str, Any] = {
        "slug": f"exercise-{n}",
        "name": name or f"Exercise {n}",
        "kind": Exercise.Kind.STRETCH,
        "steps": "Lie down.\nLet go.",
        "hold_seconds": 30,
        "state": Exercise.State.PUBLISHED,
    }
    return Exercise.objects.create(**defaults | fields)


def make_programme(
    *,
    athlete: Athlete | None = None,
    exercises: list[Exercise] | None = None,
    starts_on: dt.date | None = None,
    weeks: int = 6,
    **fields: Any,
) -> Programme:
    """A running programme that starts today, of one exercise unless told otherwise."""
    athlete = athlete or make_athlete()
    starts_on = starts_on or athlete.club.today()
    defaults: dict[str, Any] = {
        "emphasis": "stretch_first",
        "reasons": ["Left 29.0° is below 35°."],
        "retest_on": starts_on + dt.timedelta(weeks=weeks),
    }
    programme = Programme.objects.create(
        athlete=athlete, starts_on=starts_on, weeks=weeks, **defaults | fields
    )
    for order, exercise in enumerate(exercises or [make_exercise()], start=1):
        PrescribedExercise.objects.create(
            programme=programme,
            exercise=exercise,
            order=order,
            sets=exercise.sets,
            hold_seconds=exercise.hold_seconds,
            reps_low=exercise.reps_low,
            reps_high=exercise.reps_high,
            rest_seconds=exercise.rest_seconds,
            days_per_week=exercise.days_per_week,
        )
    return programme


def make_session(
    *, programme: Programme, done_on: dt.date | None = None, outcome: str = "done", **fields: Any
) -> Session:
    """A day's work with the same outcome for every exercise of the programme."""
    session = Session.objects.create(
        programme=programme, done_on=done_on or programme.athlete.club.today(), **fields
    )
    for prescribed in programme.exercises.all():
        session.exercises.create(
            prescribed=prescribed,
            outcome=outcome,
            sets_left=prescribed.sets_left if outcome == "done" else 0,
            sets_right=prescribed.sets_right if outcome == "done" else 0,
        )
    return session


def make_note(*, athlete: Athlete, author: User, text: str = "Well done.", **fields: Any) -> Note:
    return Note.objects.create(
        athlete=athlete, author=author, text=text, by_athlete=athlete.user_id == author.pk, **fields
    )
