"""The demo's thread of notes: a question, its answer, and what the coach keeps for the coaches."""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from athletes.models import Athlete
from coaching.models import Note

#: Days ago, whether the athlete wrote it, whether it is only for coaches, and the words.
NOTES = (
    (9, True, False, "The left side pinches a little at the end of the stretch. Should I go less far?"),
    (8, False, False, "Yes: stop before the pinch, and tell me on Thursday how it was."),
    (8, False, True, "Look at her left hip on Thursday, and ask about pain at night."),
    (1, True, False, "Much better this week. Stairs are fine too."),
)


def write_notes(athlete: Athlete, *, runner: User, coach: User) -> None:
    """The notes of one athlete. The last one is new to the coach."""
    Note.objects.bulk_create(
        Note(
            athlete=athlete,
            author=runner if by_athlete else coach,
            by_athlete=by_athlete,
            private=private,
            text=text,
            created_at=timezone.now() - dt.timedelta(days=ago),
        )
        for ago, by_athlete, private, text in NOTES
    )
