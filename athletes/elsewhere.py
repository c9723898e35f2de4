"""What was written down about an athlete in the club before stays unread in the club where they are now."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from accounts.models import Club
from athletes.models import Athlete


def was_elsewhere(club: Club, *, athlete: str, at: str) -> Exists:
    """For a query of what was written down: was the athlete whose key is at `athlete` in another club at that
    time, or later? Told by the history of profiles, for as long as that is kept.
    """
    profiles = Athlete.history.filter(id=OuterRef(athlete), history_date__gte=OuterRef(at))
    return Exists(profiles.exclude(club_id=club.pk))
