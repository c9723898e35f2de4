"""Entering a test, and changing one."""

from __future__ import annotations

from contextlib import nullcontext
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.ids import uuid7
from accounts.permissions import require_coach
from accounts.requests import MedialRequest
from assessments.comparing import differences
from assessments.entry_page import EntryPage
from assessments.forms import AssessmentForm, initial_of, withdrawn_words
from assessments.keeping import keep_picture
from assessments.models import Assessment
from assessments.remembering import asked_for, remembered_method
from assessments.saving import Conflict, Entry, Taken, save_assessment
from athletes.models import Athlete


def assessment_new(request: MedialRequest, athlete_pk: UUID) -> HttpResponse:
    athletes = Athlete.objects.visible_to(request.user).select_related("club")
    athlete = get_object_or_404(athletes, pk=athlete_pk)
    require_coach(request.user, athlete.club_id)
    if request.method == "POST":
        form = AssessmentForm(request.POST, request.FILES, athlete=athlete)
        return _save(request, form)
    if athlete.has_withdrawn:
        messages.error(request, withdrawn_words(athlete))
        return redirect("athlete", athlete.pk)
    remembered = remembered_method(athlete=athlete, coach=request.user)
    initial = {"id": uuid7(), "tested_on": athlete.club.today(), **remembered, **asked_for(request.GET)}
    return _show(request, AssessmentForm(initial=initial, athlete=athlete))


def assessment_edit(request: MedialRequest, pk: UUID) -> HttpResponse:
    tests = Assessment.objects.visible_to(request.user).select_related("athlete__club")
    stored = tests.filter(pk=pk).first()
    if stored is None:
        return _deleted_meanwhile(request, pk)
    require_coach(request.user, stored.athlete.club_id)
    if request.method == "POST":
        form = AssessmentForm(request.POST, request.FILES, athlete=stored.athlete, stored=stored)
        return _save(request, form)
    return _show(request, AssessmentForm(initial=initial_of(stored), athlete=stored.athlete, stored=stored))


def _save(request: MedialRequest, form: AssessmentForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, form)
    entry = form.entry()
    picture, coach = form.picture_to_keep, request.user
    try:
        # Both or none: the page that says that there is no room speaks of the numbers too.
        with transaction.atomic() if picture else nullcontext():
            test = save_assessment(
                pk=_pk(form), athlete=form.athlete, tester=coach, entry=entry, version=_version(form)
            )
            if picture:
                keep_picture(test=test, picture=picture, coach=coach)
    except Taken:
        form.add_error(None, _("This form was used for another athlete: open a new one."))
        return _show(request, form)
    except Conflict as conflict:
        return _show_both(request, form, conflict.stored)
    messages.success(request, _("Test saved."))
    return redirect("assessment", test.pk)


def _deleted_meanwhile(request: MedialRequest, pk: UUID) -> HttpResponse:
    """What was typed over a test that somebody else deleted, ready to be saved as a new one of that athlete.

    Raises Http404 for any other test that isn't there.
    """
    gone = Assessment.history.filter(id=pk, history_type="-").first()
    if request.method != "POST" or gone is None:
        raise Http404
    athletes = Athlete.objects.visible_to(request.user).select_related("club")
    athlete = get_object_or_404(athletes, pk=gone.athlete_id)
    require_coach(request.user, athlete.club_id)
    typed = request.POST.copy()
    typed["id"], typed["version"] = str(uuid7()), ""
    form = AssessmentForm(typed, request.FILES, athlete=athlete)
    form.is_valid()
    form.add_error(None, _("Somebody deleted this test meanwhile. To keep yours, save it: as a new test."))
    page = EntryPage(form, request.user, action=reverse("assessment_new", args=[athlete.pk]))
    return render(request, "assessments/form.html", {"page": page, "section": "squad"}, status=409)


def _pk(form: AssessmentForm) -> UUID:
    """The test's id: made with the page or on the device, so that sending a form twice stores it once."""
    if form.stored:
        return form.stored.pk
    chosen: UUID | None = form.cleaned_data["separate"] or form.cleaned_data["id"]
    return chosen or uuid7()


def _version(form: AssessmentForm) -> int | None:
    """The version that was changed; a form that names none is taken to know the stored one."""
    version: int | None = form.cleaned_data["version"]
    return form.stored.version if form.stored and version is None else version


def _show(request: MedialRequest, form: AssessmentForm) -> HttpResponse:
    return render(
        request, "assessments/form.html", {"page": EntryPage(form, request.user), "section": "squad"}
    )


def _show_both(request: MedialRequest, form: AssessmentForm, stored: Assessment) -> HttpResponse:
    """The form with what was typed, ready to be saved over `stored`, under a table of what differs."""
    entry = form.entry()
    typed = request.POST.copy()
    typed["version"] = str(stored.version)
    again = AssessmentForm(typed, request.FILES, athlete=form.athlete, stored=form.stored)
    again.is_valid()
    page = EntryPage(again, request.user, stored=stored, differences=differences(entry, Entry.of(stored)))
    return render(request, "assessments/form.html", {"page": page, "section": "squad"}, status=409)
