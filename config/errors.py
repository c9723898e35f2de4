"""What went wrong, or came too often, as a page in Medial's look or in JSON; and the page behind a button."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.mail_away import MailAway

SHEETS = ("vendor/bootstrap.min.css", "css/medial.css")
THEME = "js/theme.js"
#: The largest body that is read, in bytes: a picture of 8 MB and the form around it.
LARGEST = 10 * 1024 * 1024
#: Of what is refused, so much is still taken, in pieces of so much.
_MOST_LET_GO, _PIECE = 64 * 1024 * 1024, 64 * 1024
#: After so many seconds a program may try again.
RETRY_AFTER = 10


@dataclass(frozen=True, slots=True)
class Trouble:
    """A status, and what its page says."""

    status: int
    heading: str | Promise
    text: str | Promise


OWN = Trouble(
    500,
    _("Something went wrong on our side"),
    _("What was saved before is safe. Go back, check whether your last entry is there, and try once more."),
)
AWAY = Trouble(
    503,
    _("Medial can’t get at its data just now"),
    _(
        "What was saved before is safe. What you sent just now may not have been saved: wait a minute, go "
        "back, check whether it is there, and try once more."
    ),
)
FULL = Trouble(
    503,
    _("There is no room left on our side"),
    _(
        "What you sent just now was not saved; what was saved before is safe. Try again later, and tell "
        "whoever looks after this Medial."
    ),
)
NO_MAIL = Trouble(
    503,
    _("The mail could not be sent"),
    _("Our mail server doesn’t answer, and nothing was changed. Try again in a few minutes."),
)
TOO_LARGE = Trouble(
    413,
    _("That is too much at once"),
    _("Nothing was saved. Send less at a time: a picture of at most 8 MB, or fewer rows."),
)
UNREADABLE = Trouble(
    400,
    _("That could not be read"),
    _("Nothing was saved. Go back, reload the page, and try once more."),
)

_TOO_LARGE_ERRORS = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
#: What databases say where they can't write for want of room: SQLite's words, PostgreSQL's code.
_FULL_WORDS, _FULL_CODE = "disk is full", "53100"


def server_error(request: HttpRequest) -> HttpResponse:
    """The answer to an exception that nobody caught: of our own making, or for want of something."""
    return _answer(request, _trouble(sys.exc_info()[1]))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        # Refused by its length as well, and not read.
        let_go(request)
    return _answer(request, TOO_LARGE if isinstance(exception, _TOO_LARGE_ERRORS) else UNREADABLE)


def _trouble(error: BaseException | None) -> Trouble:
    if isinstance(error, MailAway):
        return NO_MAIL
    if isinstance(error, UnreadablePostError):
        return UNREADABLE
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FULL
    if isinstance(error, OperationalError | InterfaceError):
        code = getattr(error.__cause__, "sqlstate", None)
        return FULL if code == _FULL_CODE or _FULL_WORDS in str(error) else AWAY
    return OWN


def _answer(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """Medial's look where the static files' names can be found, the same words without it where not.

    Rendered without the request, so that no context processor, session or row is read.
    """
    headers = {"Cache-Control": "private, no-store"}
    if trouble.status == 503:
        headers["Retry-After"] = str(RETRY_AFTER)
    if request.headers.get("HX-Request") and request.method == "GET":
        # A part of a page can't show this: its whole page is opened, and says so or is right again.
        headers["HX-Redirect"] = request.get_full_path()
    if request.path.startswith("/api/"):
        detail = f"{trouble.heading}. {trouble.text}"
        return JsonResponse({"detail": detail}, status=trouble.status, headers=headers)
    look: dict[str, object] = {"trouble": trouble}
    # Not where the manifest lacks a name, or there is none.
    with suppress(ValueError, OSError):
        look |= {"sheets": [static(sheet) for sheet in SHEETS], "theme": static(THEME)}
    return HttpResponse(render_to_string("500.html", look), status=trouble.status, headers=headers)


def let_go(request: HttpRequest) -> None:
    """Take what is sent and keep none of it: whoever is cut off while sending never sees the answer."""
    with suppress(OSError):
        for _piece in range(_MOST_LET_GO // _PIECE):
            if not request.read(_PIECE):
                return


class TooLargeMiddleware:
    """Refuses a body by its length: nothing is parsed, and nothing is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > LARGEST:
            let_go(request)
            return _answer(request, TOO_LARGE)
        return self.get_response(request)


def too_many(request: HttpRequest) -> HttpResponse:
    """For who came too often: allauth's limits and Medial's own answer with it."""
    page = render(request, "429.html", status=429)
    page["Retry-After"] = "300"
    return page


class NotByLinkMiddleware:
    """Opening the address of a button, as signing in again in mid-press does, shows a page of Medial's own:
    the empty answer of `@require_POST` is the browser's error page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET" or response.content:
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page
