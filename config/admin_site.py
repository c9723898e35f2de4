from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache


class MedialAdminSite(AdminSite):
    """Django's admin under Medial's name; signing in is allauth's, with its rate limits."""

    site_header = _("Medial content")
    site_title = _("Medial content")
    index_title = _("Exercises, programmes and errors of measurement")
    # Three things to look after need no second menu beside them.
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without the two addresses that answer about rows of any table, which nothing here uses."""
        unused = {"autocomplete", "view_on_site"}
        return [entry for entry in super().get_urls() if getattr(entry, "name", None) not in unused]

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Sends strangers to the one sign-in page. Raises PermissionDenied for users who edit no content."""
        index = reverse("admin:index", current_app=self.name)
        if self.has_permission(request):
            return redirect(index)
        if request.user.is_authenticated:
            raise PermissionDenied
        target = request.GET.get(REDIRECT_FIELD_NAME, index)
        safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
        return redirect_to_login(target if safe else index)

    def password_change(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Any:
        """The password is changed where everybody changes theirs."""
        return redirect("account_change_password")
