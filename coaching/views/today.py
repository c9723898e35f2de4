"""The athlete's routine of today, and saving what was done."""

from __future__ import annotations

import datetime as dt
import json
import zoneinfo
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.ids import uuid7
from accounts.qr import code_of_address
from accounts.requests import MedialRequest
from coaching.domain.adherence import STOP_RULE
from coaching.domain.day import day_of_log
from coaching.forms.session import SessionForm
from coaching.guiding import guide_context, guide_of
from coaching.models import Programme, Session
from coaching.routines import due_exercises, own_programme, routines_of
from coaching.session_log import ChangedMeanwhile, NotOnThatDay, log_session
from coaching.threads import own_threads


@require_safe
def today(request: MedialRequest) -> HttpResponse:
    """What is due today, for every club that the athlete has a profile in."""
    return _page(request)


@require_POST
def session_log(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Save today's log of one's own programme; what can't be saved comes back with everything typed."""
    programme = own_programme(request.user, pk)
    form = _form(request, programme)
    if not form.is_valid():
        return _page(request, form)
    day = day_of_log(form.cleaned_data["opened_on"], _local_time(programme))
    if day is None:
        return _page(request, _opened_another_day(request, programme), status=409)
    try:
        session = log_session(
            pk=form.cleaned_data["id"] or uuid7(),
            programme=programme,
            done_on=day,
            version=form.read_version,
            **form.logged(),
        )
    except ChangedMeanwhile as changed:
        again = _form(request, programme, version=str(changed.session.version))
        return _page(request, again, elsewhere=changed.session, status=409)
    except NotOnThatDay:
        messages.warning(request, _("Not saved: that programme is not running today."))
        return redirect("today")
    if not session.reports_pain:
        messages.success(request, _("Saved. Your coach can see it."))
    return redirect("today")


def _form(request: MedialRequest, programme: Programme, **changes: str) -> SessionForm:
    day = programme.athlete.club.today()
    due = due_exercises(programme, day)
    return SessionForm({**request.POST.dict(), **changes}, programme=programme, due=due, today=day)


def _local_time(programme: Programme) -> dt.datetime:
    return timezone.localtime(timezone=zoneinfo.ZoneInfo(programme.athlete.club.time_zone))


def _opened_another_day(request: MedialRequest, programme: Programme) -> SessionForm:
    # Version 0: if today is saved already, the next press shows both instead of overwriting it.
    day = programme.athlete.club.today()
    form = _form(request, programme, opened_on=day.isoformat(), version="0")
    form.add_error(None, _("This page was opened on another day. Look it through, then save it for today."))
    return form


def _page(
    request: MedialRequest,
    bound: SessionForm | None = None,
    *,
    elsewhere: Session | None = None,
    status: int = 200,
) -> HttpResponse:
    routines = routines_of(request.user, bound=bound, elsewhere=elsewhere)
    for routine in routines:
        routine.guide = json.dumps(guide_of(routine))
    threads = own_threads(request.user, [routine.athlete for routine in routines])
    context = {
        "tab": "today",
        "routines": routines,
        "threads": threads,
        "stop_rule": _(STOP_RULE),
        "code": code_of_address(request.build_absolute_uri(reverse("today"))),
        **guide_context(),
    }
    return render(request, "coaching/today.html", context, status=status)
