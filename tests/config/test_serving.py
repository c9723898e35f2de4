"""A client that asks for much and takes little of it holds a thread only for so long."""

from __future__ import annotations

import socket
from typing import Any
from unittest.mock import Mock

import pytest
from gunicorn.workers.gthread import ThreadWorker

from config import serving


def test_an_answer_that_nobody_takes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(self: Any, req: Any, conn: Any) -> bool:
        conn.sock.sendall(bytes(20_000_000))
        raise AssertionError("All of it was taken.")

    monkeypatch.setattr(ThreadWorker, "handle_request", answer)
    monkeypatch.setattr(serving, "TAKEN", 0.1)
    worker = object.__new__(serving.PatientWorker)
    worker._until = {}
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(True)
        assert worker.handle_request(None, Mock(sock=ours)) is False
        theirs.settimeout(10)
        while theirs.recv(1_000_000):
            pass
