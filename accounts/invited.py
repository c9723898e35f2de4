"""Whoever signs up by an invitation: which one, and whether it came by mail."""

from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from accounts import inviting
from accounts.models import Invitation


def invitation_behind(request: HttpRequest) -> Invitation | None:
    """The open invitation that the visitor goes back to afterwards: the link in `next`, if it is one."""
    try:
        match = resolve(urlsplit(_next(request)).path)
    except (Resolver404, ValueError):
        return None
    if match.url_name != "invitation_accept":
        return None
    try:
        return inviting.find_open(match.kwargs["token"])
    except inviting.Closed:
        return None


def is_confirmed_by_invitation(request: HttpRequest, address: str) -> bool:
    """Did the visitor come by the link that was mailed to that address?"""
    invitation = invitation_behind(request)
    if invitation is None or not address or invitation.email.lower() != address.lower():
        return False
    query = parse_qs(urlsplit(_next(request)).query)
    return inviting.is_mailed(invitation, proof=query.get(inviting.MAILED, [""])[0])


def _next(request: HttpRequest) -> str:
    return request.POST.get("next") or request.GET.get("next") or ""
