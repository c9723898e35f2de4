"""Assigning a programme, reading it, and stopping it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import require_coach
from accounts.requests import MedialRequest
from athletes.models import Athlete
from coaching.assigning import AlreadyRunning, NotAgreed, assign, stop
from coaching.forms.assigning import AssignForms
from coaching.forms.programme import StopForm
from coaching.models import PrescribedExercise, Programme, Progression
from coaching.models.template import PRESCRIBING
from coaching.offer import Offer, offer_for
from coaching.progress import progress_of
from coaching.progressing import offers_for, with_latest

LOG_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
def programme_new(request: MedialRequest, athlete_pk: UUID) -> HttpResponse:
    """The suggestion with its reasons: assign it as it is, or change it first."""
    athletes = Athlete.objects.active().visible_to(request.user).select_related("club")
    athlete = get_object_or_404(athletes, pk=athlete_pk)
    require_coach(request.user, athlete.club_id)
    if not athlete.has_agreed:
        messages.warning(request, _("Before a programme, %(name)s agrees to it.") % {"name": athlete.name})
        return redirect("athlete_consent", athlete.pk)
    offer = _offer(request, athlete)
    sent = request.POST if request.method == "POST" else None
    forms = AssignForms(offer, offer.plan, sent) if offer and offer.plan else None
    if sent is not None and forms and (programme := _assigned(request, forms)):
        return redirect("programme", programme.pk)
    context = {
        "athlete": athlete,
        "offer": offer,
        "forms": forms,
        "emphases": PRESCRIBING,
        "section": "squad",
    }
    return render(request, "coaching/programme_new.html", context)


def _offer(request: MedialRequest, athlete: Athlete) -> Offer | None:
    asked = request.GET
    try:
        assessment = UUID(asked["assessment"]) if asked.get("assessment") else None
    except ValueError as malformed:
        raise Http404 from malformed
    return offer_for(
        athlete, assessment=assessment, emphasis=asked.get("emphasis", ""), cleared="cleared" in asked
    )


def _assigned(request: MedialRequest, forms: AssignForms) -> Programme | None:
    """The programme that was asked for, now or by the same page before; None where something is wrong."""
    if made := forms.already_made():
        return made
    if not forms.is_valid():
        return None
    athlete = forms.offer.athlete
    try:
        programme = assign(athlete=athlete, by=request.user, **forms.assignment())
    except NotAgreed:
        withdrawn = _("Consent was withdrawn meanwhile: nothing is assigned.")
        forms.form.add_error(None, withdrawn)
        return None
    except AlreadyRunning:
        started = _("Another programme was started meanwhile: press again to see it.")
        forms.form.add_error(None, started)
        return None
    messages.success(request, _("Assigned. %(name)s finds it under Today.") % {"name": athlete.name})
    return programme


@require_safe
def programme(request: MedialRequest, pk: UUID) -> HttpResponse:
    """One programme: why, what, how far, and what was logged. Coaches and the athlete read the same facts."""
    programme = _programme(request, pk)
    club = programme.athlete.club
    is_member = request.user.role_in(club.pk) is not None
    sums = programme.sessions.pain_summary()
    pages = Paginator(programme.sessions.with_exercises(), LOG_PAGE)
    pages.count = sums["days"]
    context = {
        "programme": programme,
        "progress": progress_of([programme], today=club.today())[programme.pk],
        "today": club.today(),
        "sums": sums,
        "steps": offers_for(programme, programme.exercises.all()),
        "decided": _decided(programme, whole=is_member),
        "page": pages.get_page(request.GET.get("page")),
        "is_member": is_member,
        "may_change": request.user.may_coach(club.pk),
        "section": "squad",
    }
    return render(request, "coaching/programme.html", context)


def _decided(programme: Programme, *, whole: bool) -> QuerySet[Progression]:
    """The steps of a programme; the athlete sees those that the coach agreed to."""
    steps = Progression.objects.filter(prescribed__programme=programme)
    shown = steps if whole else steps.filter(decision=Progression.Decision.ACCEPTED)
    return shown.select_related("prescribed__exercise", "decided_by")


@require_http_methods(["GET", "HEAD", "POST"])
def programme_stop(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Ask why, then stop the programme; what was logged stays."""
    programme = _programme(request, pk)
    require_coach(request.user, programme.athlete.club_id)
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if stop(programme=programme, reason=form.cleaned_data["reason"]):
            messages.success(request, _("Stopped. What was logged stays."))
        else:
            messages.info(request, _("This programme was not running any more."))
        return redirect("programme", programme.pk)
    context = {"programme": programme, "form": form, "section": "squad"}
    return render(request, "coaching/programme_stop.html", context)


def _programme(request: MedialRequest, pk: UUID) -> Programme:
    exercises = with_latest(PrescribedExercise.objects.all())
    programmes = Programme.objects.visible_to(request.user).select_related(
        "athlete__club", "assessment", "assigned_by"
    )
    return get_object_or_404(programmes.prefetch_related(Prefetch("exercises", exercises)), pk=pk)
