"""Adding an athlete and changing a profile."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.permissions import club_required, require_coach
from accounts.requests import MedialRequest
from athletes.consenting import give
from athletes.forms import AthleteForm
from athletes.models import Athlete, Consent
from athletes.registering import register, update


@club_required
def athlete_new(request: MedialRequest) -> HttpResponse:
    """A profile in the current club; only the name is needed."""
    require_coach(request.user, request.club.pk)
    form = AthleteForm(request.POST or None, club=request.club)
    if request.method == "POST" and form.is_valid():
        form.instance.pk = form.cleaned_data["pk"]
        athlete = register(athlete=form.instance, **form.chosen_squads())
        if form.cleaned_data["agreed"] and not athlete.consents.exists():
            give(
                athlete=athlete,
                way=Consent.Way.RECORDED,
                giver=_("When the profile was made"),
                by=request.user,
            )
        messages.success(request, _("%(name)s is in the squad.") % {"name": athlete.name})
        return redirect("athlete", pk=athlete.pk)
    return render(request, "athletes/athlete_new.html", {"section": "squad", "form": form})


def athlete_edit(request: MedialRequest, pk: UUID) -> HttpResponse:
    """The coach's changes to a profile; of whoever withdrew consent its note isn't read either."""
    athlete = get_object_or_404(Athlete.objects.open_to(request.user).select_related("club"), pk=pk)
    require_coach(request.user, athlete.club_id)
    name = athlete.name
    form = AthleteForm(request.POST or None, instance=athlete, club=athlete.club)
    if request.method == "POST" and form.is_valid():
        update(athlete=form.instance, **form.chosen_squads())
        messages.success(request, _("Saved."))
        return redirect("athlete", pk=pk)
    context = {"section": "squad", "form": form, "athlete": athlete, "name": name}
    return render(request, "athletes/athlete_edit.html", context)
