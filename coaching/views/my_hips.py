"""The athlete's own hips, and their days one by one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import MedialRequest
from athletes.models import Athlete
from coaching.history import history_of
from coaching.own_hips import own_hips
from coaching.threads import own_threads


@require_safe
def my_hips(request: MedialRequest) -> HttpResponse:
    """The dial of the last test and what it says, for every club that the athlete has a profile in."""
    athletes = list(Athlete.objects.linked_to(request.user))
    context = {
        "tab": "my_hips",
        "profiles": own_hips(athletes),
        "threads": own_threads(request.user, athletes),
    }
    return render(request, "coaching/my_hips.html", context)


@require_safe
def history(request: MedialRequest) -> HttpResponse:
    """Sessions and tests by date, latest first; today's session may still be changed."""
    athletes = list(Athlete.objects.linked_to(request.user))
    page, entries = history_of(athletes, request.GET.get("page"))
    context = {
        "tab": "history",
        "linked": bool(athletes),
        "several": len(athletes) > 1,
        "page": page,
        "entries": entries,
    }
    return render(request, "coaching/history.html", context)
