"""An owner's open invitations: sent again, or taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import inviting
from accounts.models import Invitation, Role
from accounts.permissions import club_required, require_owner
from accounts.requests import MedialRequest
from accounts.views.members import sent_page


@never_cache
@require_POST
@club_required
def invitation_again(request: MedialRequest, pk: UUID) -> HttpResponse:
    """A new link by mail; the one sent before stops working."""
    invitation = _own_invitation(request, pk)
    try:
        invitation, token = inviting.renew(invitation=invitation)
    except inviting.Closed:
        messages.error(request, _("That invitation was accepted or taken back meanwhile: make a new one."))
        return redirect("club_members")
    return sent_page(request, invitation, token)


@require_POST
@club_required
def invitation_revoke(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Takes an invitation back: its link stops working."""
    invitation = _own_invitation(request, pk)
    inviting.revoke(invitation=invitation)
    messages.success(request, _("The invitation to %(email)s is taken back.") % {"email": invitation.email})
    return redirect("club_members")


def _own_invitation(request: MedialRequest, pk: UUID) -> Invitation:
    rows = Invitation.objects.filter(club=request.club, kind__in=Role.values)
    invitation = get_object_or_404(rows, pk=pk)
    require_owner(request.user, request.club.pk)
    return invitation
