"""How the tools speak: one short line a step, one clear sentence when something stops them."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOG = ROOT / "var" / "setup.log"

_NO_NETWORK = re.compile(
    "Failed to establish a new connection|[Nn]ame resolution|Name or service not known|NameResolutionError"
    "|nodename nor servname|Network is unreachable|Max retries exceeded|ConnectTimeout|ReadTimeout"
    "|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH"
    "|Temporary failure resolving|Could not resolve|Could not connect|Unable to connect|ProxyError"
)


class Stop(Exception):
    """A reason to stop, in one sentence for the person who ran the command."""


def say(text: str) -> None:
    print(f"medial: {text}", flush=True)


def logged(
    command: Sequence[str | Path], *, what: str, env: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> None:
    """Run a command that downloads or builds `what`, its output in the log. Raises Stop when it fails."""
    LOG.parent.mkdir(exist_ok=True)
    words = [str(word) for word in command]
    with LOG.open("w", encoding="utf-8", errors="replace") as log:
        log.write(f"$ {' '.join(words)}\n")
        log.flush()
        finished = subprocess.run(
            words,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if finished.returncode == 0:
        return
    output = LOG.read_text(encoding="utf-8", errors="replace")
    if _NO_NETWORK.search(output) and "CERTIFICATE" not in output:
        raise Stop(
            f"{what} could not be downloaded: nothing answers on the network. Connect this machine "
            f"and run the same command again (details: {LOG.relative_to(ROOT)})."
        )
    raise Stop(f"{what} could not be installed: the reason is at the end of {LOG.relative_to(ROOT)}.")


def main(work: Callable[[], int | None]) -> None:
    """Run a tool: a Stop becomes its sentence and exit code 1, Ctrl+C a quiet end."""
    try:
        code = work()
    except Stop as reason:
        print(f"medial: {reason}", file=sys.stderr, flush=True)
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code or 0)
