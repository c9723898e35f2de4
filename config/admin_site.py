from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class MedialAdminSite(AdminSite):
    """Django's admin under Medial's name; signing in is allauth's, with its rate limits."""

    site_header = _("Medial content")
    site_title = _("Medial content")
    index_title = _("Exercises, programmes and errors of measurement")
