"""Putting athletes away and bringing them back, alone or with their whole club."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Club, Role
from accounts.permissions import club_required, require_coach, require_owner
from accounts.requests import MedialRequest
from athletes.models import Athlete
from athletes.registering import archive, erase_in, restore, restore_club

PAGE_SIZE = 50
#: As long as an athlete who asks for it themselves has to take it back.
UNDO_DAYS = 14


@require_safe
@club_required
def athletes_archived(request: MedialRequest) -> HttpResponse:
    """The current club's archived athletes, 50 a page, those put away last first; `q` searches."""
    query = request.GET.get("q", "").strip()
    rows = Athlete.objects.visible_to(request.user).archived().filter(club=request.club).named_like(query)
    page = Paginator(rows.order_by("-archived_on", "name", "id"), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "section": "squad",
        "page": page,
        "query": query,
        "may_coach": request.user.may_coach(request.club.pk),
        "owner": request.user.role_in(request.club.pk) == Role.OWNER,
    }
    return render(request, "athletes/archived.html", context)


def athlete_archive(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Asks first, then puts the athlete away."""
    athlete = get_object_or_404(Athlete.objects.visible_to(request.user).select_related("club"), pk=pk)
    require_coach(request.user, athlete.club_id)
    if request.method == "POST":
        archive(athlete=athlete)
        messages.success(request, _("%(name)s is in the archive.") % {"name": athlete.name})
        return redirect("squad")
    return render(request, "athletes/athlete_archive.html", {"section": "squad", "athlete": athlete})


@require_POST
def athlete_restore(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Brings an archived athlete back."""
    athlete = get_object_or_404(Athlete.objects.visible_to(request.user), pk=pk)
    require_coach(request.user, athlete.club_id)
    restore(athlete=athlete)
    messages.success(request, _("%(name)s is back in the squad.") % {"name": athlete.name})
    return redirect("athlete", pk=pk)


@require_POST
def club_restore(request: MedialRequest, pk: UUID) -> HttpResponse:
    """For owners: opens an archived club again, with everything it had."""
    club = get_object_or_404(Club.objects.archived_of(request.user), pk=pk)
    restore_club(club=club)
    messages.success(request, _("%(club)s is open again.") % {"club": club.name})
    return redirect("squad")


def athlete_erase(request: MedialRequest, pk: UUID) -> HttpResponse:
    """For owners: asks first, then sets the day on which an archived athlete is erased."""
    rows = Athlete.objects.visible_to(request.user).archived().select_related("club")
    athlete = get_object_or_404(rows, pk=pk)
    require_owner(request.user, athlete.club_id)
    if request.method == "POST":
        erase_in(athlete=athlete, days=UNDO_DAYS)
        messages.success(request, _("Noted. Until that day, bringing the athlete back undoes it."))
        return redirect("athletes_archived")
    return render(request, "athletes/athlete_erase.html", {"athlete": athlete, "days": UNDO_DAYS})
