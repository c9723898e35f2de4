"""What a reader sees of a response."""

import re
from html import unescape
from typing import Any


def words(page: Any) -> str:
    """The page's text without markup, blanks made single."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def headings(page: Any) -> int:
    """How many h1 the page has."""
    return page.content.decode().count("<h1")


def link_in(text: str) -> str:
    """The path of the invitation, confirmation or password link in a mail or page, without its query."""
    found = re.search(r"https?://[^/\s]+(/\S+?/)(?=[\s<\"?]|$)", text)
    assert found, text
    return found[1]
