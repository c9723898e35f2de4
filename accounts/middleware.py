"""What surrounds every request: its language, its club, and that nobody keeps a copy of the answer."""

from collections.abc import Callable
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from accounts.models import Club
from accounts.requests import MedialRequest

#: Where the session keeps the id of the club chosen in the bar.
CLUB_KEY = "club"
#: The field of a form that names the club it was opened for.
CLUB_FIELD = "in_club"


def current_club(request: HttpRequest) -> Club | None:
    """The chosen club if the user is (still) a member of it, else the first of theirs, else None."""
    if not request.user.is_authenticated:
        return None
    clubs = {str(pk): membership.club for pk, membership in request.user.memberships_by_club.items()}
    return clubs.get(request.session.get(CLUB_KEY, "")) or next(iter(clubs.values()), None)


def choose_club(request: HttpRequest, pk: str) -> None:
    """Makes it the club of this and the next requests. Raises Http404 for any but the user's own."""
    user = request.user
    if not user.is_authenticated or pk not in {str(own) for own in user.memberships_by_club}:
        raise Http404
    request.session[CLUB_KEY] = pk


class LanguageMiddleware:
    """Speaks the language that the user has chosen; LocaleMiddleware has found the browser's before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.user.language:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class NotStoredMiddleware:
    """Whoever is signed in gets pages that neither a browser nor a proxy keeps: after signing out of a shared
    machine, its Back button shows nobody's athletes. An answer that says how it may be kept is left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class ClubMiddleware:
    """Sets `request.club`, read from the database only where a page uses it. It may wrap None.

    A form that names its club is about that one, whatever was chosen in another tab since it was opened.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        club = SimpleLazyObject(lambda: current_club(request))
        cast(MedialRequest, request).club = cast(Club, club)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Runs before the view, after the check of the CSRF token."""
        if named := request.POST.get(CLUB_FIELD):
            choose_club(request, named)
