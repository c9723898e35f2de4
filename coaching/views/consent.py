"""Consent: asked for and written down by a coach, given and withdrawn by the athlete or a guardian."""

from __future__ import annotations

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import require_coach
from accounts.requests import MedialRequest
from athletes import consenting
from athletes.consent_forms import AgreeForm, AskForm, LinkForm, RecordForm
from athletes.elsewhere import was_elsewhere
from athletes.models import Athlete, Consent
from coaching.held import profiles_of
from coaching.withdrawing import withdraw


@require_http_methods(["GET", "HEAD", "POST"])
def athlete_consent(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Where an athlete's consent stands; `record` writes down what was said or signed elsewhere."""
    athlete = _coached(request, pk)
    record = RecordForm(request.POST if request.method == "POST" else None, athlete=athlete)
    if request.method == "POST" and consenting.may_be_written_down(athlete) and record.is_valid():
        giver = record.cleaned_data["giver"]
        consenting.give(athlete=athlete, way=Consent.Way.RECORDED, giver=giver, by=request.user)
        messages.success(request, _("Written down: %(name)s has agreed.") % {"name": athlete.name})
        return redirect("athlete", pk)
    return _coach_page(request, athlete, record=record)


@require_POST
def athlete_consent_ask(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Mails the question to the athlete, or to the parent or guardian of a young one."""
    athlete = _coached(request, pk)
    form = AskForm(request.POST, athlete=athlete)
    if not form.is_valid():
        return _coach_page(request, athlete, ask=form)
    email = form.cleaned_data["email"]
    may_send = ratelimit.consume(request, action="invite", user=request.user)
    if may_send and consenting.send(consenting.ask(athlete=athlete, email=email, by=request.user)):
        messages.success(request, _("Asked: a mail is on its way to %(email)s.") % {"email": email})
    else:
        messages.error(request, _("The mail could not be sent. Try again in a while."))
    return redirect("athlete_consent", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def athlete_consent_withdraw(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Asks first, then writes down what the athlete, or their guardian, told the coach."""
    athlete = _coached(request, pk)
    if request.method == "POST":
        withdraw(athlete=athlete)
        messages.success(request, _("Written down: consent is withdrawn."))
        return redirect("athlete", pk)
    return render(request, "coaching/consent/withdraw.html", {"athlete": athlete, "section": "squad"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_consent(request: MedialRequest, pk: UUID) -> HttpResponse:
    """The athlete's own: the words, agreeing, and (`withdraw`) taking it back, from the archive too."""
    athlete = get_object_or_404(profiles_of(request.user).filter(club__archived_on=None), pk=pk)
    may_agree = not (athlete.needs_guardian or athlete.archived_on)
    if request.method == "POST" and "withdraw" in request.POST:
        withdraw(athlete=athlete)
        messages.success(request, _("Withdrawn. The club reads and adds nothing more."))
        return redirect("my_data")
    form = AgreeForm(request.POST if request.method == "POST" else None, athlete=athlete)
    if request.method == "POST" and may_agree and form.is_valid():
        consenting.give(athlete=athlete, way=Consent.Way.OWN, giver=str(request.user), by=request.user)
        messages.success(request, _("Thank you. You can withdraw at any time under “My data”."))
        return redirect("today")
    return render(request, "coaching/consent/mine.html", {"athlete": athlete, "form": form})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of a mail, for as long as it can be agreed to, and then to withdraw it."""
    try:
        consent = consenting.find(token)
    except consenting.Closed:
        raise Http404 from None
    guardian = consent.way == Consent.Way.GUARDIAN
    sent = request.POST if request.method == "POST" and consent.given_on is None else None
    form = LinkForm(sent, athlete=consent.athlete, guardian=guardian)
    if request.method == "POST" and _done(request, consent, form):
        return redirect("consent_link", token=token)
    context = {"consent": consent, "athlete": consent.athlete, "form": form, "guardian": guardian}
    return render(request, "coaching/consent/link.html", context)


def _done(request: HttpRequest, consent: Consent, form: LinkForm) -> bool:
    """Was something agreed to or withdrawn?"""
    if consent.given_on:
        if "withdraw" not in request.POST or consent.withdrawn_on:
            return False
        withdraw(athlete=consent.athlete)
        return True
    if not form.is_valid():
        return False
    try:
        consenting.answer(consent=consent, giver=form.cleaned_data["giver"])
    except consenting.Closed:
        raise Http404 from None
    return True


def _coached(request: MedialRequest, pk: UUID) -> Athlete:
    athlete = get_object_or_404(Athlete.objects.visible_to(request.user).select_related("club"), pk=pk)
    require_coach(request.user, athlete.club_id)
    return athlete


def _coach_page(
    request: MedialRequest, athlete: Athlete, *, record: RecordForm | None = None, ask: AskForm | None = None
) -> HttpResponse:
    consents = athlete.consents.exclude(was_elsewhere(at="created_at"))
    context = {
        "section": "squad",
        "athlete": athlete,
        "recordable": consenting.may_be_written_down(athlete),
        "record": record or RecordForm(athlete=athlete),
        "ask": ask or AskForm(athlete=athlete),
        "consents": consents.select_related("by"),
        "days": consenting.OPEN_FOR.days,
    }
    return render(request, "coaching/consent/coach.html", context)
