"""What was written down about an athlete in the club before stays unread in the club where they are now."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from athletes.models import Athlete


def was_elsewhere(*, at: str) -> Exists:
    """For a query of what was written down about an `athlete`: were they in another club than now at the time
    `at`, or later? Told by the history of profiles, for as long as that is kept.
    """
    profiles = Athlete.history.filter(id=OuterRef("athlete_id"), history_date__gte=OuterRef(at))
    return Exists(profiles.exclude(club_id=OuterRef("athlete__club_id")))
