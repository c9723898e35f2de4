"""One athlete as their coaches see them."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.qr import code_of_address
from accounts.requests import MedialRequest
from athletes.models import Athlete
from athletes.reading import read_before, write_down
from coaching.athlete_report import athlete_report
from coaching.forms.note import NoteForm
from coaching.threads import thread_of

TESTS_A_PAGE = 20


@require_safe
def athlete(request: MedialRequest, pk: UUID) -> HttpResponse:
    """The current test, the programme, every test; athletes have pages of their own."""
    rows = Athlete.objects.visible_to(request.user).select_related("club", "invitation")
    known: Any = rows.annotate(read_before=read_before(request.user))
    one = get_object_or_404(known, pk=pk)
    may_coach = request.user.may_coach(one.club_id)
    if request.user.role_in(one.club_id) is None:
        return redirect("my_hips")
    if not one.read_before:
        write_down(athlete_id=one.pk, reader=request.user)
    if one.has_withdrawn:
        context = {"section": "squad", "athlete": one, "may_coach": may_coach}
        return render(request, "coaching/athlete_withdrawn.html", context)
    return render(request, "coaching/athlete.html", {"may_coach": may_coach, **_context(request, one)})


def _context(request: MedialRequest, one: Athlete) -> dict[str, Any]:
    """Everything of an athlete who lets it be read."""
    report, thread = athlete_report(one, request.user), thread_of(request.user, one)
    page = Paginator(report.tests, TESTS_A_PAGE).get_page(request.GET.get("page"))
    return {
        "section": "squad",
        "athlete": one,
        "age": one.age_on(report.today),
        "invited": one.invitation is not None and one.invitation.state == "open",
        "report": report,
        "code": code_of_address(request.build_absolute_uri(reverse("today"))),
        "page": page,
        "thread": thread,
        "note_form": NoteForm(may_be_private=thread.may_write_private),
        "rows": report.rows(page.start_index() - 1, page.end_index()) if report.tests else [],
    }
