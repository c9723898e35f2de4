"""The club that a request is about: the one chosen in the bar, or the first of the user's clubs."""

from collections.abc import Callable
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.models import Club
from accounts.requests import MedialRequest

#: Where the session keeps the id of the club chosen in the bar.
CLUB_KEY = "club"


def current_club(request: HttpRequest) -> Club | None:
    """The chosen club if the user is (still) a member of it, else the first of theirs, else None.

    A form that names its club (`club`) is about that one, whatever was chosen in another tab since; and the
    pages that follow are too. Raises Http404 where it is none of the user's.
    """
    if not request.user.is_authenticated:
        return None
    clubs = {str(pk): membership.club for pk, membership in request.user.memberships_by_club.items()}
    if named := request.POST.get("club", ""):
        if named not in clubs:
            raise Http404
        request.session[CLUB_KEY] = named
    return clubs.get(request.session.get(CLUB_KEY, "")) or next(iter(clubs.values()), None)


class ClubMiddleware:
    """Sets `request.club`, read from the database only where a page uses it. It may wrap None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        club = SimpleLazyObject(lambda: current_club(request))
        cast(MedialRequest, request).club = cast(Club, club)
        return self.get_response(request)
