"""What a first visit costs: every request of a browser that has nothing yet, on production's static files.

Those are hashed and compressed as `collectstatic` leaves them and WhiteNoise serves them. The server counts:
nothing is missed, neither what the service worker fetches nor what the browser looks at to install.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import override_settings
from django.test.testcases import QuietWSGIRequestHandler

HASHED = {"BACKEND": "config.static_files.HashedStaticFiles"}
#: So long without a request, and the visit is over (seconds).
QUIET = 1.5


@dataclass(frozen=True)
class Answer:
    """One request's path, and the bytes of its answer as they went out: head and body."""

    path: str
    status: int
    size: int


class Counted:
    """A WSGI application that notes what it answers."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application
        self.answers: list[Answer] = []
        self.last = time.monotonic()
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            told.append((status, headers))
            return start_response(status, headers, *more)

        self.last = time.monotonic()
        body = self.application(environ, start)
        # The answer has begun: an application may say so before its first piece or with it.
        return self._pieces(environ["PATH_INFO"], told, body)

    def _pieces(
        self, path: str, told: list[tuple[str, list[tuple[str, str]]]], body: Iterable[bytes]
    ) -> Iterator[bytes]:
        size = 0
        try:
            for piece in body:
                size += len(piece)
                yield piece
        finally:
            if hasattr(body, "close"):
                body.close()
            [(status, headers)] = told
            head = len(f"HTTP/1.1 {status}\r\n\r\n") + sum(len(f"{k}: {v}\r\n") for k, v in headers)
            with self._lock:
                self.answers.append(Answer(path, int(status[:3]), head + size))
            self.last = time.monotonic()


class Server:
    """Medial in a thread of this process, on its database; `counted` knows what was asked."""

    def __init__(self) -> None:
        self.counted = Counted(WSGIHandler())
        self._listens = ThreadedWSGIServer(("localhost", 0), QuietWSGIRequestHandler)
        self._listens.set_app(self.counted)
        self._thread = threading.Thread(target=self._listens.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://localhost:{self._listens.server_port}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._listens.shutdown()
        self._listens.server_close()
        self._thread.join()


def collect(folder: Path) -> None:
    """Hash and compress all static files into the folder."""
    with hashed(folder):
        call_command("collectstatic", "--no-input", verbosity=0)


@contextmanager
def hashed(folder: Path) -> Iterator[None]:
    """Within it pages name the files of that folder, and WhiteNoise serves them."""
    from django.conf import settings

    with override_settings(STATIC_ROOT=folder, STORAGES={**settings.STORAGES, "staticfiles": HASHED}):
        yield


@contextmanager
def serving() -> Iterator[Server]:
    """Medial on a free port. Within `hashed`, on the static files of production."""
    server = Server()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def visit(context: Any, server: Server, path: str) -> list[Answer]:
    """What a fresh context of Playwright's asks for until it is quiet, with what installing looks at."""
    page = context.new_page()
    server.counted.answers.clear()
    page.goto(f"{server.url}{path}", wait_until="load")
    # Without a window Chromium looks at neither the icon nor the manifest by itself.
    context.new_cdp_session(page).send("Page.getInstallabilityErrors")
    while time.monotonic() < server.counted.last + QUIET:
        page.wait_for_timeout(100)
    return list(server.counted.answers)
