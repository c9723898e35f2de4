"""A test that was entered for the wrong athlete goes to the right one."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Assessment
from athletes.models import Athlete


class NotMoved(Exception):
    """Why a test can't be moved, in a sentence."""


@transaction.atomic
def move_test(*, test: Assessment, to: Athlete, version: str) -> Assessment:
    """The test under its own key, as `to`'s; one version on. Moving it again changes nothing.

    The answers go with the readings: they were asked of the person who was measured. Raises NotMoved where
    somebody changed the test since `version`, or a programme rests on it.
    """
    stored = Assessment.objects.select_for_update(of=("self",)).get(pk=test.pk)
    if stored.athlete_id == to.pk:
        return stored
    if str(stored.version) != version:
        raise NotMoved(_("Somebody changed this test meanwhile: open it first."))
    if stored.programmes.exists():
        raise NotMoved(_("A programme rests on this test: it stays with its athlete."))
    stored.athlete = to
    stored.version += 1
    stored.save()
    return stored
