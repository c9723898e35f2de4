"""Where the link in an invitation leads whoever wants no more of them."""

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.refusing import address_in, refuse


@csrf_exempt  # mail programs press the button themselves (RFC 8058); the signed link is what allows it
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Asks first, since programs follow links to look at them; POST ends it."""
    try:
        address = address_in(token)
    except signing.BadSignature:
        raise Http404 from None
    if request.method == "POST":
        refuse(address)
    return render(request, "accounts/invitation_mail_stop.html", {"done": request.method == "POST"})
