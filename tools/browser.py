"""A Chromium for the journeys: the system's, else Debian's package, else Playwright's own download."""

import os
import shutil
import subprocess
from pathlib import Path

from tools import debian
from tools.steps import VENV, Stop, logged, say

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

# Quiet on a closed network; the first two are what Chromium needs as root and in a small container.
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """The path of a Chromium that starts: CHROMIUM names one, else the system's. None: use Playwright's."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [shutil.which(name) for name in _NAMES] + [str(_MAC)]
    return next((path for path in candidates if path and _starts(path)), None)


def install() -> None:
    """See to it that the journeys find a browser. Raises Stop where none can be had."""
    if find():
        return
    if os.environ.get("CHROMIUM"):
        raise Stop(f"CHROMIUM is {os.environ['CHROMIUM']}, which does not start: name another, or unset it.")
    if debian.is_possible():
        debian.install("chromium", "fonts-dejavu-core")
        return
    say("looking for Playwright's Chromium ...")
    try:
        logged([VENV / "bin" / "playwright", "install", "chromium"], what="Chromium")
    except Stop as reason:
        raise Stop(f"The tests need Chromium or Chrome: install one and try again. {reason}") from reason


def _starts(path: str) -> bool:
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0
