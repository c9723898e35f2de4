"""A coach's answer to an exercise's next step."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import require_coach
from accounts.requests import MedialRequest
from coaching.forms.progression import StepForm
from coaching.models import Programme
from coaching.progressing import NoLongerOffered, decide


@require_POST
def progression(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Agree to the step, which changes the dose from now on, or decline it."""
    programmes = Programme.objects.visible_to(request.user).select_related("athlete__club")
    programme = get_object_or_404(programmes, pk=pk)
    require_coach(request.user, programme.athlete.club_id)
    form = StepForm(request.POST)
    try:
        if not form.is_valid():
            raise NoLongerOffered
        decided = decide(programme=programme, by=request.user, **form.cleaned_data)
    except NoLongerOffered:
        messages.info(request, _("That step is not open any more: see what it is now."))
    else:
        words = {"exercise": decided.prescribed.exercise.title, "dose": decided.after}
        if form.cleaned_data["accept"]:
            messages.success(request, _("%(exercise)s is %(dose)s from now on.") % words)
        else:
            messages.success(request, _("%(exercise)s stays as it is.") % words)
    return redirect("programme", programme.pk)
