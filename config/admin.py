"""The admin site: where content editors look after exercises, programme templates and the error table."""

from django.contrib.admin.apps import AdminConfig


class MedialAdminConfig(AdminConfig):
    default_site = "config.admin_site.MedialAdminSite"
