"""One reading of a study: the first or the second of an athlete, as it is their turn."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.requests import MedialRequest
from assessments.reading import targets_of
from assessments.repeating import Stale, keep_reading
from assessments.study_forms import ReadingForm
from assessments.study_page import StudyPage
from assessments.views.studies import own_study
from athletes.models import Athlete


def error_reading(request: MedialRequest, pk: UUID, athlete_pk: UUID) -> HttpResponse:
    """The form of that athlete's turn, or with `?again` of the first anew; no earlier reading is on it."""
    study = own_study(request, pk)
    athlete = get_object_or_404(Athlete.objects.active().agreed().filter(club=study.club_id), pk=athlete_pk)
    if study.tester_id != request.user.pk:
        raise PermissionDenied
    page = StudyPage.of(study)
    if request.method == "POST" and not study.closed_on:
        return _save(request, page, athlete)
    repeat = page.turn_of(athlete)
    if study.closed_on or (repeat and repeat.second_at):
        return redirect("error_study", study.pk)
    turn = 1 if repeat is None or "again" in request.GET else 2
    form = ReadingForm(trials=study.trials, hips=page.hips_of(athlete, turn), initial={"turn": turn})
    return _show(request, page, athlete, form, turn)


def _save(request: MedialRequest, page: StudyPage, athlete: Athlete) -> HttpResponse:
    turn = 2 if request.POST.get("turn") == "2" else 1
    form = ReadingForm(request.POST, trials=page.study.trials, hips=page.hips_of(athlete, turn))
    if not form.is_valid():
        return _show(request, page, athlete, form, turn)
    following = page.after(athlete, turn=turn)
    try:
        keep_reading(study=page.study, athlete=athlete, turn=turn, means=form.means)
    except Stale:
        words = _("%(name)s was measured on another page meanwhile: this reading is not saved.")
        messages.error(request, words % {"name": athlete})
        return redirect("error_study", page.study.pk)
    messages.success(request, _("%(name)s: saved.") % {"name": athlete})
    if following is None:
        return redirect("error_study", page.study.pk)
    return redirect("error_reading", page.study.pk, following.pk)


def _show(
    request: MedialRequest, page: StudyPage, athlete: Athlete, form: ReadingForm, turn: int
) -> HttpResponse:
    repeat = page.turn_of(athlete)
    context = {
        "section": "club",
        "page": page,
        "athlete": athlete,
        "form": form,
        "turn": turn,
        "waited": page.waiting_of(repeat) if repeat and turn == 2 else None,
        "following": page.after(athlete, turn=turn),
        "targets": targets_of(page.study.club),
    }
    return render(request, "assessments/repeat.html", context)
