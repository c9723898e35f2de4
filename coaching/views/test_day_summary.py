"""The end of a test day: what it came to, and the suggested programmes assigned all at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.middleware import CLUB_FIELD, choose_club
from accounts.permissions import club_required, require_coach
from accounts.requests import MedialRequest
from assessments.remembering import parse_day
from athletes.models import Squad
from coaching.test_day_summary import DaySummary, assign_ticked, summary_of


def in_its_club(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For a page that is led to with `?in_club=`: it is about that club, whatever another tab chose since."""

    @wraps(view)
    def chosen(request: MedialRequest) -> HttpResponseBase:
        if named := request.GET.get(CLUB_FIELD):
            choose_club(request, named)
        return view(request)

    return chosen


@require_safe
@in_its_club
@club_required
def test_day_summary(request: MedialRequest) -> HttpResponse:
    """Tested, who stands out, who is missing; and what is suggested, ready to be ticked."""
    require_coach(request.user, request.club.pk)
    summary, squad = _asked(request, request.GET)
    context = {
        "section": "test_day",
        "summary": summary,
        "squad": squad,
        "today": request.club.today(),
        "query": request.GET.urlencode(),
    }
    return render(request, "coaching/test_day_summary.html", context)


@require_POST
@club_required
def test_day_assign(request: MedialRequest) -> HttpResponse:
    """Assigns what is ticked (`assign`; `replace` where a running programme is to end)."""
    require_coach(request.user, request.club.pk)
    summary, squad = _asked(request, request.POST)
    done = assign_ticked(
        summary,
        ticked=request.POST.getlist("assign"),
        replacing=request.POST.getlist("replace"),
        by=request.user,
        today=request.club.today(),
    )
    if count := len(done.athletes):
        said = ngettext("Assigned to %(n)d athlete.", "Assigned to %(n)d athletes.", count)
        messages.success(request, said % {"n": count})
    for sentence in done.left_out:
        messages.warning(request, sentence)
    if not done.athletes and not done.left_out:
        messages.info(request, _("Nothing was ticked: nothing was assigned."))
    address = {"date": summary.day.isoformat(), "squad": squad.pk if squad else ""}
    return redirect(f"{reverse('test_day_summary')}?{urlencode(address)}")


def _asked(request: MedialRequest, query: QueryDict) -> tuple[DaySummary, Squad | None]:
    """The day and the squad that are asked for; what isn't understood is today, and everybody."""
    club = request.club
    day = parse_day(query.get("date") or query.get("tested_on", "")) or club.today()
    try:
        squad = Squad.objects.filter(club=club, pk=UUID(query.get("squad", ""))).first()
    except ValueError:
        squad = None
    return summary_of(club, squad.pk if squad else None, min(day, club.today()), reader=request.user), squad
