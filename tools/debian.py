"""Installing a Debian package, where that is possible without asking: as root, with apt."""

import os
import shutil
from pathlib import Path

from tools.steps import logged, say


def is_possible() -> bool:
    """True on Debian itself, as root. Ubuntu's chromium, for one, is not a package but a snap."""
    release = Path("/etc/os-release")
    is_debian = release.exists() and "\nID=debian" in "\n" + release.read_text(encoding="utf-8")
    return is_debian and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> None:
    """Install the packages, or raise Stop with the reason."""
    what = f"Debian's {packages[0]}"
    say(f"installing {what} ...")
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    logged(["apt-get", "update", "-q"], what=what, env=env)
    logged(["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages], what=what, env=env)
