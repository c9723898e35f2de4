"""Every page in German and in French, on the smallest phone, with axe looking on.

German words are the longest; English is what every other journey reads. Each role signs in once, and opens
every page that `test_pages.py` and `test_content_pages.py` know. No page says anything in English that the
language's file has words for.
"""

from collections.abc import Callable

import polib
import pytest
from playwright.sync_api import Page

from accounts.models import User
from coaching.demo.building import EDITOR, build
from tests.journeys.steps import sign_in
from tests.journeys.test_content_pages import addresses
from tests.journeys.test_pages import PEOPLE, faults_of
from tests.plugins.browser import SMALL, Watch
from tools.messages import catalogues

EVERYBODY = {**PEOPLE, "an editor": (EDITOR, addresses)}

SAID = """() => {
    const texts = [], names = ["aria-label", "title", "placeholder", "alt"];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) texts.push(nodes.currentNode.data);
    for (const name of names)
        for (const one of document.querySelectorAll(`[${name}]`)) texts.push(one.getAttribute(name));
    for (const one of document.querySelectorAll("*"))  // What scripts say is there; a word alone is a name.
        texts.push(...Object.values(one.dataset ?? {}).filter(value => value.includes(" ")));
    return [...new Set(texts.map(text => text.replace(/\\s+/g, " ").trim()))];
}"""


@pytest.mark.parametrize("language", ["de", "fr"])
def test_every_page_holds_and_is_in_the_readers_language(
    language: str, seeded: None, open_page: Callable[..., Page], axe: Callable[..., None], watch: Watch
) -> None:
    watch.allow("status of 40[34]")
    build()
    english = untranslated(language)
    faults: list[str] = []
    pages: dict[str | None, Page] = {}
    for email, listed in EVERYBODY.values():
        if email not in pages:
            pages[email] = reader(open_page, email, language)
        page = pages[email]
        for address in listed():
            page.goto(address)
            if page.locator("html").get_attribute("lang") != language:
                faults.append(f"{page.url} is not in {language}")
            if "/admin/" not in address:  # There an editor reads the library as it was written.
                faults += [f"{page.url} says “{text}”" for text in page.evaluate(SAID) if text in english]
            faults += faults_of(page, axe, colours=False)  # They are the same in every language.
    assert not faults, "\n".join(faults)


def reader(open_page: Callable[..., Page], email: str | None, language: str) -> Page:
    """A phone whose reader has chosen the language, or a visitor's whose browser has."""
    page = open_page(**SMALL, locale="en" if email else language)
    if email:
        sign_in(page, email)
        User.objects.filter(email=email).update(language=language)
    return page


def untranslated(language: str) -> set[str]:
    """The English words that the language says otherwise."""
    entries = polib.pofile(str(catalogues()[language]))
    other = {text for one in entries for text in (one.msgstr, *one.msgstr_plural.values())}
    return {one.msgid for one in entries} - other
