"""Where an athlete's pain becomes a report to the coach."""

from __future__ import annotations

from django.utils import timezone

from coaching.domain.adherence import is_new_report, pain_stops
from coaching.models import Session


def record_pain(session: Session, *, told: int | None) -> bool:
    """Note on the session, which is about to be saved, that its pain is reported to the coach.

    `told` is the pain of that day as it stood before, None where none was told. True exactly where there is
    something new to tell: the same report sent twice, or a note added to it, tells nobody again. Called for
    every way in which a day is logged, inside its transaction: whatever is sent because of it goes by
    `transaction.on_commit`, or reads `pain_reported_at` later.
    """
    is_new = is_new_report(session.pain, told=told)
    if is_new:
        session.pain_reported_at = timezone.now()
    elif not pain_stops(session.pain):
        session.pain_reported_at = None
    return is_new
