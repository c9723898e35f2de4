"""A page's form as a browser would send it, and what nobody would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import strategies as st

from tests.pictures import picture

#: Values that programs have stumbled over.
ODD = [
    *("", " ", "\0", "0", "-1", "1e309", "NaN", "-inf", "٣٥", "34,5", "99999999999999999999", "on", "None"),
    *("0001-01-01", "9999-12-31", "2026-02-30", "24:61", "nobody@", "a@b.example", "=1+1", "../../x"),
    *(
        "'\"><script>alert(1)</script>",
        "{{ 1 }}",
        "\u202egnp",
        "\ufeff",
        "😀" * 40,
        "a" * 5000,
        "\r\nSet-Cookie: a=b",
    ),
    *("00000000-0000-0000-0000-000000000000", "null", "[]", '{"a": 1}', "{", "[" * 300),
]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def _files() -> list[SimpleUploadedFile]:
    small = picture("PNG", size=(40, 30)).read()
    contents = [small, picture(size=(40, 30)).read(), small[:40], SVG, b"", b"GIF89a" + b"\0" * 40]
    return [SimpleUploadedFile("x.png", content) for content in contents]


@dataclass
class Form(HTMLParser):
    """What the forms of a page have: the values that it would send, all that it offers, its buttons."""

    html: str
    filled: dict[str, list[str]] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self._select = ""
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        name, value = has.get("name", ""), has.get("value", "")
        if tag == "option" and self._select:
            self._offer(self._select, value, taken="selected" in has)
        elif tag == "select":
            self._select = name
        elif tag == "button" and name:
            self.buttons.append((name, value))
        elif tag == "textarea" and name:
            self._offer(name, "", taken=True)
        elif tag == "input" and name and name != "csrfmiddlewaretoken":
            if has.get("type") == "file":
                self.files.add(name)
            else:
                ticked = has.get("type") not in {"checkbox", "radio"} or "checked" in has
                self._offer(name, value or "on", taken=ticked)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""

    def _offer(self, name: str, value: str, *, taken: bool) -> None:
        self.offered.setdefault(name, []).append(value)
        if taken:
            self.filled.setdefault(name, []).append(value)


def filled_in(form: Form, names: set[str]) -> st.SearchStrategy[dict[str, Any]]:
    """The form as the page has it, with some of it changed to what it offers, to text, or to what is odd."""
    known = sorted(names | set(form.offered) | form.files)
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(ODD)

    def values(name: str) -> st.SearchStrategy[Any]:
        if name in form.files:
            return st.sampled_from(range(6)).map(lambda n: _files()[n]) | text
        offered = st.sampled_from(form.offered[name]) if form.offered.get(name) else st.nothing()
        return offered | text | st.lists(offered | text, max_size=3)

    changes = st.lists(
        st.sampled_from(known).flatmap(lambda name: st.tuples(st.just(name), values(name))), max_size=6
    )
    buttons = st.sampled_from([{}, *({name: value} for name, value in form.buttons)])
    return st.builds(lambda changed, button: {**form.filled, **button, **dict(changed)}, changes, buttons)
