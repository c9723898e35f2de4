"""One's own tokens of the API: making one, which is shown once, and revoking them."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.forms.api_tokens import NewTokenForm
from accounts.models import ApiToken
from accounts.permissions import club_required
from accounts.requests import MedialRequest
from accounts.tokens import make_token


@never_cache
@club_required
@reauthentication_required(allow_get=True, app="allauth.mfa")
def api_tokens(request: MedialRequest) -> HttpResponse:
    """The tokens with their last use; POST makes one, and shows it the only time that it can be shown."""
    form = NewTokenForm(request.POST or None, user=request.user, initial={"club": request.club.pk})
    context = {"form": form, "tokens": ApiToken.objects.visible_to(request.user).select_related("club")}
    if request.method == "POST" and form.is_valid():
        token, secret = make_token(user=request.user, **form.cleaned_data)
        context |= {"secret": secret, "made": token, "form": NewTokenForm(user=request.user)}
    return render(request, "accounts/api_tokens.html", context)


@require_POST
def api_token_revoke(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Ends a token at once."""
    token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
    token.delete()
    messages.success(request, _("“%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("api_tokens")
