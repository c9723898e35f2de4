"""Saving a test: once however often it is sent, and never over somebody else's change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from assessments.domain.trials import mean
from assessments.models import Assessment
from athletes.models import Athlete


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one test says, checked: trials in degrees, pains 0–10, keys of symptoms and compensations."""

    tested_on: dt.date
    position: str
    motion: str
    instrument: str
    warm_up: str = ""
    left_trials: tuple[float, ...] = ()
    right_trials: tuple[float, ...] = ()
    pain_left: int | None = None
    pain_right: int | None = None
    symptoms: tuple[str, ...] = ()
    compensations: tuple[str, ...] = ()
    note: str = ""

    @classmethod
    def of(cls, assessment: Assessment) -> Entry:
        """What a stored test says."""
        stored = ((name, getattr(assessment, name)) for name in NAMES)
        values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in stored}
        return cls(**values)

    def columns(self) -> dict[str, Any]:
        """The same as the model's fields, with the mean of each hip."""
        values = {name: getattr(self, name) for name in NAMES}
        columns = {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}
        for side in ("left", "right"):
            trials = columns[f"{side}_trials"]
            columns[f"{side}_degrees"] = mean(trials) if trials else None
        return columns


#: What an entry holds, by the names of the model's fields.
NAMES = tuple(field.name for field in fields(Entry))


class Conflict(Exception):
    """Somebody else saved the same test meanwhile; `stored` is the row as it is now."""

    def __init__(self, stored: Assessment) -> None:
        super().__init__(f"the test is at version {stored.version}")
        self.stored = stored


class Taken(Exception):
    """The id belongs to a test of another athlete, or to one that is not this tester's to know of yet."""


def save_assessment(
    *, pk: UUID, athlete: Athlete, tester: User, entry: Entry, version: int | None = None
) -> Assessment:
    """Store `entry` as the test `pk`, and return the row; one transaction.

    A new `pk` makes a test. A known one is changed if `version` is the stored one; where it already says the
    same, nothing is written, so that sending twice is harmless. Raises Conflict where the stored row says
    something else at another version (None: whoever sends knows of no stored row), and Taken.
    """
    store = partial(_store, pk=pk, athlete=athlete, tester=tester, entry=entry, version=version)
    try:
        with transaction.atomic():
            return store()
    except IntegrityError:
        # The same test, sent twice at once: the other one came first, and is there now.
        with transaction.atomic():
            return store()


def _store(*, pk: UUID, athlete: Athlete, tester: User, entry: Entry, version: int | None) -> Assessment:
    stored = Assessment.objects.select_for_update().filter(pk=pk).first()
    today = athlete.club.today()
    if stored is None:
        return Assessment.objects.create(
            pk=pk, athlete=athlete, tester=tester, saved_on=today, **entry.columns()
        )
    hidden = not athlete.has_agreed and stored.tester_id != tester.pk
    if stored.athlete_id != athlete.pk or hidden:
        raise Taken
    stored.athlete = athlete
    if Entry.of(stored) == entry:
        return stored
    if version != stored.version:
        raise Conflict(stored)
    for name, value in entry.columns().items():
        setattr(stored, name, value)
    stored.saved_on = today
    stored.version += 1
    stored.save()
    return stored
