"""The same tests on both databases: `pytest --database=postgresql` runs those that touch one, on that one."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

_DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client", "admin_client"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=["sqlite", "postgresql"],
        help="run only the tests that touch the database, and stop unless it is this one",
    )


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"


def pytest_configure(config: pytest.Config) -> None:
    wanted = config.getoption("--database")
    if wanted and wanted != connection.vendor:
        raise pytest.UsageError(f"--database={wanted}, but DATABASE_URL leads to {connection.vendor}.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database"):
        others = [item for item in items if not _touches_database(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in set(others)]


def _touches_database(item: pytest.Item) -> bool:
    fixtures: set[str] = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & _DATABASE_FIXTURES)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as Medial runs on it: in memory a journey's threads would share one connection."""
    if connection.vendor == "sqlite":
        name: Path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        settings.DATABASES["default"]["TEST"]["NAME"] = str(name)
