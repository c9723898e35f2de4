"""The guide's drawings, from the product's own figures: `python -m tools.pictures` writes them again.

`static/img/test-<position>.svg` has the test in a position, neutral and turned in, which the form of a test
shows too; `docs/images/hold-<position>.svg` has where the phone goes, as the meter draws it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.template import Context, Engine

from coaching.domain.figures import Paint, draw, parse_figure
from coaching.domain.poses import FIGURES
from tools.steps import ROOT, Stop, main

POSITIONS = ("seated", "supine", "prone", "supine_90")
#: Between two panels, and so wide is a panel of the test at the least (in the figures' own centimetres).
GAP = 8
#: The meter's drawings, in their own units.
HOLD_BOX = (240, 172)

_ENGINE = Engine(dirs=[str(ROOT / "tools"), str(ROOT / "templates")])
_DARK = re.compile(r'\[data-bs-theme="dark"\] (\{.*?\})', re.DOTALL)
_RULES = re.compile(r"^(?::root|\.fig-svg [.p])[^{}@]*\{[^{}]*\}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing beside others: a figure's paths, or a template of the meter's."""

    css: str
    x: float
    width: float
    view_box: str
    paints: Sequence[Paint] = ()
    drawing: str = ""


def pictures() -> dict[Path, str]:
    """Every picture by where it belongs."""
    found: dict[Path, str] = {}
    for position in POSITIONS:
        found[ROOT / "static" / "img" / f"test-{position.replace('_', '-')}.svg"] = tested(position)
        found[ROOT / "docs" / "images" / f"hold-{position.replace('_', '-')}.svg"] = held(position)
    return found


def tested(position: str) -> str:
    """The position in neutral and, beside it, turned in."""
    drawing = draw(parse_figure(FIGURES[f"test-{position.replace('_', '-')}"]))
    width, height = (float(part) for part in drawing.view_box.split()[2:])
    panels = [
        Panel("fig-svg", round(n * (width + GAP), 1), width, drawing.view_box, paints)
        for n, paints in enumerate((drawing.start, drawing.end))
    ]
    return written(panels, width=round(2 * width + GAP, 1), height=height)


def held(position: str) -> str:
    """Where the phone lies, seen from the side."""
    width, height = HOLD_BOX
    panel = Panel("hold", 0, width, f"0 0 {width} {height}", drawing=f"assessments/meter/hold/{position}.svg")
    return written([panel], width=width, height=height)


def written(panels: Sequence[Panel], *, width: float, height: float) -> str:
    """Panels beside each other as one SVG file, so wide and high."""
    values: Mapping[str, object] = {"panels": panels, "width": width, "height": height, "css": _css()}
    return _ENGINE.get_template("pictures.svg").render(Context(values, autoescape=False, use_l10n=False))


def _css() -> str:
    """The figures' own style sheet, with the device's light or dark instead of the page's."""
    sheet = (ROOT / "static" / "css" / "figures.css").read_text(encoding="utf-8")
    dark = _DARK.search(sheet)
    if dark is None:
        raise Stop("static/css/figures.css has no colours for the dark any more: see tools/pictures.py.")
    rules = [" ".join(rule.split()) for rule in _RULES.findall(sheet)]
    return "\n".join([*rules, f"@media (prefers-color-scheme: dark) {{ :root {' '.join(dark[1].split())} }}"])


def _work() -> None:
    for path, text in pictures().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main(_work)
