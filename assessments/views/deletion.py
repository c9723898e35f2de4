"""Deleting a test, after asking."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.permissions import require_coach
from accounts.requests import MedialRequest
from assessments.formats import day_text
from assessments.models import Assessment


def assessment_delete(request: MedialRequest, pk: UUID) -> HttpResponse:
    tests = Assessment.objects.visible_to(request.user).select_related("athlete__club")
    test = get_object_or_404(tests, pk=pk)
    athlete = test.athlete
    require_coach(request.user, athlete.club_id)
    if request.method != "POST":
        context = {"assessment": test, "athlete": athlete, "section": "squad"}
        return render(request, "assessments/delete.html", context)
    day = day_text(test.tested_on, athlete.club.today())
    test.delete()
    messages.success(request, _("The test of %(day)s was deleted.") % {"day": day})
    return redirect("athlete", athlete.pk)
