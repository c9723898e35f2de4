"""A club's studies of its own error: all of them, one as it stands, and what is done with its result."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import club_required, require_coach
from accounts.requests import MedialRequest
from assessments.models import ErrorStudy, Repeat
from assessments.remembering import asked_for
from assessments.repeating import close_study, go_back_to_default, leave_out, put_to_use, start_study
from assessments.study_forms import LeaveOutForm, StudyForm
from assessments.study_page import StudyPage


def own_study(request: MedialRequest, pk: UUID) -> ErrorStudy:
    """The study for whoever coaches in its club. Raises Http404, or PermissionDenied for who only reads."""
    studies = ErrorStudy.objects.visible_to(request.user).select_related("club", "tester", "squad")
    study = get_object_or_404(studies, pk=pk)
    require_coach(request.user, study.club_id)
    return study


@club_required
def error_studies(request: MedialRequest) -> HttpResponse:
    """What the wizard is for, the club's studies, and the form that starts or takes up one of one's own."""
    club = request.club
    require_coach(request.user, club.pk)
    initial = {"trials": 3, "instrument": "inclinometer", **asked_for(request.GET)}
    form = StudyForm(request.POST if request.method == "POST" else None, club=club, initial=initial)
    if form.is_valid():
        study = start_study(club=club, tester=request.user, choices=form.cleaned_data)
        return redirect("error_study", study.pk)
    studies = ErrorStudy.objects.filter(club=club).select_related("club", "tester", "squad")
    context = {"section": "club", "form": form, "studies": studies.with_counts()}
    return render(request, "assessments/studies.html", context)


@require_safe
def error_study(request: MedialRequest, pk: UUID) -> HttpResponse:
    """One study: whose turn it is, how many pairs are missing, and the result."""
    study = own_study(request, pk)
    context = {
        "section": "club",
        "page": StudyPage.of(study),
        "mine": study.tester_id == request.user.pk and study.closed_on is None,
        "squads": study.club.squads.all(),
        "out": LeaveOutForm(),
    }
    return render(request, "assessments/study.html", context)


@require_POST
def error_study_use(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Puts the result in the place of the default, or with `default` goes back to that."""
    study = own_study(request, pk)
    page = StudyPage.of(study)
    if "default" in request.POST:
        go_back_to_default(study=study)
        messages.success(request, _("The default is in use again."))
    elif page.result is not None and page.usable:
        put_to_use(study=study, result=page.result)
        messages.success(request, _("Every finding by this method now rests on your club’s own error."))
    else:
        messages.error(request, _("There are not enough pairs yet: the default stays in use."))
    return redirect("error_study", study.pk)


@require_POST
def error_study_close(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Ends it: the next study of this method starts from nothing."""
    study = own_study(request, pk)
    close_study(study=study, on=study.club.today())
    messages.success(request, _("The study is closed. What is in use stays in use."))
    return redirect("error_study", study.pk)


@require_POST
def error_pair_out(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Takes a pair out of the count with its reason, or with `back` in again."""
    repeats = Repeat.objects.visible_to(request.user).select_related("study", "athlete")
    repeat = get_object_or_404(repeats, pk=pk)
    require_coach(request.user, repeat.study.club_id)
    form = LeaveOutForm(request.POST)
    if "back" in request.POST:
        leave_out(repeat=repeat, reason="")
    elif form.is_valid():
        leave_out(repeat=repeat, reason=form.cleaned_data["reason"])
    else:
        messages.error(request, _("Say why the pair of %(name)s is left out.") % {"name": repeat.whose})
    return redirect("error_study", repeat.study_id)
