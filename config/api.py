"""The JSON API at /api/v1/, put together from the apps' routers, and what holds for every answer of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser
from ninja.security import HttpBearer, SessionAuth
from ninja.utils import check_csrf

from accounts.api import shape_faults
from accounts.limits import within_api_limit
from accounts.models import ApiToken
from accounts.tokens import find_token
from assessments.api import router as assessments
from coaching.api import router as coaching
from config.errors import let_go

#: The largest body that is read, in bytes: a test with the longest note is a tenth of it.
LARGEST = 100 * 1024

_SENTENCES = {
    400: _("The body is not JSON that can be read."),
    401: _("Sign in first."),
    403: _("Your part in this club doesn’t allow that."),
    404: _("There is nothing here, or nothing that you may see."),
    405: _("This address doesn’t take that method."),
    413: _("That is too much at once: send at most 100 KB."),
    429: _("That is too often. Wait a minute, then send it again."),
}
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class TooOften(Exception):
    """The account reached its limit."""


class ByToken(HttpBearer):
    """A token of the API. Who comes with a wrong one is refused, signed in or not."""

    def __call__(self, request: HttpRequest) -> Any:
        found = super().__call__(request)
        if found is None and "Authorization" in request.headers:
            raise HttpError(401, "")
        return found

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = find_token(token)
        if found is None:
            return None
        if not within_api_limit(request, found.user):
            raise TooOften
        if request.method not in _READING and not found.may_write:
            raise HttpError(403, _g("This token only reads: make one that may write."))
        request.user = found.user
        return found


class SignedIn(SessionAuth):
    """The session of the pages. A stranger is told to sign in; who is signed in must send the CSRF token."""

    def __call__(self, request: HttpRequest) -> Any:
        if not request.user.is_authenticated:
            return None
        if not within_api_limit(request, request.user):
            raise TooOften
        if check_csrf(request):
            raise HttpError(
                403,
                _g("Send the CSRF token: the header X-CSRFToken with the value of the cookie %(name)s.")
                % {"name": settings.CSRF_COOKIE_NAME},
            )
        return request.user


class StrictParser(Parser):
    """JSON as its standard has it: no NaN, and no half characters, which a database can't store."""

    def parse_body(self, request: HttpRequest) -> Any:
        body = json.loads(request.body, parse_constant=_no_constant)
        json.dumps(body, ensure_ascii=False).encode()
        return body


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _refuse(status: int) -> JsonResponse:
    headers = {"Retry-After": "60"} if status == 429 else {}
    return JsonResponse({"detail": str(_SENTENCES[status])}, status=status, headers=headers)


api = NinjaAPI(
    title="Medial",
    version="1",
    description=(
        "Tests of hip internal rotation and training sessions. A program comes with a token, "
        "`Authorization: Bearer …`, made on the page /account/tokens/ for one club, to read or to write; it "
        "expires. A browser is signed in by the session of the pages; writing then takes the CSRF token in "
        "the header X-CSRFToken. Keys are UUIDs (version 7) that the client makes, so "
        "that sending twice is harmless. A worked example: docs/api.md."
    ),
    urls_namespace="api",
    # A page of documentation would load somebody else's scripts; the description itself is openapi.json.
    docs_url=None,
    docs_decorator=require_safe,
    auth=[ByToken(), SignedIn()],
    parser=StrictParser(),
)
api.add_router("", assessments)
api.add_router("", coaching)


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code in (400, 401):
        return _refuse(error.status_code)
    answer = JsonResponse({"detail": error.message}, status=error.status_code)
    if error.status_code == 403 and "Authorization" not in request.headers:
        # The token is of an earlier sign-in: a program that keeps entries keeps them, and asks to sign in.
        answer["X-Sign-In"] = "again"
    return answer


@api.exception_handler(PermissionDenied)
def _denied(_request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return JsonResponse({"detail": str(error) or str(_SENTENCES[403])}, status=403)


@api.exception_handler(TooOften)
def _too_often(_request: HttpRequest, _error: TooOften) -> HttpResponse:
    return _refuse(429)


@api.exception_handler(Http404)
def _missing(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return _refuse(404)


@api.exception_handler(ValidationError)
def _misshapen(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return JsonResponse(shape_faults(error.errors), status=422)


def _always(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Around every address: its own 401 instead of the sign-in page, no page for an error, nothing kept."""

    @csrf_exempt  # SignedIn asks for the token, and answers in JSON
    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = _refused_at_the_door(request) or view(request, *args, **kwargs)
        except Http404:
            response = _refuse(404)
        if response.status_code == 405:
            allowed = response["Allow"]
            response = _refuse(405)
            response["Allow"] = allowed
        patch_cache_control(response, private=True, no_store=True)
        return response

    return answer


def _refused_at_the_door(request: HttpRequest) -> JsonResponse | None:
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        return JsonResponse({"detail": _g("Come by https: plain http is not answered here.")}, status=403)
    if not within_api_limit(request):
        return _refuse(429)
    if _length(request) > LARGEST:
        let_go(request)
        return _refuse(413)
    return None


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0


@_always
def nothing_here(_request: HttpRequest) -> HttpResponseBase:
    """Any other address under /api/."""
    raise Http404


def _addresses() -> tuple[list[URLPattern], str, str]:
    patterns, app_name, namespace = api.urls
    plain = [one for one in patterns if isinstance(one, URLPattern)]
    wrapped = [URLPattern(one.pattern, _always(one.callback), one.default_args, one.name) for one in plain]
    return wrapped, app_name, namespace


urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", _addresses()),
    re_path("", nothing_here, name="api_nothing"),
]
