"""My data: everything that is held on somebody, in one zip; and the erasure that is asked for there."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db.models import ForeignKey
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from assessments.models import AssessmentPicture
from athletes import consenting
from athletes.models import Athlete
from coaching.calendar_feed import make_link
from coaching.held import SECRET, held_on
from coaching.models import MailItem, MailSettings
from coaching.test_day_moving import move_test
from tests.cast import signed_in
from tests.factories import (
    confirm,
    make_assessment,
    make_note,
    make_picture,
    make_programme,
    make_repeat,
    make_session,
    make_study,
)

NOT_EMPTY = [
    *("account", "addresses", "mail_settings", "calendar_link", "profiles", "consents", "first_read_by"),
    *("notes", "tests", "pictures", "repeat_readings", "programmes", "prescribed", "sessions"),
    *("exercises_done", "history_of_profiles", "history_of_tests", "history_of_repeat_readings"),
]

#: Tables that point to a person or a test of theirs and are in no download: why.
NOT_IN_IT = {
    "account.EmailConfirmation": "not used",
    "admin.LogEntry": "what an editor did in the library, no athlete's",
    "accounts.User_groups": "rights of site staff",
    "accounts.User_user_permissions": "rights of site staff",
    "athletes.Athlete_squads": "the squads themselves are in it",
    "athletes.HistoricalAthlete_squads": "squads that were left",
    "assessments.ErrorStudy": "a tester's work for the club; an athlete's readings are in it as Repeat",
    "assessments.MeasurementError": "about a method",
    "assessments.HistoricalMeasurementError": "about a method",
    "accounts.HistoricalClub": "about a club",
    "coaching.HistoricalExercise": "content",
    "coaching.HistoricalProgrammeTemplate": "content",
    "coaching.HistoricalTemplateItem": "content",
}


@pytest.fixture
def full(ann: Athlete, bob: User) -> Athlete:
    """Ann with something in every table."""
    user = ann.user
    assert user
    confirm(user)
    Athlete.objects.filter(pk=ann.pk).update(note="=HYPERLINK(1)", event="＝1500 m")
    consenting.give(athlete=ann, way="own", by=user)
    test = make_assessment(athlete=ann, left=[30.5], note="for the club", tester=bob, symptoms=["clicking"])
    make_picture(assessment=test)
    make_session(programme=make_programme(athlete=ann, assessment=test), pain=2, note="fine")
    make_note(athlete=ann, author=bob, text="between us", private=True)
    make_repeat(study=make_study(club=ann.club, tester=bob), athlete=ann)
    make_link(user=user)
    MailSettings.objects.create(user=user, digest=False)
    signed_in(bob).get(reverse("athlete", args=[ann.pk]))
    test.note = "changed"
    test.save()
    return ann


def zip_of(user: User | None) -> zipfile.ZipFile:
    response: Any = signed_in(user).post(reverse("my_data_download"))
    assert response.streaming
    assert response["Content-Disposition"].startswith('attachment; filename="medial-')
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def test_the_page_says_what_there_is(full: Athlete) -> None:
    said = signed_in(full.user).get(reverse("my_data")).content.decode()

    assert "Riverside Harriers" in said
    assert "Bob Coe" in said
    assert "You have agreed" in said
    assert "Nobody has opened" not in said


def test_a_coach_has_the_page_too(bob: User) -> None:
    data = json.loads(zip_of(bob).read("data.json"))

    assert [row["role"] for row in data["memberships"]] == ["coach"]
    assert data["tests"] == []


def test_the_zip_has_everything_as_json_csv_and_pictures(full: Athlete) -> None:
    archive = zip_of(full.user)
    data = json.loads(archive.read("data.json"))
    for name in NOT_EMPTY:
        assert data[name], name
        rows = list(csv.DictReader(io.StringIO(archive.read(f"csv/{name}.csv").decode("utf-8-sig"))))
        assert len(rows) == len(data[name])
    assert data["notes"][0]["text"] == "between us"
    assert data["tests"][0]["tester"] == "Bob Coe"
    assert [row["note"] for row in data["history_of_tests"]] == ["changed", "for the club"]
    picture = next(name for name in archive.namelist() if name.startswith("pictures/"))
    with AssessmentPicture.objects.get().image.open("rb") as kept:
        assert archive.read(picture) == kept.read()
    assert "All that Medial holds on you" in archive.read("README.txt").decode()
    assert archive.testzip() is None


def test_cells_are_no_formulas_and_secrets_stay_out(full: Athlete) -> None:
    archive = zip_of(full.user)
    everything = archive.read("data.json").decode()

    profiles = archive.read("csv/profiles.csv").decode()
    assert "'=HYPERLINK" in profiles
    assert "'＝1500 m" in profiles
    for secret in ("password", "token_hash"):
        assert f'"{secret}"' not in everything


def test_nobody_else_s_data_are_in_it(full: Athlete, otto: Athlete, bob: User) -> None:
    make_assessment(athlete=otto, note="about Otto", tester=bob)
    make_note(athlete=otto, author=bob, text="to Otto")
    wrong = make_assessment(athlete=full, note="Otto again", tester=bob)
    move_test(test=wrong, to=otto, version="1")

    everything = zip_of(full.user).read("data.json").decode()

    assert "Otto" not in everything


def test_an_archived_profile_is_still_one_s_own(full: Athlete) -> None:
    Athlete.objects.update(archived_on=full.club.today())

    assert json.loads(zip_of(full.user).read("data.json"))["tests"]


def test_a_picture_that_is_lost_is_said(full: Athlete) -> None:
    image = AssessmentPicture.objects.get().image
    image.storage.delete(str(image.name))

    assert "could not be read" in zip_of(full.user).read("README.txt").decode()


def test_nobody_fetches_it_all_day(full: Athlete) -> None:
    client = signed_in(full.user)
    answers = [client.post(reverse("my_data_download")).status_code for _ in range(7)]

    assert answers == [200] * 6 + [302]


def test_every_table_about_people_is_in_it(ann: Athlete) -> None:
    """Whatever points to a person, a profile, or something of it: a new table has to be added."""
    assert ann.user
    inside = {part.model._meta.label for part in held_on(ann.user)}
    about: set[Any] = {User, Athlete}
    for _ in range(4):
        for model in apps.get_models(include_auto_created=True):
            fields = model._meta.concrete_fields
            if any(isinstance(field, ForeignKey) and field.related_model in about for field in fields):
                about.add(model)
    about -= {
        model for model in about if model._meta.label.startswith(("coaching.Exercise", "accounts.Club"))
    }

    assert {model._meta.label for model in about} - inside <= set(NOT_IN_IT)


def test_what_is_left_out_are_secrets(full: Athlete) -> None:
    assert full.user
    for part in held_on(full.user):
        left_out = {field.name for field in part.model._meta.concrete_fields} - set(part.columns)
        assert left_out <= SECRET


# -- asking to be erased --------------------------------------------------------------------------


def test_erasure_asks_first_and_can_be_taken_back(full: Athlete) -> None:
    own = signed_in(full.user)
    assert "In 14 days" in own.get(reverse("my_data_erase")).content.decode()
    assert Athlete.objects.get(pk=full.pk).erase_on is None

    own.post(reverse("my_data_erase"))

    assert mail.outbox[-1].to == ["ann@example.org"]
    assert "/my-data/" in str(mail.outbox[-1].body)
    page = own.get(reverse("my_data")).content.decode()
    assert "is erased on" in page
    assert Athlete.objects.get(pk=full.pk).erase_on is not None
    own.post(reverse("my_data_stay"))
    assert "is erased on" not in own.get(reverse("my_data")).content.decode()
    assert Athlete.objects.get(pk=full.pk).erase_on is None
    assert User.objects.get(athletes=full).erase_on is None


def test_without_a_mail_server_the_page_says_the_day(full: Athlete, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    page = signed_in(full.user).post(reverse("my_data_erase"), follow=True).content.decode()

    assert "is erased on" in page


def test_a_club_s_only_owner_is_told_what_to_do_first(alice: User) -> None:
    page = signed_in(alice).post(reverse("my_data_erase"), follow=True).content.decode()

    assert "only owner" in page
    assert User.objects.get(pk=alice.pk).erase_on is None


def test_leaving_a_club_closes_it_to_the_club(full: Athlete, bob: User) -> None:
    own = signed_in(full.user)
    assert "Leave Riverside Harriers?" in own.get(reverse("my_data_leave", args=[full.pk])).content.decode()

    own.post(reverse("my_data_leave", args=[full.pk]))

    full.refresh_from_db()
    assert full.has_withdrawn
    assert full.archived_on
    page = signed_in(bob).get(reverse("athlete", args=[full.pk])).content.decode()
    assert "30.5" not in page
    assert json.loads(zip_of(full.user).read("data.json"))["tests"]


def test_mails_about_oneself_are_in_it(full: Athlete, bob: User) -> None:
    make_note(athlete=full, author=bob)
    assert full.user
    MailItem.objects.create(
        recipient=full.user,
        kind="note",
        key="one",
        about=full.pk,
        day=full.club.today(),
        due_at="2026-01-01T00:00Z",
        expires_at="2026-01-02T00:00Z",
        next_try="2026-01-01T00:00Z",
    )

    assert [row["key"] for row in json.loads(zip_of(full.user).read("data.json"))["mails"]] == ["one"]
