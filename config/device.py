"""What makes Medial an application on a device: manifest, service worker, the page without a network."""

import hashlib
import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

#: Always asked for again: these say what the newest release is.
NOT_KEPT = {"Cache-Control": "no-cache"}

_OFFLINE_FILES = (
    "vendor/bootstrap.min.css",
    "css/medial.css",
    "js/theme.js",
    "js/offline.js",
    "img/icon.svg",
)


@login_not_required
@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """How Medial is called and looks among a device's applications."""
    # The drawing first: it is the pages' own icon as well, so that a device has it already.
    icons = [{"src": static("img/icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}]
    icons += [
        {"src": static(f"img/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for name, size, purpose in (
            ("icon-192", 192, "any"),
            ("icon-512", 512, "any"),
            ("icon-maskable-512", 512, "maskable"),
        )
    ]
    about = {
        "id": "/",
        "name": "Medial",
        "short_name": "Medial",
        "description": _("Hip internal rotation: test it, work on it, see whether it changed."),
        "lang": "en-GB",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f7fa",
        "theme_color": "#16213a",
        "icons": icons,
    }
    return JsonResponse(about, content_type="application/manifest+json", headers=NOT_KEPT)


@login_not_required
@require_safe
def service_worker(_request: HttpRequest) -> HttpResponse:
    """What differs between releases, then the worker itself. A new version drops the old one's caches."""
    release = {
        "version": _version(),
        "offlinePage": reverse("offline"),
        "files": [static(name) for name in _OFFLINE_FILES],
        "prefix": settings.STATIC_URL,
        "signOut": reverse("account_logout"),
    }
    worker = json.dumps(static("js/worker.js"))
    script = f"self.RELEASE = {json.dumps(release)};\nimportScripts({worker});\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=NOT_KEPT)


@login_not_required
@require_safe
def offline(_request: HttpRequest) -> HttpResponse:
    """The page for what needs a network. Rendered without the request: it is nobody's."""
    return HttpResponse(render_to_string("offline.html"), headers=NOT_KEPT)


def _version() -> str:
    """A name for this release: of all static files, and of the page that is kept."""
    files: str = getattr(staticfiles_storage, "manifest_hash", "")
    return hashlib.sha256(f"{files}{render_to_string('offline.html')}".encode()).hexdigest()[:12]
