"""A coach, and fifty people who are about to write, made in the database of DATABASE_URL: a JSON list.

A program of its own (`python -m tests.survival.scene`): the tests that break a database have none themselves.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any

import django

COACHES, ATHLETES = 1 + 25, 25
TOKEN = "a" * 32


def people() -> list[dict[str, Any]]:
    """Coaches with an athlete to test, then athletes with a programme: whom or what they write of."""
    from tests.factories import join, make_athlete, make_club, make_exercise, make_programme, make_user

    club = make_club()
    today = club.today()
    coaches: list[dict[str, Any]] = [
        {"cookie": cookie(join(make_user(), club)), "athlete": str(make_athlete(club=club).pk)}
        for _ in range(COACHES)
    ]
    exercises = [make_exercise(), make_exercise()]
    athletes: list[dict[str, Any]] = []
    for _ in range(ATHLETES):
        athlete = make_athlete(club=club, user=make_user())
        programme = make_programme(
            athlete=athlete, exercises=exercises, starts_on=today - dt.timedelta(days=10)
        )
        prescribed = list(programme.exercises.values_list("pk", flat=True))
        athletes.append(
            {"cookie": cookie(athlete.user), "programme": str(programme.pk), "prescribed": prescribed}
        )
    return [{**one, "today": str(today)} for one in (*coaches, *athletes)]


def cookie(user: Any) -> str:
    """What a browser sends that is signed in."""
    from tests.cast import signed_in

    return f"sessionid={signed_in(user).cookies['sessionid'].value}; csrftoken={TOKEN}"


if __name__ == "__main__":
    django.setup()
    json.dump(people(), sys.stdout)
