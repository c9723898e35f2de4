"""Check that every link of the documentation to a file or heading of this repository leads somewhere."""

import re
import subprocess
from pathlib import Path

from tools.steps import ROOT, Stop, main

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)\s>]+)>?[^)]*\)")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)


def anchors(markdown: str) -> set[str]:
    """The anchors that the headings get on a page, as code hosts make them."""
    found: set[str] = set()
    for heading in _HEADING.findall(_FENCE.sub("", markdown)):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        anchor = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        number, unique = 0, anchor
        while unique in found:
            number += 1
            unique = f"{anchor}-{number}"
        found.add(unique)
    return found


def broken(page: Path) -> list[str]:
    """The page's links that lead nowhere, in words. Addresses of other sites are not looked at."""
    complaints = []
    for target in _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists():
            complaints.append(f"{page.relative_to(ROOT)}: {target} is not there")
        elif anchor and file.suffix == ".md" and anchor not in anchors(file.read_text(encoding="utf-8")):
            complaints.append(f"{page.relative_to(ROOT)}: {target} names no heading")
    return complaints


def pages() -> list[Path]:
    """Every Markdown page of the repository that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return [ROOT / name for name in names if name and (ROOT / name).exists()]


def _work() -> None:
    found = pages()
    complaints = [complaint for page in found for complaint in broken(page)]
    if complaints:
        raise Stop("Links that lead nowhere:\n" + "\n".join(complaints))
    print(f"Links of {len(found)} pages: all lead somewhere")


if __name__ == "__main__":
    main(_work)
