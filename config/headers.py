"""What every answer says to the browser beside its content policy, and which methods a page knows."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.security import SecurityMiddleware

#: What measuring, its guided routine and signing in by a passkey need of a device.
NEEDED = (
    "accelerometer",
    "camera",
    "gyroscope",
    "magnetometer",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
)
#: What else a browser could be asked for, and never is.
REFUSED = (
    "bluetooth",
    "browsing-topics",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "hid",
    "idle-detection",
    "local-fonts",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
PERMISSIONS_POLICY = ", ".join([*(f"{name}=(self)" for name in NEEDED), *(f"{name}=()" for name in REFUSED)])

#: A page is read or a form is sent; the API says itself what it takes.
PAGE_METHODS = ("GET", "HEAD", "POST")


class HeadersMiddleware:
    """Adds the permissions policy to pages, and keeps other sites from embedding any answer, files too.

    Django's headers as well: it adds them itself, but not to the probes, nor where it refuses a name that
    isn't ours.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._djangos = SecurityMiddleware(get_response).process_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in PAGE_METHODS or request.path.startswith("/api/"):
            response = self.get_response(request)
        else:
            response = HttpResponseNotAllowed(PAGE_METHODS)
        if response.get("Content-Type", "").startswith("text/html"):
            response["Permissions-Policy"] = PERMISSIONS_POLICY
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return self._djangos(request, response)
