"""What a club keeps and for how long, set by its owners; archiving a whole club."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.clubs import archive_club
from accounts.forms.club import KeepingForm
from accounts.models import Club
from accounts.permissions import club_required, require_owner
from accounts.requests import MedialRequest


@require_http_methods(["GET", "HEAD", "POST"])
@club_required
def club_privacy(request: MedialRequest) -> HttpResponse:
    """From which age athletes agree for themselves, and how long archived ones are kept."""
    require_owner(request.user, request.club.pk)
    current = Club.objects.visible_to(request.user).get(pk=request.club.pk)
    form = KeepingForm(request.POST or None, instance=current)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("club_privacy")
    return render(request, "accounts/club_privacy.html", {"section": "club", "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@club_required
def club_archive(request: MedialRequest) -> HttpResponse:
    """Asks first; from then on the club is closed to everybody, until an owner brings it back."""
    require_owner(request.user, request.club.pk)
    name = request.club.name
    if request.method == "POST":
        archive_club(club=request.club)
        messages.success(request, _("%(club)s is in the archive.") % {"club": name})
        return redirect("clubs_archived")
    return render(request, "accounts/club_archive.html", {"section": "club"})


@require_safe
def clubs_archived(request: MedialRequest) -> HttpResponse:
    """The archived clubs that one owns."""
    clubs = Club.objects.archived_of(request.user)
    return render(request, "accounts/clubs_archived.html", {"section": "club", "clubs": clubs})
