"""A club's errors of measurement: looking at them, setting an own value, going back to the default."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.models import Role
from accounts.permissions import club_required, require_owner
from accounts.requests import MedialRequest
from assessments.errors_of_club import ErrorLine, OwnErrorForm, error_lines, keep_own, line_of


@club_required
def club_errors(request: MedialRequest) -> HttpResponse:
    """The table; with `?change=<method>` the form of one line on top, for owners."""
    club = request.club
    lines = error_lines(club)
    context = {
        "lines": lines,
        "section": "club",
        "may_change": request.user.role_in(club.pk) == Role.OWNER,
        "may_measure": request.user.may_coach(club.pk),
    }
    if request.method != "POST" and "change" not in request.GET:
        return render(request, "assessments/errors.html", context)
    require_owner(request.user, club.pk)
    line = line_of(lines, request.GET.get("change", ""))
    if line is None:
        raise Http404
    if request.method == "POST" and "default" in request.POST:
        return _back_to_default(request, line)
    form = OwnErrorForm(request.POST if request.method == "POST" else None, instance=line.own(club))
    if form.is_valid():
        form.instance.study = None
        keep_own(club=club, row=form.instance)
        messages.success(request, _("The club’s own value is in use from now on."))
        return redirect("club_errors")
    return render(request, "assessments/errors.html", {**context, "line": line, "form": form})


def _back_to_default(request: MedialRequest, line: ErrorLine) -> HttpResponse:
    if line.is_own:
        line.used.delete()
    messages.success(request, _("The default is in use again."))
    return redirect("club_errors")
