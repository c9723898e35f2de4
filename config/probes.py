"""What a balancer asks: is this process alive (`/healthz`), and can it work (`/readyz`)?

Answered before anything looks at who asks and by which name: over plain http too, with no session and no
cookie. The answers say nothing more than yes or no; the log has the reason.
"""

import logging
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)


class ProbesMiddleware:
    """Before all other middleware but what adds headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return _answer(ok=True)
        if request.path == "/readyz":
            return _answer(ok=self._is_ready())
        return self.get_response(request)

    def _is_ready(self) -> bool:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            # Migrations are never taken back under a running release: asked until they are there.
            self._migrated = self._migrated or is_migrated()
        except (DatabaseError, OSError) as error:
            log.warning("Not ready: the database answers with %s", type(error).__name__)
            return False
        if not self._migrated:
            log.warning("Not ready: migrations of this release are not applied")
        return self._migrated


def is_migrated() -> bool:
    """Is every migration of this release applied? Later ones, of the next release, do no harm."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _answer(*, ok: bool) -> HttpResponse:
    text, status = ("ok\n", 200) if ok else ("not ready\n", 503)
    headers = {"Cache-Control": "no-store", "Content-Type": "text/plain; charset=utf-8"}
    return HttpResponse(text, status=status, headers=headers)
