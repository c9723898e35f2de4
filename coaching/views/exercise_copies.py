"""A club's own version of an exercise: made, changed, put away and brought back by its coaches."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import require_coach
from accounts.requests import MedialRequest
from coaching.archiving import put, use_of
from coaching.copying import copy_for_club
from coaching.forms.exercise import ExerciseForm
from coaching.models import Exercise


def _own(request: MedialRequest, slug: str) -> Exercise:
    """An exercise of a club that the user coaches; 404 for another club's, 403 for what they only read."""
    exercise = get_object_or_404(Exercise.objects.visible_to(request.user).select_related("club"), slug=slug)
    if exercise.club_id is None:
        raise PermissionDenied
    require_coach(request.user, exercise.club_id)
    return exercise


@require_POST
def exercise_copy(request: MedialRequest, slug: str) -> HttpResponseBase:
    original = get_object_or_404(Exercise.objects.visible_to(request.user).filter(club=None), slug=slug)
    if not request.club:
        raise PermissionDenied
    require_coach(request.user, request.club.pk)
    copy = copy_for_club(exercise=original, club=request.club)
    return redirect("exercise_edit", copy.slug)


def exercise_edit(request: MedialRequest, slug: str) -> HttpResponseBase:
    exercise = _own(request, slug)
    form = ExerciseForm(request.POST or None, request.FILES or None, instance=exercise)
    if request.method == "POST" and form.is_valid():
        if exercise.state == Exercise.State.DRAFT:
            exercise.state = Exercise.State.PUBLISHED
        form.save()
        messages.success(
            request, _("Saved. The words show everywhere at once; the dose is for new programmes.")
        )
        return redirect("exercise", exercise.slug)
    context = {"form": form, "exercise": exercise, "section": "exercises"}
    return render(request, "coaching/exercise_edit.html", context)


def exercise_archive(request: MedialRequest, slug: str) -> HttpResponseBase:
    exercise = _own(request, slug)
    if request.method == "POST":
        put(exercise, Exercise.State.ARCHIVED)
        messages.success(request, _("“%(name)s” is archived.") % {"name": exercise})
        return redirect("exercises")
    context = {"exercise": exercise, "use": use_of(exercise), "section": "exercises"}
    return render(request, "coaching/exercise_archive.html", context)


@require_POST
def exercise_restore(request: MedialRequest, slug: str) -> HttpResponseBase:
    exercise = _own(request, slug)
    put(exercise, Exercise.State.PUBLISHED)
    messages.success(request, _("“%(name)s” is back in the library.") % {"name": exercise})
    return redirect("exercise", exercise.slug)
