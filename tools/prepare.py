"""Bring a checkout to where it can run, be checked or be tested: `python -m tools.prepare packages css …`.

Runs on the machine's own Python before there is a virtual environment, so it needs the standard library only.
A step leaves a stamp with the fingerprint of what it worked from (a lock file, this Python) once it is whole:
an unchanged step costs nothing, a changed lock or an interrupted step is done again.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tools import browser, postgres
from tools.steps import ROOT, VENV, Stop, logged, main, say

PYTHON = VENV / "bin" / "python"
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
# What the pages need of the installed npm packages, and the name it gets in static/vendor/.
VENDORED = {"bootstrap/dist/css/bootstrap.min.css": "bootstrap.min.css"}
_SOURCE_MAP = re.compile(r"\s*/\*# sourceMappingURL=.*?\*/\s*")


def packages() -> None:
    """The virtual environment with what Medial runs on."""
    once(VENV / ".packages", "requirements.txt", _install, "Python packages")


def checks() -> None:
    """What checking and testing need, in the same virtual environment."""
    packages()
    once(VENV / ".checks", "requirements-dev.txt", _install, "packages for checks and tests")


def css() -> None:
    """Bootstrap's CSS in static/vendor/, through npm."""
    once(VENDOR / ".stamp", "package-lock.json", lambda _lock: _vendor(), "Bootstrap's CSS")


def scripts() -> None:
    """What checks the pages' scripts in node_modules/, through npm. Running Medial needs none of it."""
    # In the folder itself: whoever makes that anew takes the stamp along.
    once(MODULES / ".scripts", "package-lock.json", lambda _lock: _npm_ci("TypeScript"), "TypeScript")


def once(stamp: Path, lock: str, work: Callable[[str], None], what: str) -> None:
    """Do the work unless the stamp says that it was done for this lock file; then leave the stamp."""
    if stamp.exists() and stamp.read_text() == _fingerprint(lock):
        return
    say(f"installing {what} ...")
    began = time.monotonic()
    work(lock)
    stamp.write_text(_fingerprint(lock))
    say(f"installed {what} in {time.monotonic() - began:.0f} s")


def _fingerprint(lock: str) -> str:
    python = f"{PYTHON} {PYTHON.resolve()} {PYTHON.exists()}"
    read = (ROOT / lock).read_bytes() + Path(__file__).read_bytes() + python.encode()
    return hashlib.sha256(read).hexdigest()


def _install(lock: str) -> None:
    if not _venv_works():
        _make_venv()
    pip = (PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes")
    logged([*pip, "-r", lock], what="Python packages")


def _venv_works() -> bool:
    if not PYTHON.exists():
        return False
    probe = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0


def _make_venv() -> None:
    try:
        logged([sys.executable, "-m", "venv", "--clear", VENV], what="A virtual environment")
    except Stop as reason:
        raise Stop(
            "Python can't make a virtual environment here. On Debian or Ubuntu install python3-venv "
            "and run the same command again (details: var/setup.log)."
        ) from reason


def _npm_ci(what: str, *options: str) -> None:
    npm, env = _npm()
    # npm's own patience with a network that isn't there is over two minutes.
    patience = ["--prefer-offline", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"]
    logged([npm, "ci", "--ignore-scripts", *options, *patience], what=what, env=env)


def _vendor() -> None:
    _npm_ci("Bootstrap's CSS", "--omit=dev")
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, name in VENDORED.items():
        text = (MODULES / source).read_text(encoding="utf-8")
        # The map isn't copied, and hashing static files stops at a comment that names a missing file.
        (VENDOR / name).write_text(_SOURCE_MAP.sub("\n", text), encoding="utf-8")


def _npm() -> tuple[str, dict[str, str]]:
    """The machine's npm, else one from PyPI. From npm 9 on, its Node.js runs the tests of the scripts too."""
    found = shutil.which("npm")
    if found:
        version = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
        if re.match(r"\d+", version) and int(version.split(".")[0]) >= 9:
            return found, {}
    packages()
    once(VENV / ".node", "requirements-node.txt", _install, "npm, which this machine lacks")
    path = os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", os.defpath)])
    return str(VENV / "bin" / "npm"), {"PATH": path}


STEPS: dict[str, Callable[[], None]] = {
    "packages": packages,
    "checks": checks,
    "css": css,
    "scripts": scripts,
    "browser": browser.install,
    "postgres": postgres.install,
}


def _work() -> None:
    for name in sys.argv[1:]:
        STEPS[name]()


if __name__ == "__main__":
    main(_work)
