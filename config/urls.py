"""Every address of Medial. The names are stable: links, tests and other programs use them."""

from django.contrib import admin
from django.urls import include, path

from config import device

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("api/", include("config.api")),
    path("manifest.webmanifest", device.manifest, name="manifest"),
    path("sw.js", device.service_worker, name="service_worker"),
    path("offline/", device.offline, name="offline"),
    path("", include("accounts.urls")),
    path("", include("athletes.urls")),
    path("", include("assessments.urls")),
    path("", include("coaching.urls")),
]

handler400 = "config.errors.bad_request"
handler429 = "config.errors.too_many"
handler500 = "config.errors.server_error"
