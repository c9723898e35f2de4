"""The environment is read loudly: what can't be used stops the start with a sentence that says what to do."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import (
    database,
    earlier_keys,
    flag,
    hosts,
    log_level,
    mail,
    networks,
    secret_key,
    site_url,
)

KEY = "0123456789" * 5


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    names = (
        "LOG_LEVEL",
        "SECRET_KEY",
        "SECRET_KEY_FALLBACKS",
        "DATABASE_URL",
        "DATABASE_POOL",
        "A_FLAG",
        "SITE_URL",
        "ALLOWED_HOSTS",
    )
    for name in names:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("on", True), (" TRUE ", True), ("1", True), ("off", False), ("no", False), ("", False)],
)
def test_a_flag_is_read_in_the_usual_spellings(
    monkeypatch: pytest.MonkeyPatch, text: str, meaning: bool
) -> None:
    monkeypatch.setenv("A_FLAG", text)
    assert flag("A_FLAG", default=not meaning) is meaning


@pytest.mark.parametrize("default", [True, False])
def test_a_flag_that_is_not_set_has_its_default(default: bool) -> None:
    assert flag("A_FLAG", default=default) is default


def test_a_flag_that_is_neither_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_FLAG", "maybe")
    with pytest.raises(ImproperlyConfigured, match=r"A_FLAG is 'maybe': set it to on or off\."):
        flag("A_FLAG", default=False)


def test_a_key_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", KEY)
    for demo in (True, False):
        assert secret_key(kept=tmp_path / "secret_key", may_be_kept=demo) == KEY
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("short", "SECRET_KEY is too short"),
        ("django-insecure-" + KEY, "SECRET_KEY is an example"),
        ("change-me-" * 6, "SECRET_KEY is an example"),
    ],
)
def test_a_key_that_protects_nothing_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: str, sentence: str
) -> None:
    monkeypatch.setenv("SECRET_KEY", key)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        secret_key(kept=tmp_path / "secret_key", may_be_kept=False)


def test_keys_before_it_are_read_with_commas_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert earlier_keys() == []
    monkeypatch.setenv("SECRET_KEY_FALLBACKS", f"{KEY},{KEY[::-1]},")
    assert earlier_keys() == [KEY, KEY[::-1]]


@pytest.mark.parametrize(("key", "sentence"), [("short", "is too short"), ("a" * 60, "is an example")])
def test_a_key_before_it_that_protects_nothing_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, key: str, sentence: str
) -> None:
    monkeypatch.setenv("SECRET_KEY_FALLBACKS", f"{KEY},{key}")
    with pytest.raises(ImproperlyConfigured, match=f"SECRET_KEY_FALLBACKS {sentence}"):
        earlier_keys()


def test_a_server_without_a_key_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set: give the environment"):
        secret_key(kept=tmp_path / "secret_key", may_be_kept=False)


def test_a_demo_makes_a_key_once_that_only_its_owner_reads(tmp_path: Path) -> None:
    made = secret_key(kept=tmp_path / "secret_key", may_be_kept=True)
    assert len(made) >= 50
    assert secret_key(kept=tmp_path / "secret_key", may_be_kept=True) == made
    [file] = tmp_path.iterdir()
    assert file.stat().st_mode & 0o077 == 0


def test_a_server_with_the_key_of_the_demo_does_not_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", secret_key(kept=tmp_path / "secret_key", may_be_kept=True))
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is the demo's"):
        secret_key(kept=tmp_path / "secret_key", may_be_kept=False)


def test_a_demo_answers_to_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert hosts(only_this_machine=True) == ["127.0.0.1", "localhost", "[::1]"]
    monkeypatch.setenv("ALLOWED_HOSTS", "localhost,medial.example.org")
    assert hosts(only_this_machine=False) == ["localhost", "medial.example.org"]
    with pytest.raises(ImproperlyConfigured, match=r"ALLOWED_HOSTS names medial"):
        hosts(only_this_machine=True)


@pytest.mark.parametrize("names", ["*", "medial.example.org,*"])
def test_nothing_answers_to_any_name(monkeypatch: pytest.MonkeyPatch, names: str) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", names)
    with pytest.raises(ImproperlyConfigured, match=r"ALLOWED_HOSTS has \*, any name"):
        hosts(only_this_machine=False)


@pytest.mark.parametrize("url", [None, "sqlite:///{path}"])
def test_sqlite_is_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str | None) -> None:
    path = tmp_path / "medial.sqlite3"
    if url:
        monkeypatch.setenv("DATABASE_URL", url.format(path=path))
    settings = database(sqlite_path=path)
    assert (settings["ENGINE"], settings["NAME"]) == ("django.db.backends.sqlite3", str(path))


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_is_reached_through_a_pool(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{scheme}://me:secret@db.example.org:5433/medial")
    monkeypatch.setenv("DATABASE_POOL", "3")
    settings = database(sqlite_path=Path("unused"))
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example.org", 5433, "medial")
    assert settings["OPTIONS"]["pool"]["max_size"] == 3


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "DATABASE_URL",
            "postgres://me:secret@db.example.org:99999999/medial",
            "DATABASE_URL can't be read: use",
        ),
        ("DATABASE_URL", "postgres://me:se/cret@db.example.org/medial", "DATABASE_URL can't be read: use"),
        ("DATABASE_POOL", "many", "DATABASE_POOL is 'many': give the most"),
        ("DATABASE_POOL", "0", "DATABASE_POOL is '0': give the most"),
        ("EMAIL_URL", "mail.example.org", "EMAIL_URL can't be read: use"),
        ("EMAIL_URL", "smtp://me:secret@mail.example.org:post", "EMAIL_URL can't be read: use"),
    ],
)
def test_what_can_not_be_read_stops_the_start_and_shows_no_password(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://me@db.example.org/medial")
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=sentence) as stopped:
        mail() if name == "EMAIL_URL" else database(sqlite_path=Path("unused"))
    assert "secret" not in str(stopped.value)


def test_another_database_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://me@db.example.org/medial")
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL begins with 'mysql': use postgres://"):
        database(sqlite_path=Path("unused"))


@pytest.mark.parametrize(
    ("https", "hosts", "url"),
    [
        (True, ["medial.example.org", "localhost"], "https://medial.example.org"),
        (True, [".example.org"], "https://example.org"),
        (False, ["127.0.0.1"], "http://127.0.0.1:8000"),
        (False, [], "http://localhost:8000"),
    ],
)
def test_links_in_mails_begin_with_the_first_name_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, https: bool, hosts: list[str], url: str
) -> None:
    assert site_url(https=https, hosts=hosts) == url
    monkeypatch.setenv("SITE_URL", "https://hips.example.org/")
    assert site_url(https=https, hosts=hosts) == "https://hips.example.org"


@pytest.mark.parametrize(
    "url", ["hips.example.org", "ftp://example.org", "https://", "https://a.example/hips"]
)
def test_an_address_that_no_link_can_begin_with_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("SITE_URL", url)
    with pytest.raises(ImproperlyConfigured, match=r"SITE_URL is .*: give the scheme and name"):
        site_url(https=True, hosts=[])


def test_a_log_level_is_one_that_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert log_level(default="INFO") == "INFO"
    monkeypatch.setenv("LOG_LEVEL", "warning")
    assert log_level(default="INFO") == "WARNING"
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    with pytest.raises(ImproperlyConfigured, match="LOG_LEVEL is 'LOUD': set it to DEBUG, INFO, WARNING"):
        log_level(default="INFO")


def test_how_postgresql_is_reached_stays_as_the_address_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://me@db.example.org/medial?sslmode=require")
    assert database(sqlite_path=Path("unused"))["OPTIONS"]["sslmode"] == "require"


def test_networks_are_addresses_or_ranges() -> None:
    assert [str(one) for one in networks("10.0.0.0/8, ::1,", name="X")] == ["10.0.0.0/8", "::1/128"]
    assert networks("", name="X") == []


@pytest.mark.parametrize("text", ["proxy.example.org", "10.0.0.1/8", "10.0.0.0/99"])
def test_what_is_no_network_stops_the_start(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"X is .*: give addresses or networks such as"):
        networks(text, name="X")
