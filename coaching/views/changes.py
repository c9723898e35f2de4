"""What owners read about their club's data: who changed what, and who has read about whom."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import club_required, require_owner
from accounts.requests import MedialRequest
from athletes.elsewhere import was_elsewhere
from athletes.models import Athlete, FirstRead
from coaching.changes import KINDS, PAGE, changes_of
from coaching.pruning import KEPT, KEPT_OF_DELETED


@require_safe
@club_required
def club_history(request: MedialRequest) -> HttpResponse:
    """One kind of change at a time (`what`), of everybody or of one athlete (`athlete`)."""
    require_owner(request.user, request.club.pk)
    asked = request.GET.get("what", "")
    what = asked if asked in KINDS else "athletes"
    athlete = _asked_athlete(request)
    key = athlete.pk if athlete else None
    page, lines = changes_of(request.club, what, athlete=key, number=request.GET.get("page"))
    context = {
        "section": "club",
        "kinds": [(name, kind.label) for name, kind in KINDS.items()],
        "what": what,
        "athlete": athlete,
        "page": page,
        "lines": lines,
        "years": KEPT.days // 365,
        "days": KEPT_OF_DELETED.days,
    }
    return render(request, "coaching/club_history.html", context)


@require_safe
@club_required
def club_readers(request: MedialRequest) -> HttpResponse:
    """Who first opened an athlete's page while they were in this club, and when; latest first."""
    require_owner(request.user, request.club.pk)
    rows = FirstRead.objects.filter(~was_elsewhere(at="at"), athlete__club=request.club)
    rows = rows.select_related("athlete", "reader")
    page = Paginator(rows.order_by("-at", "-pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "coaching/club_readers.html", {"section": "club", "page": page})


def _asked_athlete(request: MedialRequest) -> Athlete | None:
    """The athlete of this club that the address names; what isn't understood is nobody."""
    try:
        pk = UUID(request.GET.get("athlete", ""))
    except ValueError:
        return None
    return Athlete.objects.visible_to(request.user).filter(club=request.club, pk=pk).first()
