"""Which mails one gets: chosen signed in, or ended by the link in each of them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import COACHING_ROLES, User
from accounts.refusing import allow, is_refused, refuse
from accounts.requests import MedialRequest
from athletes.models import Athlete
from coaching.forms.mail import MailSettingsForm
from coaching.mail.readers import is_confirmed, settings_of, stop_asked, switch_off


@require_http_methods(["GET", "HEAD", "POST"])
def mail_settings(request: MedialRequest) -> HttpResponse:
    """A switch for each kind of mail that this person can get, and the hour of the reminder."""
    user = request.user
    form = MailSettingsForm(
        request.POST if request.method == "POST" else None,
        instance=settings_of(user),
        initial={"invitations": not is_refused(user.email)},
        is_athlete=Athlete.objects.linked_to(user).exists(),
        is_coach=any(one.role in COACHING_ROLES for one in user.memberships_by_club.values()),
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        (allow if form.cleaned_data["invitations"] else refuse)(user.email)
        messages.success(request, _("Saved."))
        return redirect("mail_settings")
    context = {"form": form, "confirmed": is_confirmed(user)}
    return render(request, "coaching/mail_settings.html", context)


@csrf_exempt  # mail programs press the button themselves (RFC 8058); the signed link is what allows it
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Asks first, since programs follow links to look at them; POST ends that kind for that reader."""
    try:
        user, switch = stop_asked(token)
    except (signing.BadSignature, User.DoesNotExist):
        raise Http404 from None
    done = request.method == "POST"
    if done:
        switch_off(user, switch)
    kind = MailSettingsForm.base_fields[switch].label
    return render(request, "coaching/mail_stop.html", {"kind": kind, "done": done})
