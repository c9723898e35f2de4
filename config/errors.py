"""The page for an error of the program's own: it may need nothing that could be what broke."""

from django.http import HttpRequest, HttpResponseServerError
from django.template.loader import render_to_string
from django.templatetags.static import static

SHEETS = ("vendor/bootstrap.min.css", "css/medial.css")
THEME = "js/theme.js"


def server_error(_request: HttpRequest) -> HttpResponseServerError:
    """Medial's look where the static files' names can be found, the same words without it where not.

    Rendered without the request, so that no context processor, session or row is read.
    """
    try:
        look: dict[str, object] = {"sheets": [static(sheet) for sheet in SHEETS], "theme": static(THEME)}
    except (ValueError, OSError):  # a name the manifest lacks, or no manifest
        look = {}
    return HttpResponseServerError(render_to_string("500.html", look))
