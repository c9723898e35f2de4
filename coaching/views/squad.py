"""The coach's worklist: who needs what, most in need first."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url

from accounts.permissions import club_required
from accounts.requests import MedialRequest
from coaching.domain.worklist import found, in_order, of_squad, summarise
from coaching.squad_choices import Asked, cards, columns, pager, pills, sorts
from coaching.squad_rows import ROWS_A_PAGE, rows_of
from coaching.threads import unread_in_club
from coaching.trends import target_line
from coaching.worklist import worklist_of


@require_GET
@club_required
@vary_on_headers("HX-Request")
def squad(request: MedialRequest) -> HttpResponse:
    """The whole page, or for htmx only what a filter, a search or an order changes."""
    club, today = request.club, request.club.today()
    may_coach = request.user.may_coach(club.pk)
    worklist = worklist_of(club, today=today, reader=request.user)
    unread = unread_in_club(request.user, club.pk) if may_coach else {}
    asked = Asked.of(request.GET, squads=worklist.squads)
    group = of_squad(worklist.standings, asked.squad)
    chosen = in_order(found(group, words=asked.q, show=asked.show), asked.sort)
    page = Paginator(chosen, ROWS_A_PAGE).get_page(asked.page)
    summary = summarise(group)
    context: dict[str, Any] = {
        "section": "squad",
        "may_coach": may_coach,
        "asked": asked,
        "nobody": not worklist.standings,
        "total": summary.total,
        "cards": cards(summary, asked, targets=worklist.targets, today=today),
        "pills": pills(summary, asked),
        "columns": columns(asked),
        "sorts": sorts(),
        "squads": worklist.squads.items(),
        "page": page,
        "pager": pager(asked, number=page.number, last=page.paginator.num_pages),
        "rows": rows_of(list(page), worklist, today=today, may_coach=may_coach, unread=unread),
        "line": target_line(worklist.targets),
        "last_test": max((one.tested_on for one in group if one.tested_on), default=None),
    }
    if request.htmx and not request.htmx.history_restore_request:
        response = render(request, "coaching/squad_rows.html", context)
        return push_url(response, asked.address(page=page.number))
    return render(request, "coaching/squad.html", context)
