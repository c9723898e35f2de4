"""The language of the pages: kept with the account, and on the device for whoever isn't signed in."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from accounts.models import User


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    """The choice; once made, every page speaks it, beginning with the one that led here."""
    if request.method != "POST":
        languages, back = settings.LANGUAGES, request.GET.get("next", "")
        context = {"languages": languages, "back": back, "chosen": _chosen(request)}
        return render(request, "accounts/language.html", context)
    chosen = request.POST.get("language")
    if chosen is None or chosen not in ("", *dict(settings.LANGUAGES)):
        raise Http404
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(language=chosen)
    back = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if own else "home")
    _keep(response, chosen)
    return response


def _chosen(request: HttpRequest) -> str:
    """The account's choice, else the device's; empty where the browser decides."""
    if request.user.is_authenticated and request.user.language:
        return request.user.language
    kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return kept if kept in dict(settings.LANGUAGES) else ""


def _keep(response: HttpResponse, chosen: str) -> None:
    """On the device: the chosen language, or nothing where the browser is to decide."""
    if not chosen:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
        return
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
