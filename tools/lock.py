"""Write the lock files again from requirements*.in and package.json: `make lock`."""

import json
import os
import subprocess
from pathlib import Path

from tools.steps import ROOT, VENV, logged, main, say

# Apart from Medial's own packages, which must not depend on the tool that locks them.
PIP_TOOLS = "pip-tools==7.6.2"


def _work() -> None:
    home = ROOT / "var" / "lock"
    if not (home / "bin" / "pip-compile").exists():
        say("installing pip-tools ...")
        logged([VENV / "bin" / "python", "-m", "venv", "--clear", home], what="A virtual environment")
        logged([home / "bin" / "pip", "install", PIP_TOOLS], what="pip-tools")
    compile_: list[str | Path] = [home / "bin" / "pip-compile", "--quiet", "--upgrade"]
    # Nothing of this machine (its indexes, its folders) belongs in a file that every machine reads.
    compile_ += ["--generate-hashes", "--strip-extras", "--allow-unsafe"]
    compile_ += ["--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host"]
    for name in ("requirements", "requirements-dev", "requirements-node"):
        say(f"locking {name}.in ...")
        subprocess.run(
            [*compile_, "--output-file", f"{name}.txt", f"{name}.in"],
            cwd=ROOT,
            env={**os.environ, "CUSTOM_COMPILE_COMMAND": "make lock"},
            check=True,
        )
    say("locking package.json ...")
    npm = ["npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(npm, cwd=ROOT, check=True)
    _keep_names_and_hashes(ROOT / "package-lock.json")


def _keep_names_and_hashes(lock: Path) -> None:
    """Takes out the addresses that npm notes: of its registry, and of who asks for funding."""
    content = json.loads(lock.read_text())
    for package in content["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    lock.write_text(f"{json.dumps(content, indent=2)}\n")


if __name__ == "__main__":
    main(_work)
