"""An athlete's thread of notes as one reader sees it, and how much of it is new to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Count, ExpressionWrapper

from accounts.models import User
from athletes.models import Athlete
from coaching.models import Note
from coaching.models.note import new_to, of_this_club
from coaching.noting import mark_read
from coaching.prepared import Prepared, as_uuid

#: Notes a page of the thread, and on the athlete's page.
PAGE, LATEST = 20, 5


@dataclass(frozen=True, slots=True)
class Line:
    """One note with what this reader may do with it; `new` says that they see it for the first time."""

    note: Note
    new: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """Latest first. `page` is None where only the latest are shown; `more` says that there are others."""

    athlete: Athlete
    lines: list[Line]
    may_write: bool
    may_write_private: bool
    page: Page[Any] | None = None
    more: bool = False

    @property
    def new(self) -> int:
        return sum(line.new for line in self.lines)


def thread_of(user: User, athlete: Athlete, *, number: str | None = None, whole: bool = False) -> Thread:
    """The latest notes, or with `whole` page `number` of all of them. What is shown counts as read.

    The two sides have marks of what is new to them; a viewer, who only looks, has none.
    """
    is_new = ExpressionWrapper(new_to(user), output_field=BooleanField())
    seen = Note.objects.visible_to(user).filter(athlete=athlete)
    rows: Any = seen.select_related("author").annotate(new=is_new)
    page = Paginator(rows, PAGE).get_page(number) if whole else None
    notes = list(page.object_list) if page else list(rows[: PAGE + 1])
    shown = notes if page else notes[: max(LATEST, sum(note.new for note in notes[:PAGE]))]
    takes_part = is_part_of(user, athlete)
    if takes_part and any(note.new for note in notes):
        mark_read(user=user, athlete=athlete, notes=shown)
    may_write = takes_part and athlete.archived_on is None and not athlete.has_withdrawn
    lines = [Line(note, takes_part and note.new, may_write and note.author_id == user.pk) for note in shown]
    coaches = user.may_coach(athlete.club_id) and athlete.user_id != user.pk
    return Thread(athlete, lines, may_write, may_write and coaches, page, len(notes) > len(shown))


def is_part_of(user: User, athlete: Athlete) -> bool:
    """Is `user` the athlete, or one of their coaches? Those are who the thread is between."""
    return athlete.user_id == user.pk or user.may_coach(athlete.club_id)


class OwnThread(NamedTuple):
    """An athlete's own profile, and how many notes about it are new to them."""

    athlete: Athlete
    unread: int


def own_threads(user: User, athletes: Iterable[Athlete]) -> list[OwnThread]:
    """The threads of the user's own profiles. One query."""
    own = list(athletes)
    rows = Note.objects.unread_by(user).filter(athlete__in=[one.pk for one in own]).order_by()
    counts = dict(rows.values_list("athlete").annotate(Count("pk")))
    return [OwnThread(one, counts.get(one.pk, 0)) for one in own]


def unread_in_club(user: User, club: UUID) -> dict[UUID, int]:
    """How many notes are new to `user`, by athlete, in a club where they coach. One query."""
    return {as_uuid(athlete): count for athlete, count in _UNREAD.rows(user=user.pk, club=club)}


def _unread(user: int, club: UUID) -> Any:
    return (
        Note.objects.filter(new_to(user), of_this_club(), athlete__club=club)
        .exclude(athlete__consent=Athlete.ConsentState.WITHDRAWN)
        .exclude(private=True, athlete__user=user)
        .order_by()
        .values_list("athlete")
        .annotate(Count("pk"))
    )


_UNREAD = Prepared(_unread, user=0, club=UUID(int=0))
