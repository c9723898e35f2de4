"""The library as people read it, and a club's own version of an exercise."""

import io
import re
import struct
import zlib
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts import pictures
from accounts.models import Club, Role, User
from coaching.copying import copy_for_club
from coaching.models import Exercise
from tests.cast import signed_in
from tests.factories import join, make_club, make_exercise, make_programme, make_user

pytestmark = pytest.mark.django_db

KNEES_IN = "knees-in-stretch"


def url(name: str, exercise: Exercise | str) -> str:
    return reverse(name, args=[exercise if isinstance(exercise, str) else exercise.slug])


def picture(kind: str = "JPEG", size: tuple[int, int] = (1600, 800), **options: Any) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new(options.pop("mode", "RGB"), size, "teal").save(out, kind, **options)
    return SimpleUploadedFile(f"leg.{kind.lower()}", out.getvalue())


def form_data(exercise: Exercise, **changes: Any) -> dict[str, Any]:
    names = (
        "name",
        "summary",
        "kind",
        "steps",
        "cues",
        "stop_signs",
        "sets",
        "rest_seconds",
        "days_per_week",
    )
    data = {name: getattr(exercise, name) for name in names}
    data |= {
        name: value
        for name in ("hold_seconds", "reps_low", "reps_high")
        if (value := getattr(exercise, name))
    }
    return {**data, "side_specific": "on", **changes}


def kept(exercise: Exercise) -> bytes:
    """The stored picture's bytes."""
    exercise.refresh_from_db()
    with exercise.picture.open() as file:
        return file.read()


@pytest.fixture
def own(club: Club) -> Exercise:
    copy = copy_for_club(exercise=Exercise.objects.get(slug=KNEES_IN), club=club)
    copy.state = Exercise.State.PUBLISHED
    copy.save()
    return copy


# -- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["alice", "vera", "charlie", "ann", "edith"])
def test_whoever_is_signed_in_reads_the_library(who, request):
    person = request.getfixturevalue(who)
    client = signed_in(person if isinstance(person, User) else person.user)

    page = client.get(reverse("exercises")).content.decode()

    assert page.count("<h1") == 1
    assert page.count("<article") == 8
    assert "Side-lying ankle lift" in page
    shown = client.get(url("exercise", KNEES_IN)).content.decode()
    assert shown.count("<h1") == 1
    for words in ("Let both knees sink in towards each other.", "2 × 30 s", "5 days a week", "in the groin"):
        assert words in shown
    assert shown.count("<svg") >= 2


def test_a_stranger_is_asked_to_sign_in():
    assert signed_in(None).get(reverse("exercises")).status_code == 302


def test_stretches_or_strength_alone(bob):
    client = signed_in(bob)

    stretches = client.get(reverse("exercises"), {"kind": "stretch"}).content.decode()

    assert "Knees-in stretch" in stretches
    assert "Side-lying ankle lift" not in stretches
    assert client.get(reverse("exercises"), {"kind": "dance"}).content.decode().count("<article") == 8


def test_an_empty_library_says_so(bob):
    Exercise.objects.update(state=Exercise.State.DRAFT)

    assert (
        "No exercise of this kind is published." in signed_in(bob).get(reverse("exercises")).content.decode()
    )


def test_a_draft_of_the_platform_is_nobodys(bob):
    draft = make_exercise(state=Exercise.State.DRAFT)

    assert signed_in(bob).get(url("exercise", draft)).status_code == 404


def test_a_clubs_own_version_takes_the_originals_place_and_is_marked(bob, vera, ann, charlie, own):
    own.name = "Knees to the middle"
    own.save()

    for person in (bob, vera, ann.user):
        page = signed_in(person).get(reverse("exercises")).content.decode()
        assert "Knees to the middle" in page
        assert "Knees-in stretch" not in page
        assert "Riverside Harriers" in page
        assert signed_in(person).get(url("exercise", own)).status_code == 200
    others = signed_in(charlie).get(reverse("exercises")).content.decode()
    assert "Knees to the middle" not in others
    assert "Knees-in stretch" in others


def test_a_coach_of_two_clubs_sees_the_versions_of_the_chosen_one(alice, own, other_club):
    join(alice, other_club, Role.COACH)
    second = copy_for_club(exercise=Exercise.objects.get(slug="ninety-ninety-switch"), club=other_club)
    second.name, second.state = "Hilltop switch", Exercise.State.PUBLISHED
    second.save()

    page = signed_in(alice).get(reverse("exercises")).content.decode()

    chosen = min([own.club, other_club], key=lambda club: club.name)
    assert ("Hilltop switch" in page) == (chosen == other_club)


def test_queries_do_not_grow_with_exercises(bob, django_assert_max_num_queries):
    for _ in range(30):
        make_exercise()
    client = signed_in(bob)
    with django_assert_max_num_queries(10):
        client.get(reverse("exercises"))
    with django_assert_max_num_queries(10):
        client.get(url("exercise", KNEES_IN))


def test_an_archived_exercise_is_read_by_whoever_has_it_in_a_programme(ann, otto, bob):
    old = make_exercise(name="Old stretch")
    make_programme(athlete=ann, exercises=[old])
    Exercise.objects.filter(pk=old.pk).update(state=Exercise.State.ARCHIVED)

    page = signed_in(ann.user).get(url("exercise", old)).content.decode()

    assert "Archived: programmes that have this exercise keep it" in page
    assert signed_in(bob).get(url("exercise", old)).status_code == 200
    assert signed_in(otto.user).get(url("exercise", old)).status_code == 404
    assert "Old stretch" not in signed_in(ann.user).get(reverse("exercises")).content.decode()


# -- a club's own version -----------------------------------------------------------------------------


def test_a_coach_copies_changes_and_publishes(bob, club):
    client = signed_in(bob)
    assert "Copy for our club and change it" in client.get(url("exercise", KNEES_IN)).content.decode()

    answer = client.post(url("exercise_copy", KNEES_IN))

    copy = Exercise.objects.get(club=club)
    original = Exercise.objects.get(slug=KNEES_IN)
    assert answer["Location"] == url("exercise_edit", copy)
    assert (copy.slug, copy.state) == ("knees-in-stretch-riverside-harriers", Exercise.State.DRAFT)
    assert (copy.figure, copy.steps, copy.dose) == (original.figure, original.steps, original.dose)
    assert "Draft" in client.get(reverse("exercises")).content.decode()
    assert client.get(answer["Location"]).content.decode().count("<h1") == 1

    saved = client.post(
        answer["Location"], form_data(copy, name="Knees to the middle", hold_seconds=45, sets=3)
    )

    assert saved["Location"] == url("exercise", copy)
    copy.refresh_from_db()
    original.refresh_from_db()
    assert (copy.name, copy.dose, copy.state) == ("Knees to the middle", "3 × 45 s", Exercise.State.PUBLISHED)
    assert (original.name, original.dose) == ("Knees-in stretch", "2 × 30 s")
    assert copy.history.first().history_user == bob
    page = client.get(saved["Location"]).content.decode()
    assert "Riverside Harriers’s own version." in page
    assert url("exercise", KNEES_IN) in page


def test_copying_twice_makes_one_copy(bob, club):
    client = signed_in(bob)
    client.post(url("exercise_copy", KNEES_IN))
    client.post(url("exercise_copy", KNEES_IN))

    assert Exercise.objects.filter(club=club).count() == 1


def test_a_new_copy_after_the_archived_one_gets_an_address_of_its_own(bob, club, own):
    signed_in(bob).post(url("exercise_archive", own))
    signed_in(bob).post(url("exercise_copy", KNEES_IN))

    slugs = set(Exercise.objects.filter(club=club).values_list("slug", flat=True))
    assert slugs == {"knees-in-stretch-riverside-harriers", "knees-in-stretch-riverside-harriers-2"}


def test_two_clubs_of_one_name_get_addresses_of_their_own(club):
    original = Exercise.objects.get(slug=KNEES_IN)
    copies = {copy_for_club(exercise=original, club=c).slug for c in (club, make_club(name=club.name))}

    assert len(copies) == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Fill this in."),
        ({"hold_seconds": ""}, "Give either a hold in seconds, or repetitions from and to."),
        ({"reps_low": 12, "reps_high": 15}, "Give a hold or repetitions, not both: empty one."),
        ({"hold_seconds": "", "reps_low": 15, "reps_high": 12}, "not below “repetitions from”."),
        ({"sets": 0}, "Write 1 or more."),
    ],
)
def test_a_mistake_is_said_at_its_field_and_keeps_what_was_typed(bob, own, changes, sentence):
    answer = signed_in(bob).post(
        url("exercise_edit", own), form_data(own, **{"summary": "Just typed"} | changes)
    )

    page = answer.content.decode()
    assert sentence in page
    assert "Just typed" in page
    own.refresh_from_db()
    assert own.summary != "Just typed"


def test_archiving_warns_of_running_programmes_and_breaks_none(bob, ann, own):
    programme = make_programme(athlete=ann, exercises=[own])
    client = signed_in(bob)

    asked = client.get(url("exercise_archive", own)).content.decode()
    assert "It is in 1 running programme, which keeps it as it is." in asked
    assert asked.count("<h1") == 1
    client.post(url("exercise_archive", own))

    own.refresh_from_db()
    assert own.state == Exercise.State.ARCHIVED
    assert programme.exercises.get().exercise == own
    assert signed_in(ann.user).get(url("exercise", own)).status_code == 200
    listed = client.get(reverse("exercises")).content.decode()
    assert "Put away" in listed
    assert "Bring back" in client.get(url("exercise", own)).content.decode()

    client.post(url("exercise_restore", own))
    own.refresh_from_db()
    assert own.state == Exercise.State.PUBLISHED


def test_changing_an_archived_version_leaves_it_archived(bob, own):
    Exercise.objects.filter(pk=own.pk).update(state=Exercise.State.ARCHIVED)

    signed_in(bob).post(url("exercise_edit", own), form_data(own, name="Still away"))

    own.refresh_from_db()
    assert (own.name, own.state) == ("Still away", Exercise.State.ARCHIVED)


WRITES = ["exercise_edit", "exercise_archive", "exercise_restore"]


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize(("who", "status"), [("vera", 403), ("charlie", 404), ("edith", 404), ("otto", 403)])
def test_nobody_else_changes_a_clubs_version(name, who, status, own, request):
    person = request.getfixturevalue(who)
    client = signed_in(person if isinstance(person, User) else person.user)

    assert client.post(url(name, own), form_data(own, name="Taken over")).status_code == status
    own.refresh_from_db()
    assert (own.name, own.state) == ("Knees-in stretch", Exercise.State.PUBLISHED)


@pytest.mark.parametrize("name", WRITES)
def test_no_coach_changes_the_platforms_exercise(name, alice):
    assert signed_in(alice).post(url(name, KNEES_IN)).status_code == 403


def test_no_other_clubs_version_is_read_or_copied(charlie, own):
    client = signed_in(charlie)

    assert client.get(url("exercise", own)).status_code == 404
    assert client.post(url("exercise_copy", own)).status_code == 404


@pytest.mark.parametrize("who", ["vera", "ann"])
def test_who_only_reads_copies_nothing(who, request, own):
    person = request.getfixturevalue(who)
    client = signed_in(person if isinstance(person, User) else person.user)

    assert client.post(url("exercise_copy", KNEES_IN)).status_code == 403
    page = client.get(url("exercise", own)).content.decode()
    assert "Copy for our club" not in page
    assert url("exercise_edit", own) not in page
    assert Exercise.objects.exclude(club=None).count() == 1


# -- pictures -----------------------------------------------------------------------------------------


def upload(client: Any, exercise: Exercise, file: Any, **changes: Any) -> Any:
    return client.post(url("exercise_edit", exercise), form_data(exercise, picture=file, **changes))


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")])
def test_an_upload_is_kept_small_and_as_webp(bob, own, kind, mode):
    client = signed_in(bob)

    assert upload(client, own, picture(kind, mode=mode)).status_code == 302

    with Image.open(io.BytesIO(kept(own))) as image:
        assert (image.format, image.size) == ("WEBP", (1200, 600))
    page = client.get(url("exercise", own)).content.decode()
    assert url("exercise_picture", own) in page
    assert "/media/" not in page


def test_metadata_stays_behind_and_the_picture_stands_upright(bob, own):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "A camera that knows its owner"

    upload(signed_in(bob), own, picture(size=(400, 200), exif=exif.tobytes(), icc_profile=b"profile"))

    raw = kept(own)
    assert b"camera" not in raw
    with Image.open(io.BytesIO(raw)) as image:
        assert image.size == (200, 400)
        assert not image.getexif()
        assert "icc_profile" not in image.info


def test_damaged_notes_of_a_camera_refuse_no_picture(bob, own):
    entries = [(0x0112, 3, 1, b"\0\6\0\0"), (0x0131, 5, 1, b"\0\0\0\0")]  # turned; a name that is a fraction
    listed = b"".join(struct.pack(">HHI4s", *entry) for entry in entries)
    exif = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, len(entries)) + listed + b"\0\0\0\0"

    upload(signed_in(bob), own, picture(size=(400, 200), exif=exif))

    with Image.open(io.BytesIO(kept(own))) as image:
        assert image.size == (200, 400)


def bomb(width: int, height: int) -> SimpleUploadedFile:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return SimpleUploadedFile("big.png", b"\x89PNG\r\n\x1a\n" + header + body)


NOT_READ = "This is not a picture that can be read: choose a JPEG, PNG or WebP file."


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (
            SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
            NOT_READ,
        ),
        (SimpleUploadedFile("x.png", b"<script>alert(1)</script>", "image/png"), NOT_READ),
        (picture("GIF"), NOT_READ),
        (SimpleUploadedFile("half.jpg", picture().read()[:400]), NOT_READ),
        (SimpleUploadedFile("x.png", b""), "This file is empty"),
        (bomb(9_000, 9_000), "This picture has more than 40 megapixels"),
        (bomb(60_000, 60_000), "This picture has more than 40 megapixels"),
    ],
    ids=["svg", "script", "gif", "half", "empty", "large", "bomb"],
)
def test_what_is_no_usable_picture_is_refused_at_the_field(bob, own, file, sentence):
    file.seek(0)
    answer = upload(signed_in(bob), own, file, name="Kept as typed")

    page = answer.content.decode()
    assert sentence in page
    assert "Kept as typed" in page
    own.refresh_from_db()
    assert not own.picture


def test_a_file_that_is_too_large_is_refused(bob, own, monkeypatch):
    monkeypatch.setattr(pictures, "MAX_BYTES", 1000)

    assert "larger than 8 MB" in upload(signed_in(bob), own, picture()).content.decode()


def test_a_picture_is_removed_and_the_figure_shows_again(bob, own):
    client = signed_in(bob)
    upload(client, own, picture())
    assert "Remove the picture" in client.get(url("exercise_edit", own)).content.decode()

    client.post(url("exercise_edit", own), form_data(own))
    own.refresh_from_db()
    assert own.picture
    client.post(url("exercise_edit", own), form_data(own, remove_picture="on"))

    own.refresh_from_db()
    assert not own.picture
    assert "<svg" in client.get(url("exercise", own)).content.decode()


def test_a_new_picture_wins_over_removing_the_old_one(bob, own):
    client = signed_in(bob)
    upload(client, own, picture())
    upload(client, own, picture(size=(300, 300)), remove_picture="on")

    own.refresh_from_db()
    assert own.picture


def test_the_picture_is_served_to_those_who_may_read_and_to_nobody_else(bob, ann, charlie, own):
    upload(signed_in(bob), own, picture())
    address = url("exercise_picture", own)

    served = signed_in(ann.user).get(address)
    assert served.status_code == 200
    assert served["Content-Type"] == "image/webp"
    assert served["Cache-Control"] == "private, max-age=3600"
    with Image.open(io.BytesIO(served.getvalue())) as shown:
        assert shown.size == (1200, 600)
    again = signed_in(ann.user).get(address, HTTP_IF_NONE_MATCH=served["ETag"])
    assert again.status_code == 304
    assert signed_in(charlie).get(address).status_code == 404
    assert signed_in(None).get(address).status_code == 302
    assert signed_in(bob).get(url("exercise_picture", KNEES_IN)).status_code == 404


def test_a_picture_that_is_gone_from_the_disk_is_404(bob, own):
    Exercise.objects.filter(pk=own.pk).update(picture="exercises/lost.webp")

    assert signed_in(bob).get(url("exercise_picture", own)).status_code == 404


def test_a_copy_has_a_picture_of_its_own(club):
    original = make_exercise()
    original.picture.save("one.webp", ContentFile(picture("WEBP").read()))

    copy = copy_for_club(exercise=original, club=club)

    assert copy.picture.name != original.picture.name
    original.picture.delete()
    assert kept(copy)


def test_the_platforms_use_is_counted_without_names(alice, ann):
    exercise = Exercise.objects.get(slug=KNEES_IN)
    make_programme(athlete=ann, exercises=[exercise])
    stranger = join(make_user(), make_club(name="Third"), Role.OWNER)

    page = signed_in(stranger).get(url("exercise", exercise)).content.decode()

    assert not re.search("Ann|running programme", page)
