"""What a browser is told with every answer, by the settings that production has."""

import json
import os
import subprocess
import sys
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.test import Client

from tools.steps import ROOT

#: Prints, for each of some answers, its status, headers and cookies; the database has what counts requests.
SCRIPT = """
import json, sys, django
django.setup()
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from accounts.models import RequestCount

with connection.schema_editor() as editor:
    editor.create_model(RequestCount)

def told(answer):
    cookies = answer.cookies.output(header="")
    return {"status": answer.status_code, "headers": dict(answer.items()), "cookies": cookies}

client = Client(SERVER_NAME="medial.example.org", raise_request_exception=False)
found = {}
pages = ("/accounts/login/", "/offline/", "/api/v1/openapi.json", "/sw.js", "/manifest.webmanifest")
# Files, probes, what is not there, what isn't allowed, and a table that is missing.
others = ("/static/css/medial.css", "/healthz", "/readyz", "/nothing/", "/api/nothing/", "/calendar/x.ics")
for path in (*pages, *others):
    found[path] = told(client.get(path, secure=True))
found["another name"] = told(client.get("/offline/", secure=True, SERVER_NAME="elsewhere.example"))
found["another name, plain"] = told(client.get("/offline/", SERVER_NAME="elsewhere.example"))
found["language"] = told(client.post("/language/", {"language": "de", "next": "/offline/"}, secure=True))
found["put"] = told(client.put("/offline/", secure=True))
found["plain"] = told(client.get("/accounts/login/"))
found["plain api"] = told(client.get("/api/v1/openapi.json", headers={"Authorization": "Bearer x"}))
with override_settings(SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies"):
    def keep(request):
        request.session["who"] = "somebody"
        return HttpResponse()
    found["session"] = told(SessionMiddleware(keep)(RequestFactory().get("/", secure=True)))
print(json.dumps(found))
"""
NEEDED = {"accelerometer", "camera", "gyroscope", "magnetometer", "screen-wake-lock"}
PASSKEYS = {"publickey-credentials-create", "publickey-credentials-get"}


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    finished = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "ENV_FILE": os.devnull,
            "DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('headers')}/db.sqlite3",
            "SECRET_KEY": "for-the-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz",
            "ALLOWED_HOSTS": "medial.example.org",
            "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    found: dict[str, dict[str, Any]] = json.loads(finished.stdout.splitlines()[-1])
    return found


#: By plain http nothing is said of https, and the session's answer has been through no other middleware.
PLAIN = {"plain", "plain api", "another name, plain"}


def test_the_answers_are_of_every_kind(production: dict[str, dict[str, Any]]) -> None:
    assert {answer["status"] for answer in production.values()} == {200, 301, 302, 400, 403, 404, 405, 503}


def test_every_answer_has_the_headers(production: dict[str, dict[str, Any]]) -> None:
    for path in production.keys() - {"session"}:
        headers = production[path]["headers"]
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "same-origin", path
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", path
        hsts = headers.get("Strict-Transport-Security")
        assert hsts == (None if path in PLAIN else "max-age=31536000; includeSubDomains; preload"), path


def test_text_says_how_it_is_written(production: dict[str, dict[str, Any]]) -> None:
    for path in production.keys() - {"session"}:
        kind = production[path]["headers"]["Content-Type"]
        assert not kind.startswith("text/") or "charset=" in kind, path


def test_nothing_inline_and_nobody_elses_and_in_nobodys_frame(production: dict[str, dict[str, Any]]) -> None:
    for path in production.keys() - {"session"}:
        said = production[path]["headers"]["Content-Security-Policy"]
        policy = dict(part.strip().split(" ", 1) for part in said.split(";"))
        assert policy["default-src"] == policy["form-action"] == "'self'"
        assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
        assert policy["img-src"] == "'self' data:"
        assert "unsafe" not in said
        assert "nonce" not in said
        assert set(policy) <= {
            *("default-src", "form-action", "frame-ancestors", "object-src", "base-uri", "img-src")
        }


def test_a_page_may_use_what_measuring_and_passkeys_need_and_no_more(
    production: dict[str, dict[str, Any]],
) -> None:
    said = production["/offline/"]["headers"]["Permissions-Policy"]
    allowed = {part.split("=")[0] for part in said.split(", ") if part.endswith("=(self)")}
    assert allowed == NEEDED | PASSKEYS
    assert {part.split("=")[1] for part in said.split(", ")} == {"(self)", "()"}


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("/accounts/login/", "__Host-csrftoken"),
        ("language", "__Host-language"),
        ("session", "__Host-sessionid"),
    ],
)
def test_a_cookie_is_for_https_for_this_host_and_for_no_script(
    production: dict[str, dict[str, Any]], answer: str, name: str
) -> None:
    cookies = SimpleCookie(production[answer]["cookies"])
    assert list(cookies) == [name]
    cookie = cookies[name]
    assert (cookie["secure"], cookie["httponly"]) == (True, True)
    assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "Lax")


def test_plain_http_is_sent_to_https(production: dict[str, dict[str, Any]]) -> None:
    assert production["plain"]["status"] == 301
    assert production["plain"]["headers"]["Location"] == "https://medial.example.org/accounts/login/"


def test_the_api_by_plain_http_is_refused_and_not_led_on(production: dict[str, dict[str, Any]]) -> None:
    answer = production["plain api"]
    assert (answer["status"], answer["headers"]["Content-Type"]) == (403, "application/json")
    assert "Location" not in answer["headers"]


def test_a_page_knows_no_other_method(production: dict[str, dict[str, Any]]) -> None:
    assert production["put"]["status"] == 405
    assert production["put"]["headers"]["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize(
    "address",
    ["https://elsewhere.example/", "//elsewhere.example/", "\\\\elsewhere.example", "javascript:alert(1)"],
)
@pytest.mark.parametrize("page", ["/accounts/login/", "/accounts/signup/", "/accounts/logout/", "/language/"])
def test_nobody_is_sent_elsewhere(client: Client, alice: Any, page: str, address: str) -> None:
    sent = {
        "/accounts/login/": {"login": alice.email, "password": "a long enough password"},
        "/accounts/signup/": {
            "name": "Nina",
            "email": "nina@example.org",
            "password1": "quite a long one 17",
            "club_name": "",
        },
        "/accounts/logout/": {},
        "/language/": {"language": "de"},
    }[page]
    if page == "/accounts/logout/":
        client.force_login(alice)

    answer = client.post(page, {**sent, "next": address})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/")
    assert not answer["Location"].startswith("//")
