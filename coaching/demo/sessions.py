"""The demo's logged sessions: most of what was due, some of it partly, some skipped with a reason."""

import datetime as dt
import random

from coaching.domain.schedule import due_on, last_day
from coaching.models import DoneExercise, PrescribedExercise, Programme, Session
from coaching.models.session import SkipReason

REASONS = (SkipReason.TIME, SkipReason.TIRED, SkipReason.PLACE)


def log_sessions(
    programme: Programme, *, share: float, pains: dict[int, int], today: dt.date, chance: random.Random
) -> None:
    """Log the days up to yesterday or the end: `share` of them done, with `pains` (0–10) by days ago."""
    exercises = list(programme.exercises.all())
    last = min(
        today - dt.timedelta(days=1), programme.ended_on or last_day(programme.starts_on, programme.weeks)
    )
    sessions, done = [], []
    for passed in range((last - programme.starts_on).days + 1):
        day = programme.starts_on + dt.timedelta(days=passed)
        due = [item for item in exercises if due_on(day, programme.starts_on, item.days_per_week)]
        pain = pains.get((today - day).days)
        if not due or (pain is None and chance.random() > share + 0.04):
            continue
        session = Session(
            programme=programme,
            done_on=day,
            pain=chance.choice((0, 0, 0, 1, 2)) if pain is None else pain,
            effort=chance.randint(2, 6),
            note="" if pain is None else "Front of the hip, on the lift.",
        )
        sessions.append(session)
        done += [_outcome(session, item, chance) for item in due]
    Session.objects.bulk_create(sessions)
    DoneExercise.objects.bulk_create(done)


def _outcome(session: Session, item: PrescribedExercise, chance: random.Random) -> DoneExercise:
    drawn = chance.random()
    if drawn < 0.04:
        return DoneExercise(
            session=session, prescribed=item, outcome="skipped", reason=chance.choice(REASONS)
        )
    if drawn < 0.1:
        left, right = max(item.sets_left - 1, 0), max(item.sets_right - 1, 0)
        return DoneExercise(
            session=session, prescribed=item, outcome="partly", sets_left=left, sets_right=right
        )
    return DoneExercise(
        session=session, prescribed=item, outcome="done", sets_left=item.sets_left, sets_right=item.sets_right
    )
