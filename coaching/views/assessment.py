"""One test, read: what it says, how sure that is, what follows. Athletes read their own in plain words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import MedialRequest
from assessments.keeping import pictures_of
from assessments.models import Assessment
from assessments.plain_wording import plain_sentences
from assessments.reading import ErrorTable, Reading, neighbours, read, targets_of
from athletes.reading import read_before, write_down
from coaching.assessment_report import AssessmentReport
from coaching.suggesting import referral_of


@require_safe
def assessment(request: MedialRequest, pk: UUID) -> HttpResponse:
    tests = Assessment.objects.visible_to(request.user).select_related("athlete__club", "tester")
    known: Any = tests.annotate(read_before=read_before(request.user, "athlete"))
    test = get_object_or_404(known, pk=pk)
    club = test.athlete.club
    near = neighbours(test)
    reading = read(test, tests=near, targets=targets_of(club), errors=ErrorTable.of(club))
    if request.user.role_in(club.pk) is None:
        return _own(request, reading)
    if not test.read_before:
        write_down(athlete_id=test.athlete_id, reader=request.user)
    context = {
        "report": AssessmentReport(reading, near),
        "pictures": pictures_of(reading),
        "today": club.today(),
        "test": test,
        "may_change": request.user.may_coach(club.pk),
        "section": "squad",
    }
    return render(request, "coaching/assessment.html", context)


def _own(request: MedialRequest, reading: Reading) -> HttpResponse:
    test, previous = reading.assessment, reading.previous
    context = {
        "test": test,
        "reading": reading,
        "today": test.athlete.club.today(),
        "pictures": pictures_of(reading),
        "referral": referral_of(reading, test.athlete),
        "sentences": plain_sentences(
            reading.verdict,
            result=test.result,
            targets=reading.targets,
            previous=previous.result if previous else None,
        ),
        "tab": "my_hips",
    }
    return render(request, "coaching/assessment_own.html", context)
