"""The squads of the current club: added, renamed, deleted. Athletes stay when their squad goes."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.permissions import club_required, require_coach
from accounts.requests import MedialRequest
from athletes.forms import SquadForm
from athletes.models import Squad


@club_required
def squads(request: MedialRequest) -> HttpResponse:
    """All squads with how many athletes train in them; coaches add one here."""
    if request.method == "POST":
        require_coach(request.user, request.club.pk)
    form = SquadForm(request.POST or None, club=request.club)
    if request.method == "POST" and form.is_valid() and (squad := form.saved()):
        messages.success(request, _("%(squad)s is added.") % {"squad": squad.name})
        return redirect("squads")
    in_training = Count("athletes", filter=Q(athletes__archived_on=None))
    context = {
        "section": "squad",
        "form": form,
        "squads": request.club.squads.annotate(size=in_training),
        "may_coach": request.user.may_coach(request.club.pk),
    }
    return render(request, "athletes/squads.html", context)


def squad_edit(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Another name for a squad."""
    squad = _own_squad(request, pk)
    name = squad.name
    form = SquadForm(request.POST or None, instance=squad, club=squad.club)
    if request.method == "POST" and form.is_valid() and form.saved():
        messages.success(request, _("Saved."))
        return redirect("squads")
    context = {"section": "squad", "form": form, "squad": squad, "name": name}
    return render(request, "athletes/squad_edit.html", context)


def squad_delete(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Asks first, then deletes the squad, not its athletes."""
    squad = _own_squad(request, pk)
    if request.method == "POST":
        squad.delete()
        messages.success(request, _("%(squad)s is deleted.") % {"squad": squad.name})
        return redirect("squads")
    context = {"section": "squad", "squad": squad, "size": squad.athletes.active().count()}
    return render(request, "athletes/squad_delete.html", context)


def _own_squad(request: MedialRequest, pk: UUID) -> Squad:
    squad = get_object_or_404(Squad.objects.visible_to(request.user).select_related("club"), pk=pk)
    require_coach(request.user, squad.club_id)
    return squad
