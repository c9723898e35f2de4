"""The demo from a clean checkout to the page: `python -m tools.run --port 8000`."""

import argparse
import hashlib
import http.client
import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

from tools import prepare
from tools.steps import ROOT, VENV, Stop, main, say

# Production's settings but for the key, which is made here, and https, which needs a name and a certificate.
ENV = {"MEDIAL_DEMO": "on", "DEBUG": "off"}
HOST = "127.0.0.1"


def _work() -> int:
    parser = argparse.ArgumentParser(prog="make run")
    parser.add_argument("--port", default="8000")
    port = free_port(parser.parse_args().port)
    _be_a_demo()
    prepare.packages()
    prepare.css()
    _collect_static()
    say("bringing the database and the demo club up to date ...")
    sign_ins = _python("-m", "tools.database", what="The database could not be brought up to date")
    say("starting the server ...")
    return _serve(port, sign_ins)


def free_port(text: str) -> int:
    """The port that PORT asks for, as a number. Raises Stop where it can't be had."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Stop(f"PORT is {text!r}: give a number from 1 to 65535, as in make run PORT=8001.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Stop(f"Port {port} needs more rights: choose another, as in make run PORT=8001.") from None
        except OSError:
            raise Stop(
                f"Port {port} is in use, perhaps by Medial itself: stop that program, or choose another "
                f"port, as in make run PORT={port + 1}."
            ) from None
    return port


def _be_a_demo() -> None:
    """Say in `.env`, where there is none, that this checkout is a demo: manage.py needs to know it too."""
    file = ROOT / ".env"
    if not file.exists():
        file.write_text(
            "# Written by make run. .env.example says what else can stand here.\nMEDIAL_DEMO=on\n"
        )
    elif not re.search(r"^MEDIAL_DEMO=(on|1|true|yes)\b", file.read_text(encoding="utf-8"), re.M | re.I):
        raise Stop("make run is for a demo, and the .env here is a server's: use a checkout without one.")


def _python(*arguments: str, what: str) -> str:
    """Run the environment's Python and give what it printed. Raises Stop with the last line of a failure."""
    finished = subprocess.run(
        [VENV / "bin" / "python", *arguments],
        cwd=ROOT,
        env={**os.environ, **ENV},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        log = ROOT / "var" / "run.log"
        log.parent.mkdir(exist_ok=True)
        log.write_text(finished.stdout + finished.stderr, encoding="utf-8")
        last = (finished.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Stop(f"{what}: {last} (details: var/run.log)")
    return finished.stdout


def _collect_static() -> None:
    """Hash and compress the static files; again only when one of them, their storage or a package changed."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    digest.update((ROOT / "config" / "static_files.py").read_bytes())
    for path in sorted((ROOT / "static").rglob("*")):
        if path.is_file():
            seen = path.stat()
            digest.update(f"{path.relative_to(ROOT)} {seen.st_mtime_ns} {seen.st_size}\n".encode())
    stamp: Path = ROOT / "var" / "static.stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest() and (ROOT / "var" / "static").exists():
        return
    say("compressing the static files ...")
    collect = ["manage.py", "collectstatic", "--no-input", "--clear", "--verbosity", "0"]
    _python(*collect, what="The static files could not be collected")
    stamp.write_text(digest.hexdigest())


def _serve(port: int, sign_ins: str) -> int:
    gunicorn = ["config.wsgi", "--bind", f"{HOST}:{port}", "--workers", "1", "--threads", "8"]
    server = subprocess.Popen(
        [VENV / "bin" / "gunicorn", *gunicorn],
        cwd=ROOT,
        env={"SITE_URL": f"http://{HOST}:{port}", **os.environ, **ENV},
        stdin=subprocess.DEVNULL,
    )
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        wait_for_page(server, port)
        print(f"\nMedial runs on http://{HOST}:{port}  (Ctrl+C stops it)\n\n{sign_ins.strip()}", flush=True)
        return max(server.wait(), 0)
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()
        server.wait()


def wait_for_page(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(HOST, port, timeout=30)
        try:
            connection.request("GET", "/")
            status = connection.getresponse().status
        except OSError:
            time.sleep(0.1)
            continue
        finally:
            connection.close()
        if status >= 500:
            raise Stop("The server started, but its first page fails: the reason is above.")
        return
    raise Stop("The server did not start: the reason is above.")


if __name__ == "__main__":
    main(_work)
