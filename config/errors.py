"""The pages for an error of the program's own, for coming too often, and behind the address of a button."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _

SHEETS = ("vendor/bootstrap.min.css", "css/medial.css")
THEME = "js/theme.js"


def server_error(request: HttpRequest) -> HttpResponse:
    """Medial's look where the static files' names can be found, the same words without it where not.

    Rendered without the request, so that no context processor, session or row is read. The API says it in
    JSON.
    """
    if request.path.startswith("/api/"):
        sentence = _("Something went wrong on our side. Try again in a moment.")
        return JsonResponse({"detail": sentence}, status=500, headers={"Cache-Control": "private, no-store"})
    try:
        look: dict[str, object] = {"sheets": [static(sheet) for sheet in SHEETS], "theme": static(THEME)}
    except (ValueError, OSError):  # a name the manifest lacks, or no manifest
        look = {}
    return HttpResponseServerError(render_to_string("500.html", look))


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
