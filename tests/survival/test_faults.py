"""What the server says for want of its database, to slow clients and to bodies that are too large."""

from __future__ import annotations

import http.client
import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle
from typing import Any

import pytest

from accounts.ids import uuid7
from tests.journeys.production import HOST, Server
from tests.survival.scene import TOKEN
from tools import postgres

Answer = tuple[int, str, http.client.HTTPMessage]


@pytest.fixture
def coach(server: Server, people: list[dict[str, Any]]) -> dict[str, Any]:
    server.wait()
    return people[0]


def ask(
    server: Server, method: str, address: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> Answer:
    asking = http.client.HTTPConnection(HOST, server.port, timeout=60)
    try:
        asking.request(method, address, body or None, headers or {})
        answer = asking.getresponse()
        return answer.status, answer.read().decode(), answer.headers
    finally:
        asking.close()


def page(server: Server, coach: dict[str, Any], address: str = "/squad/") -> Answer:
    return ask(server, "GET", address, headers={"Cookie": coach["cookie"], "Accept-Language": "de"})


def put(server: Server, coach: dict[str, Any]) -> Answer:
    test = {"athlete": coach["athlete"], "tested_on": coach["today"], "left_trials": [30]}
    test |= {"position": "seated", "motion": "active", "instrument": "phone"}
    headers = {"Cookie": coach["cookie"], "X-CSRFToken": TOKEN, "Content-Type": "application/json"}
    return ask(server, "PUT", f"/api/v1/assessments/{uuid7()}", json.dumps(test).encode(), headers)


def test_while_the_database_is_away_every_answer_is_clear(
    cluster: postgres.Cluster, server: Server, coach: dict[str, Any]
) -> None:
    assert (page(server, coach)[0], put(server, coach)[0]) == (200, 201)
    cluster.kill()
    # At once, since each waits some seconds for the database before it says so.
    with ThreadPoolExecutor() as asking:
        shown, stored = asking.submit(page, server, coach), asking.submit(put, server, coach)
        probes = [asking.submit(ask, server, "GET", probe) for probe in ("/healthz", "/readyz")]
    status, html, headers = shown.result()
    assert (status, headers["Retry-After"]) == (503, "10")
    assert "Medial kommt gerade nicht an die Daten" in html
    assert html.count("<h1") == 1
    assert "/static/css/medial." in html
    status, text, headers = stored.result()
    assert (status, headers["Content-Type"]) == (503, "application/json")
    assert "just now" in json.loads(text)["detail"]
    assert "Traceback" not in html + text
    assert "psycopg" not in html + text
    assert [probe.result()[0] for probe in probes] == [200, 503]

    began = time.monotonic()
    cluster.start()
    server.wait()
    assert (page(server, coach)[0], put(server, coach)[0]) == (200, 201)
    assert time.monotonic() - began < 10


HALVES = (
    b"",
    b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow",
    b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nlogin=",
)


def test_clients_that_stop_half_way_keep_nobody_else_out(server: Server) -> None:
    server.wait()
    with ExitStack() as stack:
        # More of them than there are threads.
        slow = [stack.enter_context(socket.create_connection((HOST, server.port))) for _ in range(24)]
        for one, half in zip(slow, cycle(HALVES), strict=False):
            one.sendall(half)
        assert ask(server, "GET", "/healthz")[0] == 200
        for one in slow:
            one.settimeout(60)
            # Cut off: a sentence at most, and the end.
            while one.recv(4096):
                pass


@pytest.mark.parametrize("megabytes", [1, 20])
def test_what_is_too_large_is_refused_with_an_answer_that_arrives(
    server: Server, coach: dict[str, Any], megabytes: int
) -> None:
    body = b"x" * megabytes * 1024 * 1024
    headers = {"Cookie": coach["cookie"], "X-CSRFToken": TOKEN, "Content-Type": "application/json"}
    status, text, _headers = ask(server, "PUT", f"/api/v1/assessments/{uuid7()}", body, headers)
    assert (status, "too much at once" in json.loads(text)["detail"]) == (413, True)

    headers |= {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "de"}
    form = b"name=" + body + b"x" * 6 * 1024 * 1024
    status, text, _headers = ask(server, "POST", "/athletes/new/", form, headers)
    assert (status, "Das ist zu viel auf einmal" in text) == (413, True)
