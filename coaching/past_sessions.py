"""An athlete's log of an earlier day: for how long it may be changed, and the page that changes it."""

from __future__ import annotations

import datetime as dt

from coaching.domain.schedule import due_on
from coaching.forms.session import LATE_DAYS, SessionForm
from coaching.models import Programme, Session
from coaching.routines import Routine


def may_change(done_on: dt.date, today: dt.date) -> bool:
    """Within seven days: then what the coach has read stays as it was."""
    return today - done_on <= dt.timedelta(days=LATE_DAYS)


def past_routine(
    session: Session,
    programme: Programme,
    *,
    bound: SessionForm | None = None,
    elsewhere: Session | None = None,
) -> Routine:
    """That day's routine, with what is logged filled in, or `bound` as it was sent and not saved."""
    form = bound or past_form(session, programme)
    day = session.done_on
    return Routine(
        programme.athlete, day, programme, "due", form=form, saved=session, elsewhere=elsewhere, past=True
    )


def past_form(session: Session, programme: Programme, sent: dict[str, str] | None = None) -> SessionForm:
    """The form of that day: what was due by the plan, and what was logged all the same."""
    logged = {done.prescribed_id for done in session.exercises.all()}
    day = session.done_on
    due = [
        item
        for item in programme.exercises.all()
        if item.pk in logged or due_on(day, programme.starts_on, item.days_per_week)
    ]
    return SessionForm(sent, programme=programme, due=due, session=session, today=day)
