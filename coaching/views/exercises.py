"""The library: all exercises at a glance, one to read, and its picture."""

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from accounts.requests import MedialRequest
from coaching.forms.picture import KEPT
from coaching.models import Exercise


@require_safe
def exercises(request: MedialRequest) -> HttpResponseBase:
    visible = Exercise.objects.visible_to(request.user).select_related("club")
    if request.club:
        visible = visible.filter(Q(club=None) | Q(club=request.club))
    kind = request.GET.get("kind", "")
    kind = kind if kind in Exercise.Kind.values else ""
    published = visible.filter(state=Exercise.State.PUBLISHED).without_originals()
    context = {
        "exercises": published.filter(kind=kind) if kind else published,
        "put_away": _put_away(request),
        "kinds": Exercise.Kind.choices,
        "kind": kind,
        "section": "exercises",
    }
    return render(request, "coaching/exercises.html", context)


def _put_away(request: MedialRequest) -> list[Exercise]:
    """The club's own drafts and archived exercises, for those who can bring them back."""
    if not request.club or not request.user.may_coach(request.club.pk):
        return []
    own = Exercise.objects.visible_to(request.user).filter(club=request.club)
    return list(own.exclude(state=Exercise.State.PUBLISHED))


@require_safe
def exercise(request: MedialRequest, slug: str) -> HttpResponseBase:
    shown = get_object_or_404(
        Exercise.objects.visible_to(request.user).select_related("club", "copied_from"), slug=slug
    )
    coaches = bool(request.club) and request.user.may_coach(request.club.pk)
    published = shown.state == Exercise.State.PUBLISHED
    context = {
        "exercise": shown,
        "may_copy": coaches and shown.club_id is None and published,
        "may_change": shown.club_id is not None and request.user.may_coach(shown.club_id),
        "section": "exercises",
    }
    return render(request, "coaching/exercise.html", context)


@require_safe
def exercise_picture(request: MedialRequest, slug: str) -> HttpResponseBase:
    """Only through the same check as the exercise; after an hour a browser asks whether it changed."""
    shown = get_object_or_404(Exercise.objects.visible_to(request.user).exclude(picture=""), slug=slug)
    return picture_response(request, shown)


def picture_response(request: HttpRequest, shown: Exercise) -> HttpResponseBase:
    """The picture of an exercise that the caller has checked; its name is new with every upload."""
    etag = f'"{shown.picture.name}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    try:
        response = FileResponse(shown.picture.open(), content_type=KEPT.content_type)
    except FileNotFoundError as error:
        raise Http404 from error
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=3600"
    return response
