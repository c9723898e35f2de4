"""Links of the documentation: what counts as broken."""

from pathlib import Path

import pytest

from tools import links


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(links, "ROOT", tmp_path)
    (tmp_path / "other.md").write_text(
        "# Real change\n\n## Active lag (°)\n\n## Real change\n", encoding="utf-8"
    )
    return tmp_path / "page.md"


@pytest.mark.parametrize(
    "link",
    [
        "[a](other.md)",
        "[a](other.md#real-change)",
        "[a](other.md#real-change-1)",
        "[a](other.md#active-lag-)",
        "[a](#here)",
        "[a](https://example.org/nowhere)",
        "```\n[a](gone.md)\n```",
    ],
)
def test_a_link_that_leads_somewhere(page: Path, link: str) -> None:
    page.write_text(f"# Here\n\n{link}\n", encoding="utf-8")
    assert links.broken(page) == []


@pytest.mark.parametrize(
    "link", ["[a](gone.md)", "![a](images/gone.png)", "[a](other.md#gone)", "[a](#gone)"]
)
def test_a_link_that_leads_nowhere(page: Path, link: str) -> None:
    page.write_text(f"# Here\n\n{link}\n", encoding="utf-8")
    [complaint] = links.broken(page)
    assert "gone" in complaint
