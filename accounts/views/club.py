"""The club: its name, place and targets; starting another; choosing which one to work in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.clubs import start_club
from accounts.forms.club import ClubForm, NewClubForm
from accounts.middleware import CLUB_KEY, choose_club
from accounts.models import Club, Role
from accounts.permissions import club_required, require_owner
from accounts.requests import MedialRequest


@club_required
def club(request: MedialRequest) -> HttpResponse:
    """Owners change the club here; its other members read."""
    # A row of its own: what was typed into a form that is refused must not change the name in the bar.
    current = Club.objects.visible_to(request.user).get(pk=request.club.pk)
    owner = request.user.role_in(current.pk) == Role.OWNER
    if request.method == "POST":
        require_owner(request.user, current.pk)
    form = ClubForm(request.POST or None, instance=current, owner=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. Every page of the club goes by these targets from now on."))
        return redirect("club")
    return render(request, "accounts/club.html", {"section": "club", "form": form, "owner": owner})


def club_new(request: MedialRequest) -> HttpResponse:
    """Anyone who is signed in may start a club, and owns it then."""
    form = NewClubForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = start_club(owner=request.user, **form.cleaned_data)
        request.session[CLUB_KEY] = str(made.pk)
        messages.success(request, _("%(club)s is ready: add the first athlete.") % {"club": made.name})
        return redirect("squad")
    return render(request, "accounts/club_new.html", {"section": "club", "form": form})


@require_POST
def club_switch(request: MedialRequest) -> HttpResponse:
    """Chooses the club that the pages are about, among the user's own."""
    choose_club(request, request.POST.get("club", ""))
    return redirect("squad")
