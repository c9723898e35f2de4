"""Fifty people write while the web processes and then PostgreSQL are killed, again and again.

Every write that was answered for is there as it was sent, none is there twice, and ten seconds after it was
killed the service answers again. `make test` kills each once, `make soak` five times.
"""

from __future__ import annotations

import datetime as dt
import http.client
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psycopg

from accounts.ids import uuid7
from tests.journeys.production import HOST, Server
from tests.survival.scene import TOKEN
from tools import postgres

SOAK = os.environ.get("SOAK") == "on"
ROUNDS = 5 if SOAK else 1
#: How long they write undisturbed before each kill, and at the end, in seconds; and until all were answered.
CALM = 10 if SOAK else 1
#: The service answers again within this, in seconds.
LIMIT = 10


@dataclass
class Writer:
    """Somebody who sends one entry after another, each until it is answered for, as a device does."""

    person: dict[str, Any]
    address: str
    server: Server
    stop: threading.Event
    #: What was answered for and, at the end, what may or may not have been stored: by key, the last body.
    stored: dict[str, dict[str, Any]] = field(default_factory=dict)
    open: dict[str, dict[str, Any]] = field(default_factory=dict)
    writes: int = 0
    #: When the last request began that was answered for.
    answered: float = 0
    unexpected: list[str] = field(default_factory=list)
    failed: int = 0

    def run(self) -> None:
        while not self.stop.is_set():
            address, body = self.next()
            self.open = {address: body}
            while not self.stop.is_set() and not self.sent(address, body):
                self.stop.wait(0.05)
            self.writes += 1

    def next(self) -> tuple[str, dict[str, Any]]:
        """Another test of the same athlete; or the session of one of the last days, new or changed."""
        if "athlete" in self.person:
            trials = [20 + self.writes % 300 / 10]
            method = {"position": "seated", "motion": "active", "instrument": "phone"}
            athlete, today = self.person["athlete"], self.person["today"]
            test = {"athlete": athlete, "tested_on": today, **method, "left_trials": trials}
            return f"/api/v1/assessments/{uuid7()}", test
        day = dt.date.fromisoformat(self.person["today"]) - dt.timedelta(days=self.writes % 7)
        known = next((item for item in self.stored.items() if item[1]["done_on"] == str(day)), None)
        version = {"version": known[1]["version"]} if known else {}
        exercises = [{"prescribed": one, "outcome": "done"} for one in self.person["prescribed"]]
        log = {"programme": self.person["programme"], "done_on": str(day), "exercises": exercises}
        # Another note each time, so that it is a change.
        log |= {"pain": self.writes % 3, "note": f"{self.writes}", **version}
        return known[0] if known else f"/api/v1/sessions/{uuid7()}", log

    def sent(self, address: str, body: dict[str, Any]) -> bool:
        """Was it answered for?"""
        headers = {"Cookie": self.person["cookie"], "X-CSRFToken": TOKEN, "Content-Type": "application/json"}
        headers["X-Forwarded-For"] = self.address
        began = time.monotonic()
        asking = http.client.HTTPConnection(HOST, self.server.port, timeout=30)
        try:
            asking.request("PUT", address, json.dumps(body), headers)
            answer = asking.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            self.failed += 1
            return False
        finally:
            asking.close()
        if answer.status in (200, 201):
            self.stored[address] = {**body, "version": json.loads(content)["version"]}
            self.open = {}
            self.answered = began
            return True
        self.failed += 1
        if answer.status != 503 or "detail" not in json.loads(content):
            self.unexpected.append(f"{answer.status} {content[:300]!r}")
        return False


def test_every_write_that_was_answered_for_is_there_once(
    cluster: postgres.Cluster, server: Server, people: list[dict[str, Any]]
) -> None:
    stop = threading.Event()
    writers = [Writer(person, f"10.0.0.{n}", server, stop) for n, person in enumerate(people[1:])]
    threads = [threading.Thread(target=writer.run, daemon=True) for writer in writers]
    server.wait()
    for thread in threads:
        thread.start()
    outages = [outage for _round in range(ROUNDS) for outage in kill_both(cluster, server, writers)]
    undisturbed(writers)
    stop.set()
    for thread in threads:
        thread.join(60)
    sys.stdout.write(f"{sum(w.writes for w in writers)} writes; seconds until it answered: {outages}\n")

    assert [unexpected for writer in writers for unexpected in writer.unexpected] == []
    assert max(outages) <= LIMIT
    assert sum(writer.failed for writer in writers) >= ROUNDS
    with psycopg.connect(cluster.url) as connection:
        check_tests(connection, [writer for writer in writers if "athlete" in writer.person])
        check_sessions(connection, [writer for writer in writers if "programme" in writer.person])


def kill_both(cluster: postgres.Cluster, server: Server, writers: list[Writer]) -> list[float]:
    """How many seconds nobody was answered: when the web processes were killed, and when PostgreSQL was."""
    return [outage(writers, server.kill, server.start), outage(writers, cluster.kill, cluster.start)]


def outage(writers: list[Writer], kill: Callable[[], None], start: Callable[[], None]) -> float:
    """Until somebody is answered who asked after the kill: an answer to an earlier one may arrive late."""
    undisturbed(writers)
    began = time.monotonic()
    kill()
    killed = time.monotonic()
    start()
    until(lambda: max(writer.answered for writer in writers) > killed)
    return round(time.monotonic() - began, 1)


def undisturbed(writers: list[Writer]) -> None:
    time.sleep(CALM)
    now = time.monotonic()
    until(lambda: min(writer.answered for writer in writers) > now)


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline, "It never came to that."
        time.sleep(0.02)


def key(address: str) -> str:
    return address.rsplit("/", 1)[1]


def check_tests(connection: psycopg.Connection[Any], writers: list[Writer]) -> None:
    athletes = [[writer.person["athlete"] for writer in writers]]
    theirs = "FROM {} WHERE athlete_id::text = ANY(%s)".format
    asked = f"SELECT id::text, left_trials, version {theirs('assessments_assessment')}"
    rows = connection.execute(asked, athletes).fetchall()
    there = {pk: (trials, version) for pk, trials, version in rows}
    assert len(there) == len(rows)
    answered = {key(a): (body["left_trials"], 1) for writer in writers for a, body in writer.stored.items()}
    maybe = {key(address) for writer in writers for address in writer.open}
    assert {pk: value for pk, value in there.items() if pk in answered} == answered
    assert set(there) - set(answered) <= maybe
    history = f"SELECT id::text {theirs('assessments_historicalassessment')}"
    assert sorted(pk for (pk,) in connection.execute(history, athletes)) == sorted(there)


def check_sessions(connection: psycopg.Connection[Any], writers: list[Writer]) -> None:
    asked = (
        "SELECT s.id::text, s.note, s.version, count(e.id) FROM coaching_session s "
        "LEFT JOIN coaching_doneexercise e ON e.session_id = s.id GROUP BY s.id"
    )
    there = {pk: (note, version, lines) for pk, note, version, lines in connection.execute(asked)}
    for writer in writers:
        for address, body in writer.stored.items():
            note, version, lines = there.pop(key(address))
            later = writer.open.get(address)
            assert (note, version) in [
                (body["note"], body["version"]),
                *([(later["note"], body["version"] + 1)] if later else []),
            ]
            assert lines == 2
    assert set(there) <= {key(address) for writer in writers for address in writer.open}
