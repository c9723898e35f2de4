"""Want of room, of a mail server, and far too much at once: a clear answer, and all of it done or nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core import mail
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.ids import uuid7
from accounts.models import User
from assessments.models import Assessment, AssessmentPicture
from athletes.models import Athlete
from coaching.models import Note
from tests.accounts.pages import headings, words
from tests.assessments.entry import enter
from tests.cast import signed_in
from tests.config.places import files
from tests.factories import PASSWORD
from tests.pictures import picture
from tools.steps import ROOT

LINES = "29.5\t38\n" * 10_000


def patient(user: User | None) -> Client:
    """A client that looks at the page of an error instead of failing with it."""
    client = signed_in(user)
    client.raise_request_exception = False
    return client


@contextmanager
def no_room(table: str = "") -> Iterator[None]:
    """SQLite may get no larger than it is. PostgreSQL is as if it said so when the table is written to."""
    if connection.vendor == "sqlite" and not table:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
            yield
            cursor.execute("PRAGMA max_page_count = 1000000")
        return

    def full(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(f'INSERT INTO "{table or "assessments_historicalassessment"}"'):
            raise OperationalError("could not extend file") from psycopg.errors.DiskFull()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full):
        yield


def test_a_full_disk_stores_whole_tests_or_none(transactional_db: None, bob: User, ann: Athlete) -> None:
    coach, stored = patient(bob), 0
    sent = {
        "athlete": str(ann.pk),
        "tested_on": str(ann.club.today()),
        "position": "seated",
        "motion": "active",
        "instrument": "phone",
        "left_trials": [30],
        "note": "x" * 2000,
    }
    with no_room():
        for _ in range(500):
            answer = coach.put(f"/api/v1/assessments/{uuid7()}", sent, "application/json")
            if answer.status_code != 201:
                break
            stored += 1
        page = enter(coach, ann, note="y" * 2000)
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/json")
    assert "no room left" in answer.json()["detail"]
    assert (page.status_code, headings(page)) == (503, 1)
    assert "There is no room left on our side" in words(page)
    assert "Traceback" not in page.text
    assert Assessment.objects.count() == Assessment.history.count() == stored
    assert coach.put(f"/api/v1/assessments/{uuid7()}", sent, "application/json").status_code == 201


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return Path(settings.MEDIA_ROOT)


def with_picture(coach: User, athlete: Athlete) -> Any:
    ticks = {"keep_picture": "on", "picture_consent": "on"}
    return enter(patient(coach), athlete, picture=picture(), **ticks)


def test_a_picture_without_room_leaves_neither_test_nor_file(
    media: Path, monkeypatch: pytest.MonkeyPatch, bob: User, ann: Athlete
) -> None:
    def full(*_file: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.files.storage.filesystem.locks.lock", full)
        page = with_picture(bob, ann)
    assert page.status_code == 503
    assert "What you sent just now was not saved" in words(page)
    assert (Assessment.objects.count(), AssessmentPicture.objects.count(), files(media)) == (0, 0, {})
    assert with_picture(bob, ann).status_code == 302


def test_a_picture_whose_row_has_no_room_leaves_no_file(media: Path, bob: User, ann: Athlete) -> None:
    with no_room("assessments_assessmentpicture"):
        page = with_picture(bob, ann)
    assert page.status_code == 503
    assert (Assessment.objects.count(), files(media)) == (0, {})


@pytest.fixture
def no_mail(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.config.test_logs.AwayBackend"


def test_a_password_mail_that_is_not_sent_is_said(db: None, no_mail: None, alice: User) -> None:
    for email in (alice.email, "nobody@example.org"):
        page = patient(None).post(reverse("account_reset_password"), {"email": email})
        assert (page.status_code, headings(page)) == (503, 1)
        assert "The mail could not be sent" in words(page)
        assert "Traceback" not in page.text


def test_an_account_is_made_though_its_mail_is_not_sent(db: None, no_mail: None) -> None:
    client = patient(None)
    fields = {"email": "new@example.org", "password1": PASSWORD, "name": "Newt"}
    page = client.post(reverse("account_signup"), fields, follow=True)
    assert page.status_code == 200
    assert "could not be sent: ask for it again later" in words(page)
    assert "Confirmation email sent" not in words(page)
    assert User.objects.filter(email="new@example.org").count() == 1
    assert page.wsgi_request.path == reverse("account_email_verification_sent")
    assert mail.outbox == []


def test_a_password_is_changed_though_nobody_is_told(db: None, no_mail: None, alice: User) -> None:
    new = "another long password"
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert patient(alice).post(reverse("account_change_password"), fields).status_code == 302
    alice.refresh_from_db()
    assert alice.check_password(new)


def test_ten_thousand_lines_in_a_field_are_refused_at_it(db: None, bob: User, ann: Athlete) -> None:
    page = patient(bob).post(reverse("athlete_notes", args=[ann.pk]), {"id": str(uuid7()), "text": LINES})
    assert page.status_code in (200, 422)
    assert "Keep it to 4000 characters" in words(page)
    assert not Note.objects.exists()


def test_ten_thousand_fields_are_refused_with_a_page(db: None, bob: User, ann: Athlete) -> None:
    fields = {f"left_{n}": "29.5" for n in range(10_000)}
    page = enter(patient(bob), ann, **fields)
    assert (page.status_code, headings(page)) == (413, 1)
    assert "That is too much at once" in words(page)
    assert not Assessment.objects.exists()


def test_ten_thousand_trials_are_refused_in_json(db: None, bob: User, ann: Athlete) -> None:
    for trials, status in (([29.5] * 10_000, 422), ([29.51234567] * 10_000, 413)):
        sent = {"athlete": str(ann.pk), "left_trials": trials}
        answer = patient(bob).put(f"/api/v1/assessments/{uuid7()}", sent, "application/json")
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")


@pytest.mark.parametrize("length", [20 * 1024 * 1024, 10 * 1024 * 1024 + 1])
def test_a_body_of_20_mb_is_refused_in_the_users_language(db: None, bob: User, length: int) -> None:
    bob.language = "de"
    bob.save()
    page = patient(bob).post(reverse("athlete_new"), {"name": "x" * length})
    assert (page.status_code, headings(page)) == (413, 1)
    assert "Das ist zu viel auf einmal" in words(page)
    assert not Athlete.objects.exists()


def test_a_body_above_what_is_kept_in_memory_gets_the_same_page(db: None, bob: User) -> None:
    fields = {"name": "x" * 6 * 1024 * 1024}
    form = "application/x-www-form-urlencoded"
    page = patient(bob).post(reverse("athlete_new"), "name=" + fields["name"], content_type=form)
    assert (page.status_code, headings(page)) == (413, 1)
    assert "That is too much at once" in words(page)


def test_a_command_without_its_database_ends_with_a_sentence() -> None:
    away = {**os.environ, "DATABASE_URL": "sqlite:////nowhere/medial.sqlite3"}
    command = [sys.executable, "manage.py", "send_due"]
    done = subprocess.run(command, cwd=ROOT, env=away, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The database doesn’t answer as it should: unable to open database file\n"
