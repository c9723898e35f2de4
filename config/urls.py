"""Every address of Medial. The names are stable: links, tests and other programs use them."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("api/", include("config.api")),
    path("", include("accounts.urls")),
    path("", include("athletes.urls")),
    path("", include("assessments.urls")),
    path("", include("coaching.urls")),
]

handler500 = "config.errors.server_error"
