"""Getting in: the second factor that a club asks for, ending a sign-in elsewhere, changing the address."""

from allauth.account.models import EmailAddress
from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.address_change import NotYours, address_asked_for
from accounts.requests import MedialRequest


def second_factor(request: MedialRequest) -> HttpResponse:
    """Where whoever a club waits for is led; everybody else goes on."""
    if not request.user.clubs_waiting:
        return redirect("home")
    return render(request, "accounts/second_factor.html", {"waiting": request.user.clubs_waiting})


@require_POST
def sign_in_end(request: MedialRequest, pk: int) -> HttpResponse:
    """Signs one of one's own devices out: at its next step it is asked to sign in."""
    rows = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
    get_adapter().end_sessions([get_object_or_404(rows, pk=pk)])
    messages.success(request, _("That device is signed out."))
    return redirect("usersessions_list")


def email_change(request: MedialRequest, token: str) -> HttpResponse:
    """Behind the link in the mail to the present address; POST sends the one to the new address."""
    try:
        address = address_asked_for(token, user=request.user)
    except NotYours:
        raise Http404 from None
    if request.method != "POST":
        return render(request, "accounts/email_change_agree.html", {"address": address})
    if not EmailAddress.objects.filter(user=request.user, email__iexact=address).exists():
        EmailAddress.objects.add_new_email(request, request.user, address)
    return redirect("account_email")
