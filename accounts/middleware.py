"""The club that a request is about: the one chosen in the bar, or the first of the user's clubs."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.models import Club
from accounts.requests import MedialRequest

#: Where the session keeps the id of the club chosen in the bar.
CLUB_KEY = "club"


def current_club(request: MedialRequest) -> Club | None:
    """The chosen club if the user is (still) a member of it, else the first of theirs, else None."""
    if not request.user.is_authenticated:
        return None
    clubs = {str(pk): membership.club for pk, membership in request.user.memberships_by_club.items()}
    return clubs.get(request.session.get(CLUB_KEY, "")) or next(iter(clubs.values()), None)


class ClubMiddleware:
    """Sets `request.club`, read from the database only where a page uses it. It may wrap None."""

    def __init__(self, get_response: Callable[[MedialRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: MedialRequest) -> HttpResponse:
        request.club = SimpleLazyObject(lambda: current_club(request))
        return self.get_response(request)
