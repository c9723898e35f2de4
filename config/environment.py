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


def secret_key(*, generate_in: Path | None) -> str:
    """The signing key: SECRET_KEY, or (for a demo or development) one made once and kept in a file."""
    key: str = env.str("SECRET_KEY", default="")
    if key:
        if len(key) < 50:
            raise ImproperlyConfigured("SECRET_KEY is too short: set it to at least 50 random characters.")
        return key
    if generate_in is None:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set: give the environment at least 50 random characters "
            "that nobody else knows, for example from `openssl rand -hex 32`."
        )
    kept = generate_in / "secret_key"
    if not kept.exists():
        kept.write_text(secrets.token_urlsafe(64))
        kept.chmod(0o600)
    return kept.read_text()


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
    host = next((name.lstrip(".") for name in hosts if name != "*"), "localhost")
    url: str = env.str("SITE_URL", default="") or (f"https://{host}" if https else f"http://{host}:8000")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"SITE_URL is {url!r}: give the scheme and name that people open, "
            "such as https://medial.example.org, without a path."
        )
    return url.rstrip("/")


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
    settings: dict[str, Any] = env.db_url_config(url)
    # Opening a connection costs 5-6 ms: a pool a process keeps a few open, so pages don't pay it.
    settings["CONN_MAX_AGE"] = 0
    settings["OPTIONS"] = {"pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=8)}}
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
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
