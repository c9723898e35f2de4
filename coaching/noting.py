"""Writing, mending and reading notes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.ids import uuid7
from accounts.models import User
from athletes.models import Athlete
from coaching.mail.queueing import tell_of_note
from coaching.models import Note, NoteRead


@transaction.atomic
def write_note(*, pk: UUID, athlete: Athlete, author: User, text: str, private: bool) -> Note:
    """A note of the athlete's own, or of a coach; with `private`, for the coaches alone.

    The same `pk` again gives the note that it made the first time and changes nothing.
    """
    made = Note.objects.filter(pk=pk).first()
    if made and made.author_id == author.pk and made.athlete_id == athlete.pk:
        return made
    by_athlete = athlete.user_id == author.pk
    note = Note.objects.create(
        id=uuid7() if made else pk,
        athlete=athlete,
        author=author,
        by_athlete=by_athlete,
        private=private and not by_athlete,
        text=text,
    )
    tell_of_note(note)
    return note


def edit_note(*, note: Note, text: str) -> None:
    """The new words; where they differ, the note says from now on that it was edited."""
    if text != note.text:
        note.text, note.edited_at = text, timezone.now()
        note.save(update_fields=["text", "edited_at"])


def mark_read(*, user: User, athlete: Athlete, notes: Iterable[Note]) -> None:
    """`user` has seen these (one or more), and what was written before them."""
    latest = max(note.created_at for note in notes)
    NoteRead.objects.update_or_create(user=user, athlete=athlete, defaults={"up_to": latest})
