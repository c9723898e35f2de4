"""The coach's answer after twelve weeks without a change."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import require_coach
from accounts.requests import MedialRequest
from assessments.models import Assessment
from coaching.deciding import decide
from coaching.forms.decision import DecisionForm
from coaching.models import Decision


@require_http_methods(["GET", "HEAD", "POST"])
def assessment_decide(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Keep the answer and go on to what follows from it; the page asks again where something is missing."""
    tests = Assessment.objects.visible_to(request.user).select_related("athlete__club", "decision")
    test = get_object_or_404(tests, pk=pk)
    require_coach(request.user, test.athlete.club_id)
    given = getattr(test, "decision", None)
    form = DecisionForm(
        request.POST or None, initial={"answer": given.answer, "note": given.note} if given else {}
    )
    if request.method == "POST" and form.is_valid():
        decision = decide(
            assessment=test,
            answer=form.cleaned_data["answer"],
            note=form.cleaned_data["note"],
            by=request.user,
        )
        return _on(request, test, decision)
    context = {"test": test, "athlete": test.athlete, "form": form, "section": "squad"}
    return render(request, "coaching/decide.html", context)


def _on(request: MedialRequest, test: Assessment, decision: Decision) -> HttpResponseRedirect:
    """To the plan of the maintenance programme, or back to the athlete."""
    if decision.answer == Decision.Answer.MAINTAIN:
        messages.success(request, _("Decided. This is the maintenance programme, to assign or to change."))
        plan = reverse("programme_new", args=[test.athlete_id])
        return redirect(f"{plan}?assessment={test.pk}&emphasis=maintain")
    messages.success(request, _("Decided. The answer is kept with its date."))
    return redirect("athlete", test.athlete_id)
