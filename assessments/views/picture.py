"""The picture kept with a test: showing it, and deleting it after asking."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.requests import MedialRequest
from assessments.models import AssessmentPicture
from assessments.picture_form import KEPT


@require_safe
@cache_control(private=True, no_store=True)
def assessment_picture(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Only to those who may see the test, and kept nowhere on the way."""
    picture = get_object_or_404(AssessmentPicture.objects.visible_to(request.user), assessment=pk)
    try:
        with picture.image.open() as file:
            response = HttpResponse(file.read(), content_type=KEPT.content_type)
    except FileNotFoundError as error:
        raise Http404 from error
    response["Content-Disposition"] = 'inline; filename="picture.jpg"'
    return response


def assessment_picture_delete(request: MedialRequest, pk: UUID) -> HttpResponse:
    """For coaches, and for the athlete, who may take their consent back."""
    pictures = AssessmentPicture.objects.visible_to(request.user).select_related("assessment__athlete__club")
    picture = get_object_or_404(pictures, assessment=pk)
    athlete = picture.assessment.athlete
    if not (request.user.may_coach(athlete.club_id) or athlete.user_id == request.user.pk):
        raise PermissionDenied
    if request.method != "POST":
        context = {"picture": picture, "assessment": picture.assessment, "athlete": athlete}
        return render(request, "assessments/picture_delete.html", context)
    picture.delete()
    messages.success(request, _("The picture was deleted."))
    return redirect("assessment", pk)
