"""Who may act: 403 for "yours, but you may only read". Whose rows one sees is each model's `visible_to`."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import redirect

from accounts.models import Role, User
from accounts.requests import MedialRequest


def require_coach(user: User, club_id: UUID) -> None:
    """Raises PermissionDenied unless `user` is an owner or coach of that club."""
    if not user.may_coach(club_id):
        raise PermissionDenied


def require_member(user: User, club_id: UUID) -> None:
    """Raises PermissionDenied unless `user` has a role in that club: its athletes have none."""
    if user.role_in(club_id) is None:
        raise PermissionDenied


def require_owner(user: User, club_id: UUID) -> None:
    """Raises PermissionDenied unless `user` owns that club."""
    if user.role_in(club_id) != Role.OWNER:
        raise PermissionDenied


def club_required(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For pages about the current club: who has none is sent home, which knows where they belong.

    Whoever a club waits for is led to what it asks for.
    """

    @wraps(view)
    def guarded(request: MedialRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.club:
            return redirect("second_factor" if request.user.clubs_waiting else "home")
        return view(request, *args, **kwargs)

    return guarded
