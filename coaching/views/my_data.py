"""What is held on oneself: seeing what it is, taking it along, agreeing to it, leaving, having it erased."""

from __future__ import annotations

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clubs import LastOwner
from accounts.requests import MedialRequest
from athletes.models import Athlete, FirstRead
from coaching.erasing import UNDO, ask_to_be_erased, stay
from coaching.held import profiles_of
from coaching.leaving import leave
from coaching.mail.erasure import tell_of_erasure
from coaching.taking_out import download_of


@require_safe
def my_data(request: MedialRequest) -> HttpResponse:
    """Consent by club, who has read, the download, and the way out."""
    profiles = profiles_of(request.user).select_related("club").order_by("club__name")
    context = {
        "profiles": profiles,
        "readers": FirstRead.objects.filter(athlete__in=profiles).select_related("reader").order_by("-at"),
        "days": UNDO.days,
    }
    return render(request, "coaching/my_data.html", context)


@require_POST
def my_data_download(request: MedialRequest) -> HttpResponseBase:
    """The zip, written while it is fetched: the page stays as it is, and the browser shows the download."""
    if not ratelimit.consume(request, action="download", user=request.user):
        messages.error(request, _("That was often. Wait an hour, then fetch it again."))
        return redirect("my_data")
    response = StreamingHttpResponse(download_of(request.user), content_type="application/zip")
    name = f"medial-{timezone.localdate():%Y-%m-%d}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def my_data_erase(request: MedialRequest) -> HttpResponse:
    """Asks first, saying what goes and what stays; then there are fourteen days to take it back."""
    if request.method == "POST":
        try:
            ask_to_be_erased(user=request.user, today=timezone.localdate())
        except LastOwner:
            messages.error(
                request, _("You are a club’s only owner: make somebody else an owner first, or archive it.")
            )
            return redirect("my_data")
        tell_of_erasure(request.user)
        messages.success(request, _("Noted. Until that day you can take it back on this page."))
        return redirect("my_data")
    return render(request, "coaching/my_data_erase.html", {"days": UNDO.days})


@require_POST
def my_data_stay(request: MedialRequest) -> HttpResponse:
    """Takes the erasure back."""
    stay(user=request.user)
    messages.success(request, _("Taken back: nothing is erased."))
    return redirect("my_data")


@require_http_methods(["GET", "HEAD", "POST"])
def my_data_leave(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Leaving one club as its athlete: it asks first."""
    athlete = get_object_or_404(Athlete.objects.linked_to(request.user), pk=pk)
    if request.method == "POST":
        leave(athlete=athlete)
        messages.success(request, _("You have left %(club)s.") % {"club": athlete.club})
        return redirect("my_data")
    return render(request, "coaching/my_data_leave.html", {"athlete": athlete})
