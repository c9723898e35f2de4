"""The coach's side of an athlete's own sign-in: a link and a code to show, a mail, taking either back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import inviting
from accounts.limits import may_mail_invitation
from accounts.permissions import require_coach
from accounts.qr import qr_code
from accounts.requests import MedialRequest
from athletes.forms import InviteAthleteForm
from athletes.linking import invite_athlete, unlink
from athletes.models import Athlete


@never_cache
def athlete_invite(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Where the invitation stands; POST makes a new link and shows it, the only time that it can be shown."""
    athlete = _own_athlete(request, pk)
    form = InviteAthleteForm(request.POST or None)
    context = {"section": "squad", "athlete": athlete, "form": form, "invitation": athlete.invitation}
    if request.method == "POST" and form.is_valid():
        try:
            context |= _new_link(request, athlete, form.cleaned_data["email"])
        except inviting.Closed:
            messages.error(request, _("%(name)s can’t be invited now.") % {"name": athlete.name})
            return redirect("athlete_invite", pk=pk)
    return render(request, "athletes/athlete_invite.html", context)


def _new_link(request: MedialRequest, athlete: Athlete, email: str) -> dict[str, object]:
    invitation, token = invite_athlete(athlete=athlete, by=request.user, email=email)
    link = request.build_absolute_uri(reverse("invitation_accept", args=[token]))
    may_send = bool(email) and may_mail_invitation(request, email)
    sent = may_send and inviting.send(invitation=invitation, link=link)
    return {"invitation": invitation, "link": link, "code": qr_code(link), "sent": sent}


@require_POST
def athlete_invite_revoke(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Takes the open invitation back: its link and code stop working."""
    athlete = _own_athlete(request, pk)
    if athlete.invitation:
        inviting.revoke(invitation=athlete.invitation)
        messages.success(request, _("The link is taken back: it opens nothing any more."))
    return redirect("athlete_invite", pk=pk)


@require_POST
def athlete_unlink(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Takes the sign-in off the profile, where the wrong person accepted or an athlete moves on."""
    athlete = _own_athlete(request, pk)
    unlink(athlete=athlete)
    messages.success(request, _("Nobody signs in as %(name)s now. The tests stay.") % {"name": athlete.name})
    return redirect("athlete_invite", pk=pk)


def _own_athlete(request: MedialRequest, pk: UUID) -> Athlete:
    rows = Athlete.objects.visible_to(request.user).select_related("club", "user", "invitation")
    athlete = get_object_or_404(rows, pk=pk)
    require_coach(request.user, athlete.club_id)
    return athlete
