"""The athlete's private calendar: its link, in nobody's hands but theirs, and the feed behind it."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.letters import user_language
from accounts.qr import qr_code
from accounts.requests import MedialRequest
from athletes.models import Athlete
from coaching.calendar_feed import calendar_of, make_link, owner_of, revoke_link
from coaching.models import CalendarFeed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: MedialRequest) -> HttpResponse:
    """What the calendar is, and its link: shown once, when it is made."""
    context = {"tab": "today", "linked": Athlete.objects.linked_to(request.user).exists()}
    if request.method == "POST" and "revoke" in request.POST:
        revoke_link(user=request.user)
        messages.success(request, _("The link is dead: calendars that used it get nothing any more."))
        return redirect("calendar")
    if request.method == "POST" and context["linked"]:
        address = reverse("calendar_feed", args=[make_link(user=request.user)])
        link = request.build_absolute_uri(address)
        subscribe = link.replace("https:", "webcal:", 1).replace("http:", "webcal:", 1)
        context |= {"link": link, "subscribe": subscribe, "code": qr_code(subscribe)}
    feed = CalendarFeed.objects.filter(user=request.user).first()
    return render(request, "coaching/calendar.html", context | {"feed": feed})


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar for whoever holds its link: a calendar can't sign in. An unknown token tells nothing."""
    user = owner_of(token)
    if user is None:
        text = _("There is no calendar here.")
        return HttpResponse(text, content_type="text/plain; charset=utf-8", status=404)
    # Who asks is some company's machine: only the account knows what its owner reads.
    with translation.override(user_language(user)):
        content = calendar_of(user, routine_url=request.build_absolute_uri(reverse("today")))
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    headers = {
        "Cache-Control": "private, max-age=3600",
        "Content-Disposition": 'inline; filename="hip-routine.ics"',
        "ETag": etag,
        "X-Robots-Tag": "noindex",
    }
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=etag, response=answer) or answer
