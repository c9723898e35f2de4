"""A production server on a PostgreSQL of its own: both may be killed, and run again after each test."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.production import HOST, Server
from tools import first_visit, postgres
from tools.steps import ROOT


@pytest.fixture(scope="session")
def static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static files as `collectstatic` leaves them: an error page wears Medial's look."""
    folder = tmp_path_factory.mktemp("static")
    first_visit.collect(folder)
    return folder


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    with postgres.throw_away(durable=True) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def server(
    cluster: postgres.Cluster, static: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server"), static, cluster.url)
    # Who writes says from where: fifty people at one address would be too many for its limit.
    server.environment["TRUSTED_PROXIES"] = HOST
    run(server, "manage.py", "migrate", "--verbosity", "0")
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def people(server: Server) -> list[dict[str, Any]]:
    """A coach, and the fifty who are about to write: `scene.people`."""
    made: list[dict[str, Any]] = json.loads(run(server, "-m", "tests.survival.scene"))
    return made


def run(server: Server, *command: str) -> str:
    """A program of Medial's, where the server runs: what it prints."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=server.environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout
