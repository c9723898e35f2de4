"""Reading a page as a browser does: its words, and its forms with what they would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any


@dataclass
class Form:
    """A form of a page: where it goes, and what it sends when nothing is changed (buttons left out)."""

    action: str
    values: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.area = self.select = ""
        self.in_template = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "template":
            self.in_template = True
        if self.in_template:
            return
        if tag == "form":
            self.form = Form(given.get("action", ""))
            self.forms.append(self.form)
        elif self.form is not None:
            self._field(self.form, tag, given)

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "")
        if tag == "input":
            value = given.get("value", "on" if kind == "checkbox" else "")
            form.choices.setdefault(name, []).append(value)
            if kind not in ("radio", "checkbox") or "checked" in given:
                form.values[name] = value
        elif tag == "textarea":
            self.area = name
            form.values[name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option":
            form.choices.setdefault(self.select, []).append(given.get("value", ""))
            if "selected" in given or self.select not in form.values:
                form.values[self.select] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.area and self.form is not None:
            self.form.values[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.in_template = False
        elif tag == "form":
            self.form = None
        elif tag == "textarea" and self.form is not None:
            self.form.values[self.area] = self.form.values[self.area].lstrip()
            self.area = ""


def forms_to(page: Any, part: str) -> list[Form]:
    """The forms of a page whose address contains `part`."""
    reader = _Reader()
    reader.feed(page.content.decode())
    return [form for form in reader.forms if part in form.action]


def words(page: Any) -> str:
    """The page's source with its white space made plain."""
    return " ".join(page.content.decode().split())
