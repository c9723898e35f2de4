"""The page behind an invitation's link, for whoever holds it."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts import inviting
from accounts.middleware import CLUB_KEY
from athletes.linking import Accepted, AlreadyLinked, accept, accepted_before, preview


@never_cache
@login_not_required
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Says what the invitation is; POST accepts it as the signed-in person.

    A link that is unknown, used, taken back or too old gets one and the same answer; whoever used it goes
    where it led them, for some keep the mail as their way in.
    """
    if refusal := _too_often(request):
        return refusal
    if request.method == "POST" and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    try:
        if request.method == "POST" and request.user.is_authenticated:
            return _welcome(request, accept(token=token, user=request.user))
        invitation, athlete = preview(token)
    except inviting.Closed:
        return _closed(request, token)
    except AlreadyLinked:
        messages.error(
            request, _("You have a profile in this club already. Tell your coach, who can put it right.")
        )
        return redirect("invitation_accept", token=token)
    context = {"invitation": invitation, "athlete": athlete}
    return render(request, "athletes/invitation.html", context)


def _too_often(request: HttpRequest) -> HttpResponse | None:
    refusal = ratelimit.consume_or_429(request, action="invitation", limit_get=True)
    if not refusal and request.user.is_authenticated:
        refusal = ratelimit.consume_or_429(request, action="accept_invitation")
    return refusal


def _closed(request: HttpRequest, token: str) -> HttpResponse:
    if request.user.is_authenticated and (before := accepted_before(token=token, user=request.user)):
        return redirect("today" if before.athlete else "squad")
    return render(request, "athletes/invitation_closed.html", status=404)


def _welcome(request: HttpRequest, accepted: Accepted) -> HttpResponse:
    if accepted.athlete and not accepted.athlete.has_answered:
        return redirect("my_consent", pk=accepted.athlete.pk)
    if accepted.athlete:
        messages.success(request, _("Welcome. What your coach assigns you is here."))
        return redirect("today")
    request.session[CLUB_KEY] = str(accepted.club.pk)
    messages.success(request, _("Welcome to %(club)s.") % {"club": accepted.club})
    return redirect("squad")
