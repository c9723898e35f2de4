"""History holds no more than it must: changes are kept for two years, of what was deleted for ninety days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session

from accounts.models import Invitation
from assessments.models import AssessmentPicture
from athletes.models import Consent

#: Of a row that is still there: who changed what.
KEPT = dt.timedelta(days=730)
#: Of a row that was deleted: long enough to notice, and to ask who did it.
KEPT_OF_DELETED = dt.timedelta(days=90)
#: A question for consent, or an invitation, that nobody answered: of that since it has run out.
ASKED = dt.timedelta(days=90)


def histories() -> list[type[Any]]:
    """The history of every model that has one."""
    return [model for model in apps.get_models() if hasattr(model, "history_object")]


def prune_history(now: dt.datetime) -> int:
    """Deletes what is older than the rule says; how many changes it were."""
    gone = 0
    for history in histories():
        rows = history.objects
        old = list(rows.filter(history_date__lt=now - KEPT).values_list("history_id", flat=True))
        deleted = rows.filter(history_type="-", history_date__lt=now - KEPT_OF_DELETED)
        key = history.instance_type._meta.pk.name
        of_deleted = rows.filter(**{f"{key}__in": deleted.values(key)})
        old += of_deleted.values_list("history_id", flat=True)
        gone += _delete(history, list(set(old)))
    return gone


def forget_unanswered(now: dt.datetime) -> None:
    """Deletes questions and invitations of long ago that nobody answered, with the addresses they have."""
    Consent.objects.filter(given_on=None, asked_at__lt=now - ASKED).delete()
    Invitation.objects.filter(accepted_at=None, expires_at__lt=now - ASKED).delete()


def forget_sign_ins(now: dt.datetime) -> None:
    """Deletes the sessions that have run out, and what the list of devices holds on them."""
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def forget_files(now: dt.datetime) -> None:
    """Deletes pictures of tests that have no row: a process that was killed between the two left them."""
    image = AssessmentPicture._meta.get_field("image")
    folder = str(image.upload_to)
    kept = set(AssessmentPicture.objects.values_list("image", flat=True))
    try:
        names = {f"{folder}{name}" for name in image.storage.listdir(folder)[1]}
    except FileNotFoundError:
        # Nobody has kept a picture yet.
        return
    for name in names - kept:
        # Not one whose row is being written just now.
        if image.storage.get_modified_time(name) < now - dt.timedelta(days=1):
            image.storage.delete(name)


def _delete(history: type[Any], keys: list[int]) -> int:
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        for related in history._meta.related_objects:
            related_model: Any = related.related_model
            related_model.objects.filter(history__in=some).delete()
        history.objects.filter(pk__in=some).delete()
    return len(keys)
