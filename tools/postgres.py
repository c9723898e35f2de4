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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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


@contextmanager
def throw_away() -> Iterator[str]:
    """Start a server and give its URL; stop it and remove all it wrote at the end. Raises Stop."""
    binaries = _binaries()
    if binaries is None:
        raise Stop("No PostgreSQL is installed: `make test` installs it where it can.")
    # PostgreSQL refuses to run as root, so root hands it and its folder to its own user.
    owner: dict[str, Any] = {}
    if os.geteuid() == 0:
        account = _account()
        owner = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    folder = Path(tempfile.mkdtemp(prefix="medial-postgres-"))
    if owner:
        os.chown(folder, owner["user"], owner["group"])
    data, port = folder / "data", _free_port()
    locale = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -F -c synchronous_commit=off"
    control: list[str | Path] = [binaries / "pg_ctl", "-D", data, "-w", "-s"]
    try:
        create: list[str | Path] = [
            binaries / "initdb",
            "-D",
            data,
            "-A",
            "trust",
            "-U",
            "medial",
            "-E",
            "UTF8",
        ]
        _quietly([*create, f"--locale={locale}"], owner, folder)
        _quietly([*control, "-l", folder / "log", "-o", settings, "start"], owner, folder)
        yield f"postgres://medial@127.0.0.1:{port}/postgres"
    finally:
        stop = [*control, "-m", "immediate", "stop"]
        subprocess.run(stop, capture_output=True, check=False, cwd="/", **owner)
        shutil.rmtree(folder, ignore_errors=True)


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
    with throw_away() as url:
        child = subprocess.Popen(sys.argv[1:], env={**os.environ, "DATABASE_URL": url})
        try:
            return child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait(30)


if __name__ == "__main__":
    main(_work)
