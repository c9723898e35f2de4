"""What is made for paper: a routine to tick off, and a report for a physiotherapist."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.qr import code_of_address
from accounts.requests import MedialRequest
from athletes.models import Athlete
from athletes.reading import read_before, write_down
from coaching.athlete_report import athlete_report as report_of
from coaching.models import PrescribedExercise, Programme
from coaching.physio_report import PhysioReport
from coaching.print_sheet import PrintSheet


@require_safe
def programme_sheet(request: MedialRequest, pk: UUID) -> HttpResponse:
    """The routine on paper, for its athlete and their coaches."""
    exercises = Prefetch("exercises", PrescribedExercise.objects.select_related("exercise"))
    programmes = Programme.objects.visible_to(request.user).select_related("athlete__club")
    programme = get_object_or_404(programmes.prefetch_related(exercises), pk=pk)
    context = {
        "section": "squad",
        "sheet": PrintSheet(programme, programme.athlete.club.today()),
        "code": code_of_address(request.build_absolute_uri(reverse("today"))),
    }
    return render(request, "coaching/programme_sheet.html", context)


@require_safe
def athlete_report(request: MedialRequest, pk: UUID) -> HttpResponse:
    """One page on one athlete, for them and their coaches to give to a physiotherapist."""
    athletes = Athlete.objects.agreed_for(request.user).select_related("club")
    known: Any = athletes.annotate(read_before=read_before(request.user))
    athlete = get_object_or_404(known, pk=pk)
    if not athlete.read_before and athlete.user_id != request.user.pk:
        write_down(athlete_id=athlete.pk, reader=request.user)
    report = report_of(athlete, request.user)
    context = {
        "section": "squad",
        "athlete": athlete,
        "age": athlete.age_on(report.today),
        "report": report,
        "paper": PhysioReport(report),
        "is_member": request.user.role_in(athlete.club_id) is not None,
    }
    return render(request, "coaching/physio_report.html", context)
