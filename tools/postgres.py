"""PostgreSQL for the length of one command: `python -m tools.postgres pytest …`.

The command gets DATABASE_URL. Where that is set already, that server is used; else a throw-away one is
started on a free port of this machine, in a temporary folder, and is gone when the command ends.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tools import debian
from tools.steps import Stop, main


def install() -> None:
    """See to it that there is a PostgreSQL to test on. Raises Stop where none can be had."""
    if os.environ.get("DATABASE_URL") or _binaries():
        return
    if not debian.is_possible():
        raise Stop(
            "The tests need PostgreSQL: install it (initdb and pg_ctl), or give DATABASE_URL of a server "
            "where they may create a database, then run them again."
        )
    debian.install("postgresql")


class Cluster:
    """A server on a free port of this machine, in a temporary folder.

    A commit may be lost when its processes are killed, which is quicker, unless it is to be `durable`. Raises
    Stop where it can't be made.
    """

    def __init__(self, *, durable: bool = False) -> None:
        binaries = _binaries()
        if binaries is None:
            raise Stop("No PostgreSQL is installed: `make test` installs it where it can.")
        # PostgreSQL refuses to run as root, so root hands it and its folder to its own user.
        self._owner: dict[str, Any] = {}
        if os.geteuid() == 0:
            account = _account()
            self._owner = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        self._folder = Path(tempfile.mkdtemp(prefix="medial-postgres-"))
        if self._owner:
            os.chown(self._folder, self._owner["user"], self._owner["group"])
        self._data, port = self._folder / "data", _free_port()
        # Nothing is forced to the disk: what a killed process has written is the kernel's, and no test cuts
        # the power. A commit that is durable has been written when it is answered for: nobody comes by later
        # and writes what was not waited for, so that it is lost for certain.
        commits = "wal_writer_delay=10s" if durable else "synchronous_commit=off"
        self._settings = f"-p {port} -c listen_addresses=127.0.0.1 -k {self._folder} -F -c {commits}"
        self._control: list[str | Path] = [binaries / "pg_ctl", "-D", self._data, "-w", "-s"]
        self._create: list[str | Path] = [
            binaries / "initdb",
            "-D",
            self._data,
            "-A",
            "trust",
            "-U",
            "medial",
        ]
        self.url = f"postgres://medial@127.0.0.1:{port}/postgres"

    def create(self) -> None:
        locale = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
        _quietly([*self._create, "-E", "UTF8", f"--locale={locale}"], self._owner, self._folder)

    def start(self) -> None:
        """Returns when it answers, after what a crash leaves to be recovered."""
        command = [*self._control, "-l", self._folder / "log", "-o", self._settings, "start"]
        _quietly(command, self._owner, self._folder)

    def kill(self) -> None:
        """At once, all its processes, whatever they are doing."""
        lock = self._data / "postmaster.pid"
        pid = int(lock.read_text().splitlines()[0])
        doomed = {pid} | {one for one, (parent, _state) in _processes().items() if parent == pid}
        for process in doomed:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(state != "Z" for one, (_parent, state) in _processes().items() if one in doomed):
            time.sleep(0.02)
        # A process that is dead, but that nobody has asked about yet, would pass for a running server.
        for one in (lock, *self._folder.glob(".s.PGSQL.*.lock")):
            one.unlink()

    def remove(self) -> None:
        stop = [*self._control, "-m", "immediate", "stop"]
        subprocess.run(stop, capture_output=True, check=False, cwd="/", **self._owner)
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def throw_away(*, durable: bool = False) -> Iterator[Cluster]:
    """Start a server; stop it and remove all it wrote at the end. Raises Stop."""
    cluster = Cluster(durable=durable)
    try:
        cluster.create()
        cluster.start()
        yield cluster
    finally:
        cluster.remove()


def _processes() -> dict[int, tuple[int, str]]:
    """Parent and state of every process of this machine."""
    command = [shutil.which("ps") or "ps", "-A", "-o", "pid=,ppid=,stat="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = [line.split() for line in listed.stdout.splitlines()]
    return {int(pid): (int(parent), state[0]) for pid, parent, state in rows}


def _binaries() -> Path | None:
    on_path = shutil.which("pg_ctl")
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True
    )
    # A link on PATH would do for pg_ctl but not for initdb, which looks for its files beside itself.
    candidates = [*folders, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((c for c in candidates if (c / "initdb").exists() and (c / "pg_ctl").exists()), None)


def _account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _quietly(command: Sequence[str | Path], owner: dict[str, Any], folder: Path) -> None:
    with (folder / "output").open("w+") as output:
        finished = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # Of its own session, so that Ctrl+C reaches the tests first and the server stops after them.
            start_new_session=True,
            cwd="/",
            check=False,
            **owner,
        )
        output.seek(0)
        if finished.returncode:
            raise Stop(f"PostgreSQL did not start: {output.read().strip()[-500:]}")


def _work() -> int:
    def stop(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, stop)
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(sys.argv[1:], check=False).returncode
    with throw_away() as cluster:
        child = subprocess.Popen(sys.argv[1:], env={**os.environ, "DATABASE_URL": cluster.url})
        try:
            return child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait(30)


if __name__ == "__main__":
    main(_work)
