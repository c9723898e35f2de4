"""Writing down who reads about an athlete for the first time."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef

from accounts.models import User
from athletes.models import FirstRead


def read_before(user: User, athlete: str = "pk") -> Exists:
    """For the query that fetches a page's row: has `user` read about the athlete at the end of that path?

    Annotated as `read_before`, it costs no query of its own.
    """
    return Exists(FirstRead.objects.filter(athlete=OuterRef(athlete), reader=user))


def write_down(*, athlete_id: UUID, reader: User) -> None:
    """From now on it is known that `reader` has read about this athlete; two pages at once make one row."""
    FirstRead.objects.bulk_create([FirstRead(athlete_id=athlete_id, reader=reader)], ignore_conflicts=True)
