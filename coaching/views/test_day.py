"""The test day: the sheet, its small answers to the script, and what the day came to."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.models import Club
from accounts.permissions import club_required, require_coach
from accounts.requests import MedialRequest
from assessments.domain.error import Z95, mdc95
from assessments.formats import limit_text
from assessments.models import Assessment
from assessments.questions import question_groups
from assessments.reading import ErrorTable, targets_of
from assessments.remembering import parse_day
from athletes.models import Athlete, Squad
from athletes.registering import register
from coaching.forms.test_day import NewAthleteForm, SetupForm
from coaching.test_day import DaySetup, part_of, setup_of
from coaching.test_day_moving import NotMoved, move_test
from coaching.test_day_rows import SheetRow, readings_of_day, row_data, rows_of, stored_data
from coaching.test_day_words import rules_of, script_words

#: Stands in the addresses that the script fills in with a test's own id.
SAMPLE = UUID(int=0)


@require_safe
@club_required
def test_day(request: MedialRequest) -> HttpResponse:
    """The sheet of a squad for one day and one method."""
    club = request.club
    require_coach(request.user, club.pk)
    setup, squads = _setup(request)
    part, targets, errors = part_of(club, setup), targets_of(club), ErrorTable.of(club)
    method = Assessment(**setup.method)
    rules = rules_of(targets, errors, method)
    context = {
        "section": "test_day",
        "setup": setup,
        "own_error": errors.sem(method).own,
        "form": SetupForm(setup, squads=squads),
        "squad_name": squads.get(setup.squad) if setup.squad else None,
        "rows": rows_of(club, part, coach=request.user, errors=errors),
        "part": part,
        "targets": targets,
        "error": {"one": limit_text(Z95 * rules["sem"]), "two": limit_text(mdc95(rules["sem"]))},
        "script": _for_script(sheet=setup.sheet, rules=rules, words=script_words()),
        "sample": SAMPLE,
        "trials": range(1, setup.trials + 1),
        "groups": question_groups((), ask_age=True),
    }
    return render(request, "coaching/test_day.html", context)


def _for_script(**told: dict[str, Any]) -> dict[str, str]:
    return {name: json.dumps(value) for name, value in told.items()}


def _setup(request: MedialRequest) -> tuple[DaySetup, dict[UUID, str]]:
    squads = dict(Squad.objects.filter(club=request.club).values_list("pk", "name"))
    today = request.club.today()
    setup = setup_of(request.GET, club=request.club, coach=request.user, squads=squads, today=today)
    return setup, squads


@require_GET
def test_day_rows(request: MedialRequest) -> HttpResponseBase:
    """The club's tests of a day (`?date=`) for the sheets that are open; 304 where nothing is new.

    `?club=` is the club that the sheet is of, whatever was chosen in another tab since it was opened.
    """
    club = _club_of_sheet(request)
    require_coach(request.user, club.pk)
    day = parse_day(request.GET.get("date", "")) or club.today()
    tests = [
        stored_data(reading, coach=request.user)
        for reading in readings_of_day(club, day, reader=request.user)
    ]
    body = json.dumps({"tests": tests}).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="application/json")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response


def _club_of_sheet(request: MedialRequest) -> Club:
    """The user's own club of that id; where none is named, the chosen one. Raises Http404 for any other."""
    clubs = [membership.club for membership in request.user.memberships_by_club.values()]
    named = request.GET.get("club", str(request.club.pk) if request.club else "")
    for club in clubs:
        if str(club.pk) == named:
            return club
    raise Http404


@require_POST
@club_required
def test_day_athlete(request: MedialRequest) -> HttpResponse:
    """An athlete added on the spot: answers with the row, or with what to mend."""
    club = request.club
    require_coach(request.user, club.pk)
    form = NewAthleteForm(request.POST)
    if not form.is_valid():
        return JsonResponse(form.errors, status=422)
    setup, _squads = _setup(request)
    squads = list(Squad.objects.filter(club=club, pk=setup.squad)) if setup.squad else []
    new = Athlete(pk=form.cleaned_data["id"], club=club, name=form.cleaned_data["name"])
    athlete = register(athlete=new, squads=squads)
    row = SheetRow(athlete, None, row_data(athlete))
    context = {"row": row, "setup": setup, "trials": range(1, setup.trials + 1)}
    return render(request, "coaching/test_day/_row.html", context)


@require_POST
@club_required
def test_day_move(request: MedialRequest, pk: UUID) -> HttpResponse:
    """ "That was the other athlete": a stored test goes to whom it belongs to, with its key and its past."""
    require_coach(request.user, request.club.pk)
    test = get_object_or_404(
        Assessment.objects.visible_to(request.user).filter(athlete__club=request.club), pk=pk
    )
    athletes = Athlete.objects.active().not_withdrawn().filter(club=request.club)
    try:
        to = athletes.get(pk=UUID(request.POST.get("athlete", "")))
        moved = move_test(test=test, to=to, version=request.POST.get("version", ""))
    except (ValueError, Athlete.DoesNotExist):
        return JsonResponse({"detail": _("That athlete is not in the club.")}, status=422)
    except NotMoved as refusal:
        return JsonResponse({"detail": str(refusal)}, status=409)
    return JsonResponse({"id": str(moved.pk), "version": moved.version})
