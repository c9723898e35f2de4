"""The page for an error of the program's own: it may need nothing that could be what broke."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
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
