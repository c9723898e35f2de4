"""What a balancer asks: alive, and ready; whoever asks, and by whatever name."""

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from config import probes


@pytest.mark.parametrize(("address", "said"), [("/healthz", "ok\n"), ("/readyz", "ok\n")])
def test_the_answer_is_bare(db: None, settings: Settings, address: str, said: str) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get(address, headers={"Host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.text, answer["Content-Type"]) == (
        200,
        said,
        "text/plain; charset=utf-8",
    )
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_being_alive_asks_nothing_of_the_database() -> None:
    assert Client().get("/healthz").status_code == 200


def test_without_the_database_it_is_not_ready(db: None) -> None:
    def away(*_args: object) -> None:
        raise OperationalError("the connection is lost")

    with connection.execute_wrapper(away):
        answer = Client().get("/readyz")
    assert (answer.status_code, answer.text) == (503, "not ready\n")


def test_before_its_migrations_it_is_not_ready(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    client, found = Client(), iter([False, True])
    # Once they are there nobody asks again.
    monkeypatch.setattr(probes, "is_migrated", lambda: next(found))
    assert [client.get("/readyz").status_code for _ in range(3)] == [503, 200, 200]


def test_a_migration_that_is_not_applied_is_noticed(db: None) -> None:
    assert probes.is_migrated()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'coaching' AND name LIKE '0008%%'")
    assert not probes.is_migrated()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES "
            "('coaching', '0008_notice_of_erasure', CURRENT_TIMESTAMP), "
            "('coaching', '9999_of_the_next_release', CURRENT_TIMESTAMP)"
        )
    assert probes.is_migrated()
