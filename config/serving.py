"""How gunicorn serves Medial: `gunicorn.conf.py` uses this."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

#: A request has to have arrived within this, in seconds: a picture of 8 MB at 3 Mbit/s.
PATIENCE = 20


class PatientWorker(ThreadWorker):
    """gunicorn's threads, which a slow client holds only for so long.

    Without that a handful of telephones that sent half a request would keep everybody else out.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: Since when each connection has had a thread.
        self._since: dict[Any, float] = {}

    def handle(self, conn: Any) -> Any:
        """In a thread: reads a request, and answers it."""
        self._since[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            self._since.pop(conn, None)

    def murder_pending(self) -> None:
        """In the main loop, every second. Whose request has arrived notices nothing: the answer goes out."""
        super().murder_pending()
        for conn, since in list(self._since.items()):
            if time.monotonic() - since > PATIENCE:
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)
