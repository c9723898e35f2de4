"""Taking an athlete along to another club, by whoever coaches in both."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.crispy import CrispyMixin
from accounts.models import COACHING_ROLES, Club, User
from accounts.permissions import require_coach
from accounts.requests import MedialRequest
from athletes.models import Athlete
from coaching.leaving import HasProfileThere, move


class MoveForm(CrispyMixin, forms.Form):
    """The clubs that `user` coaches, without the athlete's own."""

    club = forms.ModelChoiceField(
        Club.objects.none(),
        label=gettext_lazy("To the club"),
        error_messages={"required": gettext_lazy("Choose the club.")},
    )

    def __init__(self, *args: Any, user: User, athlete: Athlete, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        coached = Club.objects.visible_to(user).filter(
            memberships__user=user, memberships__role__in=COACHING_ROLES
        )
        field: Any = self.fields["club"]
        field.queryset = coached.exclude(pk=athlete.club_id).order_by("name")


@require_http_methods(["GET", "HEAD", "POST"])
def athlete_move(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Says what goes along and what stays, then moves the profile."""
    athlete = get_object_or_404(Athlete.objects.visible_to(request.user).select_related("club"), pk=pk)
    require_coach(request.user, athlete.club_id)
    form = MoveForm(request.POST if request.method == "POST" else None, user=request.user, athlete=athlete)
    if request.method == "POST" and form.is_valid():
        try:
            moved = move(athlete=athlete, to=form.cleaned_data["club"])
        except HasProfileThere:
            form.add_error("club", _("This person has a profile in that club already."))
        else:
            said = {"name": moved.name, "club": moved.club}
            messages.success(request, _("%(name)s is in %(club)s now.") % said)
            return redirect("athlete_consent", pk)
    return render(
        request, "coaching/athlete_move.html", {"section": "squad", "athlete": athlete, "form": form}
    )
