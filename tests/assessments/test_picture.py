"""The picture of a test: keeping it with the form, showing it, deleting it."""

import datetime as dt
import io
import random
import struct
import zipfile
import zlib
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from accounts.models import User
from accounts.pictures import written_anew
from assessments.keeping import keep_picture
from assessments.models import Assessment, AssessmentPicture
from assessments.picture_form import KEPT
from athletes.models import Athlete
from tests.assessments.entry import change, enter, headings
from tests.cast import signed_in
from tests.factories import make_assessment, make_picture
from tests.pictures import ORIENTATION, picture

TICKS = {"keep_picture": "on", "picture_consent": "on"}


def keep(coach: User, athlete: Athlete, file: Any, **changes: Any) -> Any:
    """Send the form of a new test with a picture and both ticks."""
    return enter(signed_in(coach), athlete, picture=file, **TICKS | changes)


def address(test: Assessment, act: str = "assessment_picture") -> str:
    return reverse(act, args=[test.pk])


def bytes_of(kept: AssessmentPicture) -> bytes:
    with kept.image.open() as file:
        return bytes(file.read())


def noise(width: int, height: int) -> SimpleUploadedFile:
    """The hardest picture to make small."""
    pixels = random.Random(3).randbytes(width * height * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", (width, height), pixels).save(out, "JPEG", quality=75)
    return SimpleUploadedFile("noise.jpg", out.getvalue())


# -- keeping ------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")])
def test_a_picture_is_kept_small_with_the_athletes_consent(
    bob: User, ann: Athlete, kind: str, mode: str
) -> None:
    assert keep(bob, ann, picture(kind, mode=mode), instrument="photo").status_code == 302
    kept = AssessmentPicture.objects.get(assessment__athlete=ann)
    assert (kept.consent, kept.consented_on, kept.kept_by) == (True, ann.club.today(), bob)
    assert (kept.width, kept.height) == (1600, 800)
    with Image.open(io.BytesIO(bytes_of(kept))) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1600, 800))
    assert kept.assessment.instrument == "photo"
    assert str(kept) == str(kept.assessment)


@pytest.mark.django_db
def test_what_the_camera_noted_stays_behind_and_the_picture_stands_upright(bob: User, ann: Athlete) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010F] = "A camera that knows its owner"
    keep(bob, ann, picture(size=(400, 200), exif=exif.tobytes(), icc_profile=b"profile"))
    kept = AssessmentPicture.objects.get()
    assert b"camera" not in bytes_of(kept)
    with Image.open(io.BytesIO(bytes_of(kept))) as image:
        assert image.size == (200, 400)
        assert not image.getexif()
        assert "icc_profile" not in image.info


@pytest.mark.parametrize("size", [(1600, 1200), (1600, 1600)])
def test_even_noise_becomes_small_enough(size: tuple[int, int]) -> None:
    made = written_anew(noise(*size), KEPT)
    assert made.size <= 400_000
    with Image.open(made) as image:
        assert image.width >= 600


@settings(max_examples=30)
@given(
    width=st.integers(1, 2500),
    height=st.integers(1, 2500),
    kind=st.sampled_from(["JPEG", "PNG", "WEBP"]),
    mode=st.sampled_from(["RGB", "L"]),
)
def test_any_picture_keeps_its_shape_within_the_limits(width: int, height: int, kind: str, mode: str) -> None:
    made = written_anew(picture(kind, size=(width, height), mode=mode), KEPT)
    assert made.size <= 400_000
    with Image.open(made) as image:
        longest = min(1600, max(width, height))
        assert image.format == "JPEG"
        assert max(image.size) == longest
        shorter = min(width, height) * longest / max(width, height)
        assert abs(min(image.size) - shorter) <= 1


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF"]))
def test_anything_else_is_refused_with_a_sentence(junk: bytes, start: bytes) -> None:
    with pytest.raises(ValidationError, match="not a picture that can be read"):
        written_anew(SimpleUploadedFile("x.jpg", start + junk), KEPT)


@pytest.mark.django_db
def test_a_second_picture_takes_the_place_of_the_first(
    bob: User, ann: Athlete, django_capture_on_commit_callbacks: Any
) -> None:
    test = make_assessment(athlete=ann)
    first = make_picture(assessment=test)
    page = signed_in(bob).get(reverse("assessment_edit", args=[test.pk])).content.decode()
    assert "another one takes its place" in page
    assert address(test, "assessment_picture_delete") in page
    with django_capture_on_commit_callbacks(execute=True):
        change(signed_in(bob), test, picture=picture(size=(300, 200)), **TICKS)
    second = AssessmentPicture.objects.get()
    assert (second.pk, second.width) == (first.pk, 300)
    assert not first.image.storage.exists(str(first.image.name))
    assert bytes_of(second)


@pytest.mark.django_db
def test_changing_a_test_without_a_picture_leaves_the_kept_one(bob: User, ann: Athlete) -> None:
    test = make_assessment(athlete=ann)
    make_picture(assessment=test)
    change(signed_in(bob), test, left_1="30")
    assert AssessmentPicture.objects.filter(assessment=test).exists()


@pytest.mark.django_db
def test_over_somebody_elses_change_the_picture_is_no_fault_and_nothing_is_kept_yet(
    alice: User, bob: User, ann: Athlete
) -> None:
    test = make_assessment(athlete=ann)
    change(signed_in(alice), test, left_1="31")
    answer = change(signed_in(bob), test, left_1="33", version=1, picture=picture(size=(40, 30)), **TICKS)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Not saved yet" not in page
    assert "choose it again" in page
    assert not AssessmentPicture.objects.exists()


@pytest.mark.django_db
def test_the_database_keeps_no_picture_without_consent(ann: Athlete) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_picture(assessment=make_assessment(athlete=ann), consent=False)


# -- refusals -----------------------------------------------------------------------------------------

ASK = "A picture is kept only if the athlete agrees: ask, and tick this, or keep none."
TICK = "Tick this to keep the picture, or take the picture out."
CHOOSE = "Choose the picture that is to be kept."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "sentences"),
    [
        ({"picture": True}, {ASK, TICK}),
        ({"picture": True, "keep_picture": "on"}, {ASK}),
        ({"picture": True, "picture_consent": "on"}, {TICK}),
        ({"keep_picture": "on"}, {ASK}),
        (TICKS, {CHOOSE}),
        ({"picture_consent": "on"}, set()),
    ],
)
def test_both_ticks_and_a_picture_are_needed(
    bob: User, ann: Athlete, sent: dict[str, Any], sentences: set[str]
) -> None:
    if "picture" in sent:
        sent = {**sent, "picture": picture(size=(40, 30))}
    answer = enter(signed_in(bob), ann, **sent)
    assert not AssessmentPicture.objects.exists()
    assert Assessment.objects.exists() == (not sentences)
    if sentences:
        page = answer.content.decode()
        assert {one for one in (ASK, TICK, CHOOSE) if one in page} == sentences
        assert "choose it again" in page


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *, kind: int = 2, beside: bytes = b"") -> SimpleUploadedFile:
    """A PNG of a few bytes, whatever size it says it has; `beside` stands before its pixels."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return SimpleUploadedFile("big.png", b"\x89PNG\r\n\x1a\n" + header + beside + body)


def unfolding(kind: bytes, head: bytes) -> SimpleUploadedFile:
    """A small PNG with 20 KB beside it that are 20 MB once unfolded."""
    return png(4, 4, beside=chunk(kind, head + zlib.compress(b"\0" * 20_000_000)))


def animation(width: int, height: int) -> SimpleUploadedFile:
    """An animated WebP of a few bytes that says it is enormous: what opens it makes room for it at once."""
    pixels = picture("WEBP", size=(16, 16)).read()[12:]
    size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    whole = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + b"\2\0\0\0" + size
    whole += b"ANIM" + struct.pack("<I", 6) + b"\0" * 6
    frame = b"\0" * 6 + b"\x0f\0\0" * 2 + b"\x10\0\0\0" + pixels
    whole += b"ANMF" + struct.pack("<I", len(frame)) + frame
    return SimpleUploadedFile("big.webp", b"RIFF" + struct.pack("<I", len(whole)) + whole)


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("run.js", "alert(1)")
    return out.getvalue()


#: What else a picture may be: a name, and what is appended or kept as its comment.
ALSO = {
    "page": b"<!DOCTYPE html><script>alert(1)</script>",
    "drawing": b"<SVG onload=alert(1)>",
    "program": b"<?php system('id'); ?>",
    "document": b"%PDF-1.7 1 0 obj",
    "archive": archive(),
}


def polyglot(also: str) -> SimpleUploadedFile:
    """A picture that any program shows, and something else."""
    if also == "archive":
        return SimpleUploadedFile("x.jpg", picture().read() + ALSO[also])
    return picture(comment=ALSO[also])


@pytest.mark.django_db
def test_what_a_phone_appends_stays_behind(bob: User, ann: Athlete) -> None:
    keep(bob, ann, SimpleUploadedFile("x.jpg", picture().read() + b"ftypmp42 the film of a moving photo"))
    assert b"film" not in bytes_of(AssessmentPicture.objects.get())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (
            SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
            "be read",
        ),
        (SimpleUploadedFile("x.png", b"<script>alert(1)</script>", "image/png"), "be read"),
        (picture("GIF"), "be read"),
        *((polyglot(also), "be read") for also in ALSO),
        (SimpleUploadedFile("half.jpg", picture().read()[:400]), "be read"),
        (SimpleUploadedFile("x.png", b""), "This file is empty"),
        (SimpleUploadedFile("x.jpg", b"x" * (8 * 1024 * 1024 + 1)), "larger than 8 MB"),
        (png(9_000, 9_000), "more than 40 megapixels"),
        (png(60_000, 60_000), "more than 40 megapixels"),
        (animation(16_000, 16_000), "more than 40 megapixels"),
        (unfolding(b"zTXt", b"k\0\0"), "be read"),
        (unfolding(b"iTXt", b"k\0\1\0\0\0"), "be read"),
        (unfolding(b"iCCP", b"k\0\0"), "be read"),
        (png(4, 4, kind=3), "be read"),
    ],
    ids=[
        *("svg", "script", "gif", *ALSO, "half", "empty", "heavy", "large", "bomb"),
        *("animated bomb", "zTXt bomb", "iTXt bomb", "iCCP bomb", "no palette"),
    ],
)
def test_what_is_no_usable_picture_is_refused_at_the_field(
    bob: User, ann: Athlete, file: SimpleUploadedFile, sentence: str
) -> None:
    file.seek(0)
    answer = keep(bob, ann, file, note="Kept as typed")
    page = answer.content.decode()
    assert sentence in page
    assert CHOOSE not in page
    assert "Kept as typed" in page
    assert not Assessment.objects.exists()


# -- showing ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_it_is_served_to_the_club_and_the_athlete_and_kept_nowhere(
    ann: Athlete, otto: Athlete, vera: User, charlie: User, edith: User
) -> None:
    test = make_assessment(athlete=ann)
    make_picture(assessment=test)
    for user in (vera, ann.user):
        served = signed_in(user).get(address(test))
        assert (served.status_code, served["Content-Type"]) == (200, "image/jpeg")
        assert set(served["Cache-Control"].split(", ")) == {"private", "no-store"}
        assert served["X-Content-Type-Options"] == "nosniff"
        with Image.open(io.BytesIO(served.content)) as shown:
            assert shown.size == (80, 60)
    for user in (charlie, otto.user, edith):
        assert signed_in(user).get(address(test)).status_code == 404
    assert signed_in(None).get(address(test)).status_code == 302


@pytest.mark.django_db
def test_no_address_leads_to_the_file_itself(bob: User, ann: Athlete) -> None:
    kept = make_picture(assessment=make_assessment(athlete=ann))
    assert signed_in(bob).get(f"/media/{kept.image.name}").status_code == 404


@pytest.mark.django_db
def test_a_file_that_is_gone_from_the_disk_is_404(bob: User, ann: Athlete) -> None:
    test = make_assessment(athlete=ann)
    kept = make_picture(assessment=test)
    kept.image.storage.delete(str(kept.image.name))
    assert signed_in(bob).get(address(test)).status_code == 404


@pytest.mark.django_db
def test_a_test_is_shown_beside_the_picture_of_the_one_it_is_compared_with(
    vera: User, bob: User, ann: Athlete
) -> None:
    today = ann.club.today()
    before = make_assessment(athlete=ann, tested_on=today - dt.timedelta(days=40), instrument="photo")
    test = make_assessment(athlete=ann, instrument="photo")
    other = make_assessment(athlete=ann, tested_on=today - dt.timedelta(days=20), instrument="visual")
    for one in (before, test, other):
        make_picture(assessment=one)
    page = signed_in(bob).get(reverse("assessment", args=[test.pk]))
    shown = page.content.decode()
    assert headings(page) == 1
    assert shown.index(address(test)) < shown.index(address(before))
    assert address(other) not in shown
    assert address(test, "assessment_picture_delete") in shown
    looked = signed_in(vera).get(reverse("assessment", args=[test.pk])).content.decode()
    assert address(before) in looked
    assert address(test, "assessment_picture_delete") not in looked
    own = signed_in(ann.user).get(reverse("assessment", args=[test.pk])).content.decode()
    assert address(test) in own
    assert address(test, "assessment_picture_delete") in own


# -- deleting -----------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["coach", "athlete"])
def test_a_picture_is_deleted_after_asking_by_a_coach_or_the_athlete(
    bob: User, ann: Athlete, who: str, django_capture_on_commit_callbacks: Any
) -> None:
    test = make_assessment(athlete=ann)
    kept = make_picture(assessment=test)
    client = signed_in(bob if who == "coach" else ann.user)
    page = client.get(address(test, "assessment_picture_delete"))
    assert headings(page) == 1
    assert "Delete this picture?" in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address(test, "assessment_picture_delete"))
    assert answer["Location"] == reverse("assessment", args=[test.pk])
    assert not AssessmentPicture.objects.exists()
    assert not kept.image.storage.exists(str(kept.image.name))
    assert Assessment.objects.filter(pk=test.pk).exists()


@pytest.mark.django_db
def test_nobody_else_may_delete_it(ann: Athlete, vera: User, charlie: User, otto: Athlete) -> None:
    test = make_assessment(athlete=ann)
    make_picture(assessment=test)
    for user, status in {vera: 403, charlie: 404, otto.user: 404}.items():
        assert signed_in(user).get(address(test, "assessment_picture_delete")).status_code == status
        assert signed_in(user).post(address(test, "assessment_picture_delete")).status_code == status
    assert AssessmentPicture.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["test", "athlete", "club"])
def test_the_file_goes_with_the_test_and_whatever_takes_the_test_along(
    bob: User, ann: Athlete, what: str, django_capture_on_commit_callbacks: Any
) -> None:
    test = make_assessment(athlete=ann)
    kept = keep_picture(test=test, picture=written_anew(picture(), KEPT), coach=bob)
    storage, name = kept.image.storage, str(kept.image.name)
    with django_capture_on_commit_callbacks(execute=True):
        if what == "test":
            signed_in(bob).post(reverse("assessment_delete", args=[test.pk]))
        else:
            (ann if what == "athlete" else ann.club).delete()
        assert storage.exists(name)
    assert not storage.exists(name)


@pytest.mark.django_db
def test_a_deletion_that_is_rolled_back_keeps_the_file(ann: Athlete) -> None:
    kept = make_picture(assessment=make_assessment(athlete=ann))
    with transaction.atomic():
        AssessmentPicture.objects.get().delete()
        transaction.set_rollback(True)
    assert bytes_of(kept)
