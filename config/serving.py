"""How gunicorn serves Medial: `gunicorn.conf.py` uses this."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

#: How long a request may take to arrive, in seconds: its head, and all of it (8 MB at 4 Mbit/s).
HEAD, WHOLE = 5, 15
#: How long a piece of an answer waits for somebody to take it, in seconds.
TAKEN = 30


class PatientWorker(ThreadWorker):
    """gunicorn's threads, which a slow client holds only for so long.

    Without that a handful of telephones that sent half a request, or took half an answer, would keep
    everybody else out.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: Until when each connection that has a thread may be read from.
        self._until: dict[Any, float] = {}

    def handle(self, conn: Any) -> Any:
        """In a thread: reads a request, and answers it."""
        self._until[conn] = time.monotonic() + HEAD
        try:
            return super().handle(conn)
        finally:
            self._until.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Within `handle`, once the head is there."""
        self._until[conn] = time.monotonic() + WHOLE
        conn.sock.settimeout(TAKEN)
        try:
            return super().handle_request(req, conn)
        except TimeoutError:
            with suppress(OSError):
                conn.sock.shutdown(socket.SHUT_RDWR)
            return False

    def murder_pending(self) -> None:
        """In the main loop, every second. Whose request has arrived notices nothing: the answer goes out."""
        super().murder_pending()
        for conn, until in list(self._until.items()):
            if time.monotonic() > until:
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)
