"""The members of the current club: everyone sees them, owners change them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import inviting
from accounts.clubs import LastOwner, change_role, remove_member
from accounts.forms.members import InviteMemberForm, RoleForm
from accounts.limits import may_mail_invitation
from accounts.models import Invitation, Membership, Role
from accounts.permissions import club_required, require_owner
from accounts.requests import MedialRequest


@never_cache
@club_required
def club_members(request: MedialRequest) -> HttpResponse:
    """Who belongs to the club, which invitations are open; owners invite here."""
    if request.method != "POST":
        return members_page(request, InviteMemberForm(club=request.club))
    require_owner(request.user, request.club.pk)
    form = InviteMemberForm(request.POST, club=request.club)
    if not form.is_valid():
        return members_page(request, form)
    invitation, token = inviting.invite(
        club=request.club,
        kind=Invitation.Kind(form.cleaned_data["role"]),
        email=form.cleaned_data["email"],
        by=request.user,
    )
    return sent_page(request, invitation, token)


def sent_page(request: MedialRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Mails the link and shows it, the only time that it can be shown."""
    link = request.build_absolute_uri(reverse("invitation_accept", args=[token]))
    sent = may_mail_invitation(request, invitation.email) and inviting.send(invitation=invitation, link=link)
    return members_page(
        request, InviteMemberForm(club=request.club), invitation=invitation, link=link, sent=sent
    )


def members_page(request: MedialRequest, form: InviteMemberForm, **extra: object) -> HttpResponse:
    members = (
        Membership.objects.filter(club=request.club).select_related("user").order_by("user__name", "user_id")
    )
    invitations = Invitation.objects.filter(
        club=request.club, accepted_at=None, revoked_at=None, kind__in=Role.values
    )
    context = {"section": "club", "form": form, "members": members, "roles": Role.choices, **extra}
    context["owner"] = request.user.role_in(request.club.pk) == Role.OWNER
    context["invitations"] = invitations if context["owner"] else []
    return render(request, "accounts/members.html", context)


@require_POST
@club_required
def member_role(request: MedialRequest) -> HttpResponse:
    """Gives a member of the current club another role."""
    require_owner(request.user, request.club.pk)
    membership = _posted_member(request)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            change_role(membership=membership, role=Role(form.cleaned_data["role"]))
            messages.success(request, _("%(name)s’s role is changed.") % {"name": membership.user})
        except LastOwner:
            messages.error(request, _last_owner())
    return redirect("club_members")


@require_POST
@club_required
def member_remove(request: MedialRequest) -> HttpResponse:
    """Ends a membership of the current club: an owner anyone's, everybody their own."""
    membership = _posted_member(request)
    leaving = membership.user_id == request.user.pk
    if not leaving:
        require_owner(request.user, request.club.pk)
    try:
        remove_member(membership=membership)
    except LastOwner:
        messages.error(request, _last_owner())
        return redirect("club_members")
    said = _("You have left %(club)s.") if leaving else _("%(name)s is no longer in %(club)s.")
    messages.success(request, said % {"name": membership.user, "club": request.club})
    return redirect("home" if leaving else "club_members")


def _posted_member(request: MedialRequest) -> Membership:
    rows = Membership.objects.filter(club=request.club).select_related("user")
    try:
        membership: Membership = ModelChoiceField(rows).clean(request.POST.get("member"))
    except ValidationError:
        raise Http404 from None
    return membership


def _last_owner() -> str:
    return _("A club keeps at least one owner: make somebody else an owner first.")
