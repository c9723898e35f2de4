"""An athlete's sessions over the JSON API: the pages' rules, and the same function that saves."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Router, Status

from accounts.api import REFUSALS, Faults, Refusal
from accounts.requests import MedialRequest
from coaching.api_shapes import SessionClash, SessionIn, StoredSession
from coaching.forms.session import DatedSessionForm
from coaching.models import Session
from coaching.routines import own_programme
from coaching.session_log import ChangedMeanwhile, NotOnThatDay, log_session

router = Router(tags=["sessions"])


@router.put(
    "/sessions/{uuid:pk}",
    url_name="session",
    operation_id="put_session",
    summary="Store a day’s session",
    response={200: StoredSession, 201: StoredSession, 409: SessionClash, 422: Faults, REFUSALS: Refusal},
)
def put_session(
    request: MedialRequest, pk: UUID, sent: SessionIn
) -> Status[StoredSession] | Status[SessionClash] | Status[Faults]:
    """Only the athlete logs: today's work, or that of the last seven days. A programme and day have one
    session, whose stored id is answered, whatever id was sent. What is stored already is answered as it is,
    so sending twice is harmless; 409 shows both where it was changed meanwhile. 422 has sentences by field;
    those of an exercise are at `outcome_<prescribed>`, `reason_<prescribed>` and so on.
    """
    programme = own_programme(request.user, sent.programme)
    form = DatedSessionForm(sent.as_form(), programme=programme, due=(), today=programme.athlete.club.today())
    faults = sent.faults(programme)
    if faults or not form.is_valid():
        told = {name: [str(one) for one in sentences] for name, sentences in form.errors.items()}
        return Status(422, told | faults)
    try:
        known = _is_known(pk, form)
        session = log_session(
            pk=pk,
            programme=programme,
            done_on=form.cleaned_data["done_on"],
            version=sent.version or 0,
            **form.logged(),
        )
    except NotOnThatDay:
        return Status(422, {"done_on": [_("The programme doesn’t cover that day.")]})
    except ChangedMeanwhile as changed:
        return Status(409, SessionClash.between(form, changed.session))
    return Status(200 if known else 201, StoredSession.of(session))


def _is_known(pk: UUID, form: DatedSessionForm) -> bool:
    """Is there a session of that programme and day? Raises Http404 where `pk` is that of another one."""
    day = (form.programme.pk, form.cleaned_data["done_on"])
    found = Session.objects.filter(Q(pk=pk) | Q(programme=day[0], done_on=day[1]))
    rows = {row[0]: row[1:] for row in found.values_list("pk", "programme_id", "done_on")}
    if rows.get(pk, day) != day:
        raise Http404
    return bool(rows)
