from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class MedialAdminSite(AdminSite):
    """Django's admin under Medial's name; signing in is allauth's, with its rate limits."""

    site_header = _("Medial content")
    site_title = _("Medial content")
    index_title = _("Exercises, programmes and errors of measurement")
    # Three things to look after need no second menu beside them.
    enable_nav_sidebar = False

    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Only whoever is signed in and may use the content pages comes here; it leads on to them."""
        return redirect("admin:index")

    def password_change(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> Any:
        return redirect("account_change_password")
