"""Changing an earlier day's log, for seven days."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import MedialRequest
from coaching.domain.adherence import STOP_RULE
from coaching.forms.session import LATE_DAYS, SessionForm
from coaching.models import Programme, Session
from coaching.past_sessions import may_change, past_form, past_routine
from coaching.routines import own_programme
from coaching.session_log import ChangedMeanwhile, log_session


@require_http_methods(["GET", "HEAD", "POST"])
def session_edit(request: MedialRequest, pk: UUID) -> HttpResponse:
    """One's own log of a day: to change for seven days, to read from then on. Today's is on its own page."""
    session = get_object_or_404(Session.objects.visible_to(request.user).with_exercises(), pk=pk)
    programme = own_programme(request.user, session.programme_id)
    today = programme.athlete.club.today()
    if not may_change(session.done_on, today):
        return _page(request, session, programme, status=409 if request.method == "POST" else 200)
    if session.done_on == today:
        return redirect("today")
    if request.method != "POST":
        return _page(request, session, programme, past_form(session, programme))
    form = past_form(session, programme, request.POST.dict())
    if not form.is_valid():
        return _page(request, session, programme, form)
    try:
        log_session(
            pk=session.pk,
            programme=programme,
            done_on=session.done_on,
            version=form.read_version,
            **form.logged(),
        )
    except ChangedMeanwhile as changed:
        again = past_form(
            session, programme, {**request.POST.dict(), "version": str(changed.session.version)}
        )
        return _page(request, session, programme, again, elsewhere=changed.session, status=409)
    messages.success(request, _("Saved. Your coach can see it."))
    return redirect("history")


def _page(
    request: MedialRequest,
    session: Session,
    programme: Programme,
    form: SessionForm | None = None,
    *,
    elsewhere: Session | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "tab": "history",
        "session": session,
        "programme": programme,
        "days": LATE_DAYS,
        "routine": past_routine(session, programme, bound=form, elsewhere=elsewhere) if form else None,
        "stop_rule": _(STOP_RULE),
    }
    return render(request, "coaching/session.html", context, status=status)
