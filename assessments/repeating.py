"""Testing the same athletes twice: starting a study, keeping its readings, putting its result to use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Club, User
from assessments.domain.error import OwnSem
from assessments.domain.findings import Side
from assessments.errors_of_club import keep_own
from assessments.models import ErrorStudy, MeasurementError, Repeat
from athletes.models import Athlete

METHOD = ("position", "motion", "instrument")
_NAMES = {1: "first", 2: "second"}


class Stale(Exception):
    """The reading was entered on a page that is out of date: the athlete's turn is another one by now."""


@transaction.atomic
def start_study(*, club: Club, tester: User, choices: Mapping[str, Any]) -> ErrorStudy:
    """The tester's open study of that method, made where there is none; it goes on with the chosen squad.

    A study that has readings keeps its number of trials: both rounds are alike.
    """
    # Whoever starts one in this club waits here: the second finds what the first one made.
    Club.objects.select_for_update(no_key=True).get(pk=club.pk)
    method = {name: choices[name] for name in METHOD}
    study = ErrorStudy.objects.open().filter(club=club, tester=tester, **method).first()
    if study is None:
        return ErrorStudy.objects.create(
            club=club,
            tester=tester,
            started_on=club.today(),
            squad=choices["squad"],
            trials=choices["trials"],
            **method,
        )
    study.squad = choices["squad"]
    if not study.repeats.exists():
        study.trials = choices["trials"]
    study.save()
    return study


@transaction.atomic
def keep_reading(*, study: ErrorStudy, athlete: Athlete, turn: int, means: Mapping[Side, float]) -> Repeat:
    """Store the reading of that turn, 1 or 2: each hip's mean in degrees. Sending it again changes nothing.

    Until the second reading is there, a first one may be measured again, and takes the place of the other.
    Raises Stale where that turn is over, or has not come.
    """
    # Two forms sent at once come one after the other.
    ErrorStudy.objects.select_for_update().get(pk=study.pk)
    repeat = Repeat.objects.filter(study=study, athlete=athlete).first()
    values = {f"{_NAMES[turn]}_{side}": means.get(side) for side in ("left", "right")}
    if repeat and repeat.second_at is not None:
        if any(getattr(repeat, name) != value for name, value in values.items()):
            raise Stale
        return repeat
    if turn == 2 and (repeat is None or set(means) != set(repeat.hips)):
        raise Stale
    kept = repeat or Repeat(study=study, athlete=athlete)
    if any(getattr(kept, name) != value for name, value in values.items()):
        for name, value in {**values, f"{_NAMES[turn]}_at": timezone.now()}.items():
            setattr(kept, name, value)
        kept.save()
    return kept


def put_to_use(*, study: ErrorStudy, result: OwnSem) -> MeasurementError:
    """Makes the result the club's own error of that method, in the place of the default."""
    row = MeasurementError(
        club=study.club,
        **{name: getattr(study, name) for name in METHOD},
        sem=round(result.degrees, 2),
        grade=MeasurementError.Grade.A,
        source=_source(study, result),
        study=study,
    )
    keep_own(club=study.club, row=row)
    return row


def _source(study: ErrorStudy, result: OwnSem) -> str:
    """Such as "Own, 24 pairs by one tester, 22 November 2026." It outlives accounts, so no name."""
    pairs = ngettext("%(n)d pair", "%(n)d pairs", result.people) % {"n": result.people}
    words = {"pairs": pairs, "day": date_format(study.club.today(), "DATE_FORMAT")}
    return _("Own, %(pairs)s by one tester, %(day)s.") % words


def go_back_to_default(*, study: ErrorStudy) -> None:
    """Takes away what this study put to use; a value that the club has from elsewhere stays."""
    MeasurementError.objects.filter(club=study.club, study=study).delete()


def close_study(*, study: ErrorStudy, on: dt.date) -> None:
    """Ends the study; the next one of that method starts from nothing. Its result stays in use."""
    ErrorStudy.objects.filter(pk=study.pk, closed_on=None).update(closed_on=on)


def leave_out(*, repeat: Repeat, reason: str) -> None:
    """Takes a pair out of the count, with its reason; an empty reason takes it in again."""
    repeat.left_out = reason
    repeat.save(update_fields=["left_out"])
