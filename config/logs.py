"""What is logged: one JSON object a line, about requests, sign-ins and faults, and about nobody by name.

No name, address, body or token gets in, by construction: a request is told by the pattern of its route; an
exception by its kind and the lines it came through, not by its words, which databases fill with values; and
of the messages of packages only the pattern is kept, and where it was logged, unless all values are numbers.
"""

from __future__ import annotations

import json
import logging
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)

#: Medial's own packages, whose messages are written with this page in mind.
OWN = ("accounts", "athletes", "assessments", "coaching", "config")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_ROOT = Path(__file__).resolve().parent.parent
#: Ties the lines of one request together.
_request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        if record.name.partition(".")[0] in OWN:
            line["message"] = record.getMessage()
            line |= getattr(record, "fields", {})
        else:
            line |= _pattern(record)
        if request_id := _request_id.get():
            line["request"] = request_id
        if record.exc_info and record.exc_info[1]:
            line["error"] = _fault(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _pattern(record: logging.LogRecord) -> dict[str, Any]:
    """Somebody else's message without its values, and where it was logged."""
    told: dict[str, Any] = {"at": _place(record.pathname, record.lineno)}
    values = record.args.values() if isinstance(record.args, dict) else record.args or ()
    if values and all(isinstance(value, int | float) for value in values):
        told["message"] = record.getMessage()
    elif values:
        told["message"] = str(record.msg)
    if isinstance(status := getattr(record, "status_code", None), int):
        told["status"] = status
    return told


def _fault(error: BaseException) -> dict[str, Any]:
    """An exception's kind and where it went through, outermost first; and what it was raised from."""
    told: dict[str, Any] = {
        "kind": type(error).__qualname__,
        "through": [
            f"{_place(frame.filename, frame.lineno)} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ],
    }
    if error.__cause__:
        told["from"] = type(error.__cause__).__qualname__
    return told


def _place(file: str, line: int | None) -> str:
    path = Path(file)
    inside = path.is_relative_to(_ROOT) and "site-packages" not in path.parts
    short = path.relative_to(_ROOT) if inside else Path(*path.parts[-3:])
    return f"{short}:{line}"


class RequestLogMiddleware:
    """One line a request: the pattern of its route, its status, and how long it took in milliseconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _request_id.set(token_hex(6))
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            fields = {
                "method": request.method if request.method in METHODS else "other",
                "route": f"/{request.resolver_match.route}" if request.resolver_match else None,
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1000),
            }
            log.info("%(method)s %(route)s %(status)s", fields, extra={"fields": fields})
            return response
        finally:
            _request_id.reset(token)


def logging_settings(*, as_json: bool, level: str) -> dict[str, Any]:
    """For `LOGGING`: lines of JSON on stdout, or lines to read on stderr. Others' loggers only warn."""
    stream = "ext://sys.stdout" if as_json else "ext://sys.stderr"
    console = {"class": "logging.StreamHandler", "formatter": "line", "stream": stream}
    plain = {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "config.logs.JsonFormatter"} if as_json else plain},
        "handlers": {"console": console},
        "root": {"handlers": ["console"], "level": "WARNING" if level in ("DEBUG", "INFO") else level},
        # Django brings handlers of its own, which would say everything twice.
        "loggers": {
            "django": {"handlers": [], "level": "WARNING"},
            # That a page was not found is in the line of its request.
            "django.request": {"level": "ERROR"},
            **{name: {"level": level} for name in OWN},
        },
    }
