"""What hip internal rotation is, for anyone: nothing here needs an account."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.domain.findings import Targets
from coaching.models import Exercise

#: The two exercises that every routine starts from.
CORE_EXERCISES = ["knees-in-stretch", "side-lying-ankle-lift"]


@require_safe
@login_not_required
def learn(request: HttpRequest) -> HttpResponse:
    exercises = Exercise.objects.filter(slug__in=CORE_EXERCISES, state=Exercise.State.PUBLISHED)
    context = {"section": "learn", "targets": Targets(), "exercises": exercises}
    return render(request, "coaching/learn.html", context)
