"""The front door: what Medial is for a visitor, and the right first page for everyone who is signed in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import Club, User
from assessments.domain.findings import Targets
from athletes.models import Athlete


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "coaching/home.html", {"targets": Targets()})
    page = first_page(request.user)
    if page:
        return redirect(page)
    archived = Club.objects.archived_of(request.user).exists()
    return render(request, "coaching/welcome.html", {"archived": archived})


def first_page(user: User) -> str | None:
    """The name of the page a signed-in person starts from; None for one who belongs nowhere yet."""
    if user.memberships_by_club:
        return "squad"
    if user.clubs_waiting:
        return "second_factor"
    if Athlete.objects.linked_to(user).exists():
        return "today"
    return "admin:index" if user.is_staff else None
