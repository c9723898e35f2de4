"""Does time tell whether an address has an account? `python -m tools.timings` prints a table.

Medial called as a server calls it, in one process, with its real hash of passwords, on a throw-away SQLite
database, or on PostgreSQL by `python -m tools.postgres python -m tools.timings`. Known and unknown addresses
take turns, each used once and from an address of its own, so that no limit is reached.
"""

from __future__ import annotations

import os
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable

import django

from tools.bench import ENVIRONMENT
from tools.steps import say

TURNS, WARM_UP = 40, 3
KINDS = ("known", "unknown")
NAMES = ("sign-in", "sign-up", "new password", "invitation", "other address")
PASSWORD = secrets.token_urlsafe(12)


def work() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(ENVIRONMENT, EMAIL_URL="dummymail://", LOG_LEVEL="ERROR")
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/timings.sqlite3")
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        owner = _make_accounts()
        say(f"{'':14}{'by the clock':>20}{'processor time':>20}   (known, unknown: medians of {TURNS}, ms)")
        for name, send in _forms(owner).items():
            clock, processor = _compare(name, send)
            slower = sum(known > unknown for known, unknown in zip(*clock, strict=True))
            medians = "".join(f"{statistics.median(taken):10.1f}" for taken in [*clock, *processor])
            say(f"{name:14}{medians}   the known one was slower {slower} times")


def _address(kind: str, name: str, n: int) -> str:
    return f"{kind}-{name.replace(' ', '-')}-{n}@example.org"


def _make_accounts() -> str:
    """An account for each known address; gives the session's key of an owner who invites."""
    from allauth.account.models import EmailAddress
    from django.contrib.auth.hashers import make_password
    from django.test import Client

    from accounts.clubs import start_club
    from accounts.models import User

    hashed = make_password(PASSWORD)
    addresses = [_address("known", name, n) for name in NAMES for n in range(TURNS + WARM_UP)]
    users = [
        User(email=address, name="Known", password=hashed) for address in [*addresses, "owner@example.org"]
    ]
    for user in User.objects.bulk_create(users):
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    owner = User.objects.get(email="owner@example.org")
    start_club(owner=owner, name="Timed", time_zone="UTC")
    client = Client()
    client.force_login(owner)
    return str(client.session.session_key)


def _forms(owner: str) -> dict[str, Callable[[str, int], object]]:
    """For each form, what sends it for an address, from the n-th place."""
    from django.conf import settings
    from django.test import Client

    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"invite": None, "manage_email": None}

    def post(path: str, fields: dict[str, str], n: int, *, signed_in: bool = False) -> None:
        client = Client(REMOTE_ADDR=f"10.{n // 250}.{n % 250}.1")
        if signed_in:
            client.cookies[settings.SESSION_COOKIE_NAME] = owner
        answer = client.post(path, fields)
        if answer.status_code not in (200, 302):
            raise SystemExit(f"{path}: {answer.status_code}")

    sign_up = {"name": "Somebody", "password1": PASSWORD, "club_name": "Another", "time_zone": "UTC"}
    return {
        "sign-in": lambda to, n: post("/accounts/login/", {"login": to, "password": "not this one"}, n),
        "sign-up": lambda to, n: post("/accounts/signup/", sign_up | {"email": to}, n),
        "new password": lambda to, n: post("/accounts/password/reset/", {"email": to}, n),
        "invitation": lambda to, n: post(
            "/club/members/", {"email": to, "role": "viewer"}, n, signed_in=True
        ),
        "other address": lambda to, n: post(
            "/accounts/email/", {"action_add": "", "email": to}, n, signed_in=True
        ),
    }


def _compare(name: str, send: Callable[[str, int], object]) -> tuple[list[list[float]], list[list[float]]]:
    """Milliseconds by the clock and of the processor: of known addresses, then of unknown ones."""
    clock: list[list[float]] = [[], []]
    processor: list[list[float]] = [[], []]
    for n in range(TURNS + WARM_UP):
        # In turns, so that whatever else the machine does meets both alike.
        for kind in (0, 1) if n % 2 else (1, 0):
            began = time.perf_counter(), time.process_time()
            send(_address(KINDS[kind], name, n), n)
            clock[kind].append((time.perf_counter() - began[0]) * 1000)
            processor[kind].append((time.process_time() - began[1]) * 1000)
    return [taken[WARM_UP:] for taken in clock], [taken[WARM_UP:] for taken in processor]


if __name__ == "__main__":
    work()
