"""The type of a request after the middleware: a signed-in user, the chosen club, htmx's details."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import Club, User


class MedialRequest(HttpRequest):
    """What a view behind the login receives. `club` is falsy where the user has none."""

    user: User
    club: Club
    htmx: HtmxDetails
