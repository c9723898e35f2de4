"""Medial as it runs for real, and the weather on the way to it: for journeys that break things.

`Server` is gunicorn as docs/operating.md starts it, in processes of its own that can be killed at any moment.
`Way` is what stands between a browser and it: a proxy that loses answers, cuts everything off, or kills the
server as a request is under way.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django.db import connection

from tools.steps import ROOT

HOST = "127.0.0.1"
#: Headers about one connection, not about what goes over it.
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class Server:
    """The production server: on the very database of the tests, whose rows are committed, or on another."""

    def __init__(self, folder: Path, static_root: Path, database_url: str = "") -> None:
        self.port = 0
        self._log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self.environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "tests.journeys.production_settings",
            "ENV_FILE": os.devnull,
            "SECRET_KEY": os.environ["SECRET_KEY"],
            "ALLOWED_HOSTS": HOST,
            "HTTPS": "off",
            "DATABASE_URL": database_url or _database_url(),
            "MEDIA_ROOT": str(folder / "media"),
            "JOURNEY_STATIC_ROOT": str(static_root),
        }

    def start(self) -> None:
        """Start it on a free port; it answers as soon as it can."""
        with self._lock:
            self.port = _free_port()
            command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{HOST}:{self.port}"]
            with self._log.open("ab") as log:
                self._process = subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )

    def kill(self) -> None:
        """At once, all its processes, whatever they are doing."""
        with self._lock:
            if self._process:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
            self._process = None

    def wait(self) -> None:
        """Until it answers; fails after a minute, with its log."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                asked = http.client.HTTPConnection(HOST, self.port, timeout=10)
                asked.request("GET", "/readyz")
                status = asked.getresponse().status
                asked.close()
            except (OSError, http.client.HTTPException):
                status = 503
            if status == 200:
                return
            time.sleep(0.05)
        raise AssertionError(f"The server does not answer:\n{self.log()}")

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")[-5000:]


@dataclass(frozen=True)
class Fault:
    """What befalls the next write: its answer is lost, or the server is killed while it is under way.

    `after` is how long the server has it before that, `down` how long until it is started again, in seconds.
    """

    kind: str
    after: float = 0
    down: float = 0


class Way:
    """A proxy on a port of its own. `cut` closes every connection without an answer."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.cut = False
        #: What is to befall the next writes, one each.
        self.faults: deque[Fault] = deque()
        #: What has befallen writes.
        self.befallen: Counter[str] = Counter()
        self._taking = threading.Lock()
        self._under_way = 0
        self._calm = threading.Condition(self._taking)
        self._proxy = _Proxy(self)
        self.url = f"http://{HOST}:{self._proxy.server_address[1]}"
        threading.Thread(target=self._proxy.serve_forever, args=(0.05,), daemon=True).start()

    def clear(self) -> None:
        """From now on everything goes through, and the server runs."""
        with self._calm:
            self.cut = False
            self.faults.clear()
            assert self._calm.wait_for(lambda: self._under_way == 0, timeout=60)
        self.server.wait()

    def close(self) -> None:
        with self._calm:
            self.faults.clear()
            self._calm.wait_for(lambda: self._under_way == 0, timeout=60)
        self._proxy.shutdown()
        self._proxy.server_close()

    def next_fault(self, method: str) -> Fault | None:
        """What is to befall this request: `over` must be told when it has."""
        with self._taking:
            if method != "PUT" or not self.faults:
                return None
            self._under_way += 1
            return self.faults.popleft()

    def over(self, fault: Fault, *, befell: bool) -> None:
        """It has happened; or it could not, since the server was down, and is to happen later."""
        with self._calm:
            self._under_way -= 1
            if befell:
                self.befallen[fault.kind] += 1
            else:
                self.faults.appendleft(fault)
            self._calm.notify_all()


class _Proxy(ThreadingHTTPServer):
    daemon_threads = True
    # Threads of connections that a browser keeps open end with the tests.
    block_on_close = False

    def __init__(self, way: Way) -> None:
        self.way = way
        super().__init__((HOST, 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Proxy
    protocol_version = "HTTP/1.1"
    timeout = 60

    def log_message(self, *_args: Any) -> None:
        """Nothing: the browser's requests are no news."""

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def __getattr__(self, name: str) -> Any:
        """Every method goes the same way: `do_GET`, `do_PUT` and so on."""
        if name.startswith("do_"):
            return self._pass_on
        raise AttributeError(name)

    def _pass_on(self) -> None:
        way = self.server.way
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if way.cut:
            way.befallen["cut"] += 1
            self.close_connection = True
        elif fault := way.next_fault(self.command):
            way.over(fault, befell=self._suffer(body, fault))
            self.close_connection = True
        else:
            self._answer(self._ask(body))

    def _suffer(self, body: bytes, fault: Fault) -> bool:
        """Did the fault find a server to strike?"""
        if fault.kind != "kill":
            return self._ask(body) is not None
        struck: list[bool] = []

        def kill() -> None:
            time.sleep(fault.after)
            self.server.way.server.kill()
            struck.append(True)
            time.sleep(fault.down)
            self.server.way.server.start()

        self._ask(body, meanwhile=kill)
        return bool(struck)

    def _ask(
        self, body: bytes, *, meanwhile: Callable[[], None] = lambda: None
    ) -> tuple[http.client.HTTPResponse, bytes] | None:
        """What the server answers, if anything; `meanwhile` runs as soon as it has the request."""
        upstream = http.client.HTTPConnection(HOST, self.server.way.server.port, timeout=30)
        try:
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
            upstream.request(self.command, self.path, body or None, {**headers, "Connection": "close"})
            meanwhile()
            response = upstream.getresponse()
            return response, response.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            upstream.close()

    def _answer(self, answer: tuple[http.client.HTTPResponse, bytes] | None) -> None:
        if self.server.way.cut:
            self.close_connection = True
            return
        if answer is None:
            # As proxies answer for a server that isn't there.
            self.send_error(502)
            return
        response, content = answer
        self.send_response_only(response.status, response.reason)
        for name, value in response.getheaders():
            if name.lower() not in HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _database_url() -> str:
    name, settings = connection.settings_dict["NAME"], connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    password = f":{settings['PASSWORD']}" if settings["PASSWORD"] else ""
    return f"postgres://{settings['USER']}{password}@{settings['HOST']}:{settings['PORT']}/{name}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
