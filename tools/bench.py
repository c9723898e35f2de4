"""What the main pages cost: `python -m tools.bench` prints a table, and fails on no number.

A throw-away SQLite database with a club of fifty, and Medial called as a server calls it, in one process.
Times are processor time, the median of many calls in turns, and their ratio to a view that does nothing
behind the same middleware: the ratio is what compares between machines.
"""

from __future__ import annotations

import datetime as dt
import gc
import gzip
import io
import os
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django

from tools import browser
from tools.steps import say

TURNS, CALLS, WARM_UP = 10, 12, 2
ATHLETES = 50
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    # Playwright keeps an event loop in the thread that makes the rows.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    "ENV_FILE": os.devnull,
    "SECRET_KEY": "for-the-bench-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DEBUG": "off",
    "MEDIAL_DEMO": "off",
    "HTTPS": "off",
    "ALLOWED_HOSTS": "testserver,localhost",
    # A line for each request would bury the table.
    "LOG_LEVEL": "WARNING",
    "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
CSRF_TOKEN = "a" * 32


@dataclass
class Page:
    """One thing to measure: how it is asked for, what it may cost, and what it costs (milliseconds)."""

    name: str
    environ: Callable[[], dict[str, Any]]
    bounds: str = ""
    queries: int = 0
    body: bytes = b""
    times: list[float] = field(default_factory=list)

    @property
    def ms(self) -> float:
        return statistics.median(self.times)


class Server:
    """Medial as a WSGI server calls it, with the cookies of somebody signed in."""

    def __init__(self, cookies: str) -> None:
        from django.core.handlers.wsgi import WSGIHandler

        self.application = WSGIHandler()
        self.cookies = cookies

    def get(self, path: str, *, stranger: bool = False) -> dict[str, Any]:
        from django.test import RequestFactory

        environ = RequestFactory(headers={"Accept-Encoding": "gzip, deflate, br"}).get(path).environ
        return environ if stranger else {**environ, "HTTP_COOKIE": self.cookies}

    def post(self, path: str, fields: dict[str, str]) -> dict[str, Any]:
        body = urlencode({**fields, "csrfmiddlewaretoken": CSRF_TOKEN}).encode()
        return {
            **self.get(path),
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": f"{self.cookies}; csrftoken={CSRF_TOKEN}",
            "wsgi.input": io.BytesIO(body),
        }

    def call(self, environ: dict[str, Any]) -> tuple[int, bytes]:
        """The status and the body of the answer, read to its end."""
        answer = self.application(environ, _ignore)
        body = b"".join(answer)
        answer.close()
        return answer.status_code, body


def _ignore(*_head: Any) -> Callable[[bytes], object]:
    """What a server does with the head of an answer, which is no work of Medial's."""
    return bytes


def measure(pages: list[Page], server: Server) -> None:
    """Calls the pages in turns, each a few times in a row, and notes what each cost."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for page in pages:
        server.call(page.environ())
        with CaptureQueriesContext(connection) as queries:
            status, page.body = server.call({**page.environ(), "HTTP_ACCEPT_ENCODING": ""})
        if status >= 400:
            raise SystemExit(f"{page.name}: {status}\n{page.body.decode()}")
        page.queries = len(queries)
    for page in pages * TURNS:
        environs = [page.environ() for _ in range(CALLS + WARM_UP)]
        times = []
        for environ in environs:
            started = time.process_time()
            server.call(environ)
            times.append(1000 * (time.process_time() - started))
        page.times += times[WARM_UP:]


def fill() -> tuple[Any, Any]:
    """A coach, and an athlete of a club of fifty: some never tested, half on a programme. No dice."""
    from accounts.models import Role
    from tests import factories

    club = factories.make_club()
    coach = factories.join(factories.make_user(name="Alice Owen"), club, Role.OWNER)
    squads = [factories.make_squad(club=club, name=name) for name in ("Marathon", "Senior women", "U20")]
    exercises = [factories.make_exercise(days_per_week=days) for days in (5, 3)]
    athletes = [
        factories.make_athlete(club=club, name=f"Athlete No. {n}", event="1500 m", squads=squads[: n % 3])
        for n in range(ATHLETES)
    ]
    today = club.today()
    for n, athlete in enumerate(athletes):
        for test, days in enumerate((120, 80, 40, 5) if n % 10 else ()):
            left, right = 27.5 + 7 * n % 23 + test, 29.0 + 11 * n % 19 + test
            tested_on = today - dt.timedelta(days=days)
            factories.make_assessment(athlete=athlete, left=left, right=right, tested_on=tested_on)
        if n % 2:
            starts_on = today - dt.timedelta(days=n % 40)
            programme = factories.make_programme(athlete=athlete, exercises=exercises, starts_on=starts_on)
            for day in range(0, n % 40, 2):
                done_on = starts_on + dt.timedelta(days=day)
                factories.make_session(programme=programme, done_on=done_on, pain=day % 5)
    return coach, athletes[-1]


def pages_of(server: Server, athlete: Any) -> list[Page]:
    from django.urls import reverse

    test = {
        "tested_on": athlete.club.today().isoformat(),
        "position": "seated",
        "motion": "active",
        "instrument": "inclinometer",
        "left_1": "29.5",
        "left_2": "30,0",
        "right_1": "38",
    }
    squad, person = reverse("squad"), reverse("athlete", args=[athlete.pk])
    new, sign_in = reverse("assessment_new", args=[athlete.pk]), reverse("account_login")
    return [
        Page("A bare view behind the same middleware", lambda: server.get("/bare/", stranger=True)),
        Page("Squad page, 50 rows", lambda: server.get(squad), "10 queries, 10 ms, × 40"),
        Page("An athlete’s page", lambda: server.get(person), "10 queries"),
        Page("Saving one test", lambda: server.post(new, test), "6 ms"),
        Page("Sign-in page, for a stranger", lambda: server.get(sign_in, stranger=True), "0 queries"),
    ]


def report(pages: list[Page]) -> Iterator[str]:
    """The table, a line a page."""
    yield f"{'':40}{'queries':>8}{'bytes':>9}{'gzip':>8}{'ms':>8}{'× bare':>8}   bound"
    for page in pages:
        yield (
            f"{page.name:40}{page.queries:8}{len(page.body):9,}{len(gzip.compress(page.body, 6)):8,}"
            f"{page.ms:8.2f}{page.ms / pages[0].ms:8.1f}   {page.bounds}"
        )


def first_visits(cookies: SimpleCookie, club: Any, folder: Path) -> Iterator[str]:
    """What a browser that has nothing asks for at the squad page of fifty and at a sheet of twenty."""
    from django.urls import reverse
    from playwright.sync_api import sync_playwright

    from tests import factories
    from tools import first_visit

    squad = factories.make_squad(club=club, name="Twenty")
    for athlete in club.athletes.all()[:20]:
        athlete.squads.add(squad)
    sheet = f"{reverse('test_day')}?squad={squad.pk}"
    first_visit.collect(folder)
    with first_visit.hashed(folder), first_visit.serving() as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=browser.FLAGS)
        for name, path, bound in (
            ("the squad page", reverse("squad"), "90 KB in 10"),
            ("the sheet of 20", sheet, "110 KB"),
        ):
            fresh = chromium.new_context()
            fresh.add_cookies([{"name": k, "value": v.value, "url": server.url} for k, v in cookies.items()])
            answers = first_visit.visit(fresh, server, path)
            weight = sum(answer.size for answer in answers) / 1024
            yield f"First visit to {name}: {weight:.0f} KB in {len(answers)} requests (bound: {bound})"
            fresh.close()
        chromium.close()


def _work() -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    # The files are not collected, and none is asked for.
    warnings.filterwarnings("ignore", "No directory at")
    settings.ROOT_URLCONF = "tools.bench_urls"
    say("making a database and a club of fifty ...")
    call_command("migrate", interactive=False, verbosity=0)
    coach, athlete = fill()
    client = Client()
    client.force_login(coach)
    server = Server("; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items()))
    pages = pages_of(server, athlete)
    # As config/wsgi.py does when a server starts.
    gc.collect()
    gc.freeze()
    say(f"calling each page {TURNS * CALLS} times ...")
    measure(pages, server)
    print(*report(pages), sep="\n")
    say("visiting pages for the first time ...")
    with tempfile.TemporaryDirectory(prefix="medial-bench-") as folder:
        for line in first_visits(client.cookies, athlete.club, Path(folder)):
            print(line)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="medial-bench-") as folder:
        os.environ |= {**ENVIRONMENT, "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}
        _work()
