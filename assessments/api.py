"""Tests over the JSON API: the pages' rules, and the same function that saves."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from accounts.api import REFUSALS, Faults, Refusal
from accounts.models import Club
from accounts.permissions import require_coach, require_member
from accounts.requests import MedialRequest
from assessments.api_shapes import (
    AssessmentClash,
    AssessmentIn,
    AssessmentPage,
    ReadAssessment,
    StoredAssessment,
    faults_of,
)
from assessments.forms import AssessmentForm
from assessments.models import Assessment
from assessments.reading import ErrorTable, neighbours, read, targets_of
from assessments.saving import Conflict, Taken, save_assessment
from athletes.models import Athlete
from athletes.reading import read_before, write_down

#: How many tests of an athlete one answer holds.
PAGE = 100

router = Router(tags=["tests"])


@router.put(
    "/assessments/{uuid:pk}",
    url_name="assessment",
    operation_id="put_assessment",
    summary="Store a test",
    response={200: ReadAssessment, 201: ReadAssessment, 409: AssessmentClash, 422: Faults, REFUSALS: Refusal},
)
def put_assessment(
    request: MedialRequest, pk: UUID, sent: AssessmentIn
) -> Status[ReadAssessment] | Status[AssessmentClash] | Status[Faults]:
    """Makes the test (201), or changes it where `version` is the stored one (200). What is stored already is
    answered as it is, so sending twice is harmless. 409 shows both where somebody changed it meanwhile.
    422 has sentences by field; `confirm_unusual` alone there is a question, answered by sending true.
    """
    athletes = Athlete.objects.visible_to(request.user).select_related("club")
    athlete = get_object_or_404(athletes, pk=sent.athlete)
    require_coach(request.user, athlete.club_id)
    stored = athlete.assessments.shown_to(request.user).filter(pk=pk).first()
    form = AssessmentForm(sent.as_form(), athlete=athlete, stored=stored)
    if not form.is_valid():
        return Status(422, faults_of(form))
    entry, version = form.entry(), sent.read_at
    if version and not stored and not Assessment.objects.filter(pk=pk).exists():
        deleted = _("Somebody deleted this test meanwhile. To keep yours, send it without a version.")
        return Status(409, AssessmentClash.between(entry, None, detail=deleted))
    try:
        test = save_assessment(pk=pk, athlete=athlete, tester=request.user, entry=entry, version=version)
    except Taken as taken:
        raise Http404 from taken
    except Conflict as conflict:
        changed = _("Somebody changed this test meanwhile. Choose, and send it with the stored version.")
        return Status(409, AssessmentClash.between(entry, conflict.stored, detail=changed))
    return Status(200 if stored else 201, _read(test, athlete.club))


@router.get(
    "/assessments/{uuid:pk}",
    url_name="assessment",
    operation_id="get_assessment",
    summary="One test with its findings",
    response={200: ReadAssessment, REFUSALS: Refusal},
)
def get_assessment(request: MedialRequest, pk: UUID) -> ReadAssessment:
    """For members of the club: it has the club's own note, which its athlete doesn't see."""
    tests = Assessment.objects.visible_to(request.user).select_related("athlete__club")
    known: Any = tests.annotate(read_before=read_before(request.user, "athlete"))
    test = get_object_or_404(known, pk=pk)
    require_member(request.user, test.athlete.club_id)
    if not test.read_before:
        write_down(athlete_id=test.athlete_id, reader=request.user)
    return _read(test, test.athlete.club)


@router.get(
    "/athletes/{uuid:athlete_pk}/assessments",
    url_name="assessments",
    operation_id="list_assessments",
    summary="An athlete’s tests",
    response={200: AssessmentPage, 422: Faults, REFUSALS: Refusal},
)
def list_assessments(
    request: MedialRequest, athlete_pk: UUID, page: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> AssessmentPage:
    """Latest first, 100 a page, for members of the club."""
    known: Any = Athlete.objects.visible_to(request.user).annotate(read_before=read_before(request.user))
    athlete = get_object_or_404(known, pk=athlete_pk)
    require_member(request.user, athlete.club_id)
    if not athlete.read_before:
        write_down(athlete_id=athlete.pk, reader=request.user)
    start = (page - 1) * PAGE
    # One more than are shown says whether there is a next page.
    shown = athlete.assessments.shown_to(request.user).latest_first()
    tests = list(shown[start : start + PAGE + 1])
    following = page + 1 if len(tests) > PAGE else None
    return AssessmentPage(tests=[StoredAssessment.of(test) for test in tests[:PAGE]], next=following)


def _read(test: Assessment, club: Club) -> ReadAssessment:
    reading = read(test, tests=neighbours(test), targets=targets_of(club), errors=ErrorTable.of(club))
    return ReadAssessment.by(reading)
