"""Reading the environment loudly: a value that can't be used stops the start with a clear sentence."""

import ipaddress
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
# What the process was given wins over the file; `make run` writes a `.env` for a demo where there is none.
env.read_env(
    env.str("ENV_FILE", default=str(Path(__file__).resolve().parent.parent / ".env")), overwrite=False
)

#: The names of the machine itself.
THIS_MACHINE = ("127.0.0.1", "localhost", "[::1]")
_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off", ""}


def flag(name: str, *, default: bool) -> bool:
    """An on/off variable. Raises ImproperlyConfigured for anything that is neither."""
    text = env.str(name, default="on" if default else "off").strip().lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise ImproperlyConfigured(f"{name} is {text!r}: set it to on or off.")


def secret_key(*, kept: Path, may_be_kept: bool) -> str:
    """The signing key: SECRET_KEY, or (for a demo or development) one made once and kept in the file `kept`.

    Raises ImproperlyConfigured for one that is short, an example, or the demo's.
    """
    key: str = env.str("SECRET_KEY", default="")
    if not key and may_be_kept:
        return _kept_key(kept)
    if not key:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set: give the environment at least 50 random characters "
            "that nobody else knows, for example from `openssl rand -hex 32`."
        )
    if not may_be_kept and kept.exists() and kept.read_text() == key:
        raise ImproperlyConfigured(
            f"SECRET_KEY is the demo's, from {kept.parent.name}/{kept.name}: make a new one for a server, "
            "for example by `openssl rand -hex 32`."
        )
    return _checked(key, name="SECRET_KEY")


def earlier_keys() -> list[str]:
    """SECRET_KEY_FALLBACKS: what was signed or encrypted by these keys is still read, and nothing new is.

    Raises ImproperlyConfigured for one that no server could have had.
    """
    keys: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
    return [_checked(key, name="SECRET_KEY_FALLBACKS") for key in keys if key]


def _checked(key: str, *, name: str) -> str:
    if len(key) < 50:
        raise ImproperlyConfigured(f"{name} is too short: set it to at least 50 random characters.")
    if key.startswith("django-insecure-") or len(set(key)) < 10:
        raise ImproperlyConfigured(f"{name} is an example: set it to at least 50 random characters.")
    return key


def _kept_key(kept: Path) -> str:
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(64))
    return kept.read_text()


def log_level(*, default: str) -> str:
    """LOG_LEVEL. Raises ImproperlyConfigured for what is none."""
    level: str = env.str("LOG_LEVEL", default=default).upper()
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ImproperlyConfigured(f"LOG_LEVEL is {level!r}: set it to DEBUG, INFO, WARNING or ERROR.")
    return level


def hosts(*, only_this_machine: bool) -> list[str]:
    """The names that are answered to: ALLOWED_HOSTS. Raises ImproperlyConfigured for any name at all, and
    for a demo of another name, since everybody knows its passwords.
    """
    names: list[str] = env.list("ALLOWED_HOSTS", default=list(THIS_MACHINE))
    if "*" in names:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS has *, any name: links in mails would lead to whatever name a page was asked by. "
            "Give the names that people reach the server by."
        )
    others = ", ".join(name for name in names if name not in THIS_MACHINE)
    if only_this_machine and others:
        raise ImproperlyConfigured(
            f"MEDIAL_DEMO is on and ALLOWED_HOSTS names {others}: the demo is for this machine only. "
            "Set MEDIAL_DEMO to off for a server."
        )
    return names


def networks(text: str, *, name: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """Addresses and networks with commas between them. Raises ImproperlyConfigured for anything else."""
    try:
        return [ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip()]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} is {text!r}: give addresses or networks such as 10.0.0.7 or 10.0.0.0/8, with commas "
            f"between them ({error})."
        ) from None


def site_url(*, https: bool, hosts: Sequence[str]) -> str:
    """How people reach Medial, for links in mails: SITE_URL, or the first of the names it answers to."""
    host = next((name.lstrip(".") for name in hosts), "localhost")
    url: str = env.str("SITE_URL", default="") or (f"https://{host}" if https else f"http://{host}:8000")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"SITE_URL is {url!r}: give the scheme and name that people open, "
            "such as https://medial.example.org, without a path."
        )
    return url.rstrip("/")


def mail() -> dict[str, Any]:
    """Django's settings of the mail server: EMAIL_URL. Raises ImproperlyConfigured where it can't be read."""
    try:
        found: dict[str, Any] = env.email_url("EMAIL_URL", default="consolemail://")
    except (ImproperlyConfigured, ValueError):
        raise ImproperlyConfigured(
            "EMAIL_URL can't be read: use smtp+tls://user:password@host:587, or consolemail:// to print mail."
        ) from None
    return found


def _connections() -> int:
    text: str = env.str("DATABASE_POOL", default="8")
    if not text.isdecimal() or int(text) == 0:
        raise ImproperlyConfigured(f"DATABASE_POOL is {text!r}: give the most connections, such as 8.")
    return int(text)


def database(*, sqlite_path: Path) -> dict[str, Any]:
    """Django's settings of the one database: DATABASE_URL, or SQLite in a file."""
    url: str = env.str("DATABASE_URL", default="")
    if not url:
        return _sqlite(str(sqlite_path))
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        return _sqlite(url.removeprefix("sqlite:///"))
    if scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {scheme!r}: use postgres://user:password@host:port/name, "
            "or leave it out for SQLite."
        )
    try:
        settings: dict[str, Any] = env.db_url_config(url)
    except ValueError:
        raise ImproperlyConfigured(
            "DATABASE_URL can't be read: use postgres://user:password@host:port/name, with %XX for signs "
            "such as @ and / in the password."
        ) from None
    # Opening a connection costs 5-6 ms: a pool a process keeps a few open, so pages don't pay it.
    settings["CONN_MAX_AGE"] = 0
    # A connection is tried before it is given out: after the database came back, no request gets a dead one.
    settings["CONN_HEALTH_CHECKS"] = True
    pool = {
        "min_size": 1,
        "max_size": _connections(),
        # Seconds. Nobody waits half a minute for a page that says that the database is away ...
        "timeout": 5,
        # ... and when it is back, nobody waits for a pool that tries again ever more seldom.
        "reconnect_timeout": 3,
    }
    settings["OPTIONS"] = {"connect_timeout": 5, **settings.get("OPTIONS", {}), "pool": pool}
    return settings


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        # Opening a connection costs as much as two queries: a thread keeps its own.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # Writers queue from the start of a transaction instead of failing half-way through it.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what was answered for is on the disk, also where the machine loses its power.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
