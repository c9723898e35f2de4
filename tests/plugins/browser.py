"""The browser of the journeys: a phone and a desk, each watched for what no page of Medial may do."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError, expect
from pytest_playwright import CreateContextCallback

from tools import browser as system

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
SMALL = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}

#: How long a journey waits for what must come, in ms: on a busy machine a page takes its time.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Watch:
    """Complaints about what the pages did: console errors (the security policy's among them), errors that no
    script caught, requests to other hosts, answers of 500. `allow` excuses those a journey brings about."""

    def __init__(self) -> None:
        self._complaints: list[str] = []
        self._allowed: list[str] = []

    def allow(self, pattern: str) -> None:
        """Excuse complaints that the regular expression is found in."""
        self._allowed.append(pattern)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("response", self._response)

    def complaints(self) -> list[str]:
        return [text for text in self._complaints if not any(re.search(p, text) for p in self._allowed)]

    def _add(self, text: str) -> None:
        self._complaints.append(text)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._add(f"console: {message.text} ({message.location.get('url', '')})")

    def _error(self, error: WebError) -> None:
        self._add(f"uncaught: {error.error}")

    def _response(self, answer: Response) -> None:
        if answer.status >= 500:
            self._add(f"{answer.status} from {answer.url}")

    def _request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in {"data", "blob"} and url.hostname not in {"localhost", "127.0.0.1"}:
            self._add(f"request to another host: {request.url}")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = system.find()
    chosen = {"executable_path": path} if path else {}
    return {**browser_type_launch_args, **chosen, "args": system.FLAGS}


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the journey at its end on anything a page must not do."""
    watch = Watch()
    yield watch
    complaints = watch.complaints()
    if complaints:
        pytest.fail("The pages did what they must not:\n" + "\n".join(complaints))


@pytest.fixture
def open_page(new_context: CreateContextCallback, watch: Watch) -> Callable[..., Page]:
    """A page in a browser context of its own (its own cookies), watched: `open_page(**DESK, locale="de")`."""

    def open_page(**options: Any) -> Page:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        watch.follow(context)
        return context.new_page()

    return open_page


@pytest.fixture
def desk(open_page: Callable[..., Page]) -> Page:
    """A watched page of 1280 by 800: the coach's desk."""
    return open_page(**DESK)


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """A watched page of 390 by 844 with touch: the athlete's phone."""
    return open_page(**PHONE)


@pytest.fixture
def page(desk: Page) -> Page:
    """The same as `desk`, under the name that Playwright's users expect."""
    return desk


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """`axe(page)` fails on any violation of WCAG 2.2 A or AA, or of axe's best practice.

    `colours=False` leaves out the contrast of colours, which takes most of the time: for pages whose colours
    another test has looked at.
    """

    def axe(page: Page, *, colours: bool = True) -> None:
        # By evaluate, not as a script tag, which the content security policy would refuse.
        page.evaluate(_AXE)
        # Without axe's own copies of the style sheets: it would add them inline, which is refused too.
        rules = {"color-contrast": {"enabled": colours}}
        options = {"runOnly": _AXE_TAGS, "preload": False, "rules": rules}
        # Only the violations come over: all that passed would take as long as looking did.
        found = page.evaluate("async options => (await axe.run(options)).violations", options)
        faults = [
            f"{fault['id']}: {fault['help']}\n"
            + "\n".join(f"    {json.dumps(node['target'])} {node['html'][:160]}" for node in fault["nodes"])
            for fault in found
        ]
        assert not faults, f"{page.url}\n" + "\n".join(faults)

    return axe
