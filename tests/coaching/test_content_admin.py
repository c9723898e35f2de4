"""The content pages: what editors reach, what they do there, and what nobody sees there."""

import io
import json
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from PIL import Image

from accounts.models import User
from assessments.models import MeasurementError
from coaching.copying import copy_for_club
from coaching.models import Exercise, ProgrammeTemplate, TemplateItem
from coaching.models.dose import DOSE_FIELDS
from tests.cast import signed_in
from tests.factories import make_exercise, make_programme, make_user

pytestmark = pytest.mark.django_db

LIST = "admin:coaching_exercise_changelist"
BAND = "seated-band-internal-rotation"


@pytest.fixture
def band(db: None) -> Exercise:
    return Exercise.objects.get(slug=BAND)


@pytest.fixture
def superuser(db: None) -> User:
    return make_user(name="Sue Per", is_staff=True, is_superuser=True)


def page(name: str, exercise: Exercise) -> str:
    return reverse(f"admin:coaching_exercise_{name}", args=[exercise.pk])


def content_data(exercise: Exercise, **changes: Any) -> dict[str, Any]:
    """What the change form of an exercise posts, with its figure as text."""
    names = ("name", "kind", "state", "order", "summary", "steps", "cues", "stop_signs", *DOSE_FIELDS)
    data = {name: value for name in names if (value := getattr(exercise, name)) is not None}
    figure = {"figure-base": "", "figure-pasted": json.dumps(exercise.figure)}
    return {**data, "side_specific": "on", **figure, **changes}


# -- who and what -----------------------------------------------------------------------------------


def test_only_content_is_in_the_admin():
    assert set(admin.site._registry) == {Exercise, ProgrammeTemplate, MeasurementError}


def pages(exercise: Exercise) -> list[str]:
    template = ProgrammeTemplate.objects.get(emphasis="maintain")
    version = exercise.history.latest().pk
    error = MeasurementError.objects.filter(club=None)[0]
    return [
        reverse("admin:index"),
        reverse("admin:app_list", args=["coaching"]),
        reverse(LIST),
        reverse("admin:coaching_exercise_add"),
        page("change", exercise),
        page("history", exercise),
        reverse("admin:coaching_exercise_simple_history", args=[exercise.pk, version]),
        page("preview", exercise),
        reverse("admin:coaching_exercise_import"),
        reverse("admin:coaching_exercise_export"),
        reverse("admin:coaching_programmetemplate_changelist"),
        reverse("admin:coaching_programmetemplate_add"),
        reverse("admin:coaching_programmetemplate_change", args=[template.pk]),
        reverse("admin:coaching_programmetemplate_history", args=[template.pk]),
        reverse("admin:assessments_measurementerror_changelist"),
        reverse("admin:assessments_measurementerror_change", args=[error.pk]),
    ]


@pytest.mark.parametrize("who", ["edith", "superuser"])
def test_editors_reach_every_content_page_with_one_heading_and_nothing_inline(who, band, ann, request):
    make_programme(athlete=ann, exercises=[band])
    client = signed_in(request.getfixturevalue(who))

    for address in pages(band):
        answer = client.get(address)
        html = answer.content.decode()
        assert answer.status_code == 200, address
        assert html.count("<h1") == 1, address
        assert "Ann Runner" not in html, address
        for inline in (" style=", "<style", " onclick=", " onchange=", "<script>"):
            assert inline not in html, (address, inline)


@pytest.mark.parametrize("who", ["alice", "ann"])
def test_nobody_else_reaches_any_of_them(who, band, request):
    person = request.getfixturevalue(who)
    client = signed_in(person if isinstance(person, User) else person.user)

    for address in pages(band):
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert client.get(answer["Location"]).status_code == 403, address


def test_a_staff_member_without_the_group_sees_nothing(band):
    client = signed_in(make_user(is_staff=True))

    for address in pages(band)[1:]:
        assert client.get(address).status_code in {403, 404}, address
    assert client.post(reverse("admin:coaching_exercise_figure"), {}).status_code == 403


def test_signing_in_to_the_admin_is_signing_in_to_medial(edith):
    stranger = signed_in(None)
    answer = stranger.get(reverse("admin:index"), follow=True)

    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert signed_in(edith).get(reverse("admin:login"))["Location"] == reverse("admin:index")
    changed = signed_in(edith).get(reverse("admin:password_change"))
    assert changed["Location"] == reverse("account_change_password")


def test_a_clubs_version_is_not_there_nor_its_history(edith, club, band):
    own = copy_for_club(exercise=band, club=club)
    own.name = "Harriers’ band"
    own.save()
    client = signed_in(edith)

    assert "Harriers’ band" not in client.get(reverse(LIST)).content.decode()
    version = reverse("admin:coaching_exercise_simple_history", args=[own.pk, own.history.latest().pk])
    for address in (*(page(name, own) for name in ("change", "history", "preview", "picture")), version):
        assert client.get(address).status_code == 404, address


def test_nothing_is_deleted(edith, superuser, band):
    for person in (edith, superuser):
        assert signed_in(person).post(page("delete", band), {"post": "yes"}).status_code == 403
        template = ProgrammeTemplate.objects.get(emphasis="maintain")
        address = reverse("admin:coaching_programmetemplate_delete", args=[template.pk])
        assert signed_in(person).post(address, {"post": "yes"}).status_code == 403


# -- exercises --------------------------------------------------------------------------------------


def test_an_editor_improves_an_exercise_and_history_says_who(edith, band, vera):
    client = signed_in(edith)

    client.post(page("change", band), content_data(band, summary="Swing one foot out, slowly."))

    band.refresh_from_db()
    assert band.summary == "Swing one foot out, slowly."
    assert band.slug == BAND
    history = client.get(page("history", band)).content.decode()
    assert "Edith Pen" in history
    assert "As the library came" in history
    assert "In one sentence" in history
    assert "Figure:" not in history
    shown = signed_in(vera).get(reverse("exercise", args=[BAND])).content.decode()
    assert "Swing one foot out, slowly." in shown


def test_a_browsers_line_ends_are_no_change_of_words(edith, band):
    before = {name: getattr(band, name) for name in ("steps", "cues", "stop_signs")}
    sent = {name: text.replace("\n", "\r\n") + "\r\n\r\n" for name, text in before.items()}

    signed_in(edith).post(page("change", band), content_data(band, sets=4, **sent))

    band.refresh_from_db()
    assert {name: getattr(band, name) for name in before} == before
    latest = band.history.latest()
    assert latest.diff_against(latest.prev_record).changed_fields == ["sets"]


def test_an_editor_goes_back_to_how_the_library_came(edith, band):
    client = signed_in(edith)
    words = band.summary
    client.post(page("change", band), content_data(band, summary="Worse."))
    first = band.history.earliest()

    version = reverse("admin:coaching_exercise_simple_history", args=[band.pk, first.pk])
    assert words in client.get(version).content.decode()
    client.post(version, content_data(band))

    band.refresh_from_db()
    assert band.summary == words


def test_a_new_exercise_is_a_draft_that_only_its_preview_shows(edith, vera):
    client = signed_in(edith)
    data = {
        "name": "Wall slide",
        "slug": "wall-slide",
        "kind": "strength",
        "state": "draft",
        "order": 90,
        "steps": "Stand by a wall.",
        "sets": 3,
        "reps_low": 12,
        "reps_high": 15,
        "rest_seconds": 60,
        "days_per_week": 3,
        "figure-base": "",
    }
    assert client.post(reverse("admin:coaching_exercise_add"), data).status_code == 302

    exercise = Exercise.objects.get(slug="wall-slide")
    assert (exercise.club, exercise.figure) == (None, {})
    assert signed_in(vera).get(reverse("exercise", args=["wall-slide"])).status_code == 404
    preview = client.get(page("preview", exercise)).content.decode()
    assert "Stand by a wall." in preview
    assert "Draft" in preview


def test_the_order_is_changed_in_the_list(edith, band):
    client = signed_in(edith)
    rows = list(Exercise.objects.filter(club=None).order_by("order", "name", "pk"))
    data = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows), "_save": "Save"}
    for n, row in enumerate(rows):
        data |= {f"form-{n}-id": row.pk, f"form-{n}-order": 1 if row == band else row.order}

    client.post(reverse(LIST), data)

    band.refresh_from_db()
    assert band.order == 1
    listed = signed_in(edith).get(reverse("exercises")).content.decode()
    assert listed.index("Seated band rotation") < listed.index("Knees-in stretch")


def act(client: Any, name: str, *exercises: Exercise, **more: str) -> Any:
    data = {"action": name, "_selected_action": [str(exercise.pk) for exercise in exercises], **more}
    return client.post(reverse(LIST), data)


def test_publish_and_back_to_draft(edith):
    exercise = make_exercise(state=Exercise.State.DRAFT)
    client = signed_in(edith)

    act(client, "publish", exercise)
    exercise.refresh_from_db()
    assert exercise.state == Exercise.State.PUBLISHED
    act(client, "back_to_draft", exercise)
    exercise.refresh_from_db()
    assert exercise.state == Exercise.State.DRAFT
    assert exercise.history.latest().history_user == edith


def test_archiving_what_is_in_use_asks_first_and_breaks_nothing(edith, ann, otto, band):
    running = make_programme(athlete=ann, exercises=[band])
    make_programme(athlete=otto, exercises=[band], state="ended")
    unused = make_exercise()
    client = signed_in(edith)

    asked = act(client, "archive", band, unused).content.decode()

    assert "1 running programme, 1 template" in asked
    assert asked.count("<h1") == 1
    assert "Ann" not in asked
    band.refresh_from_db()
    assert band.state == Exercise.State.PUBLISHED

    act(client, "archive", band, unused, confirmed="yes")

    band.refresh_from_db()
    unused.refresh_from_db()
    assert {band.state, unused.state} == {Exercise.State.ARCHIVED}
    assert running.exercises.get().exercise == band
    assert signed_in(ann.user).get(reverse("exercise", args=[BAND])).status_code == 200
    template = ProgrammeTemplate.objects.get(emphasis="strengthen_first")
    form = client.get(reverse("admin:coaching_programmetemplate_change", args=[template.pk])).content.decode()
    assert "Seated band rotation (archived: left out)" in form


def test_archiving_what_nobody_uses_just_does_it(edith):
    exercise = make_exercise()

    assert act(signed_in(edith), "archive", exercise).status_code == 302

    exercise.refresh_from_db()
    assert exercise.state == Exercise.State.ARCHIVED


def test_archiving_in_the_form_warns_too(edith, ann):
    exercise = make_exercise()
    make_programme(athlete=ann, exercises=[exercise])

    answer = signed_in(edith).post(page("change", exercise), content_data(exercise, state="archived"))

    warnings = [str(message) for message in get_messages(answer.wsgi_request)]
    assert any("In use: 1 running programme. What has it keeps it." in words for words in warnings)


def test_an_editor_uploads_a_picture_and_takes_it_away(edith, band):
    client = signed_in(edith)
    out = io.BytesIO()
    Image.new("RGB", (50, 40)).save(out, "PNG")

    refused = client.post(
        page("change", band), content_data(band, picture=SimpleUploadedFile("x.svg", b"<svg/>"))
    )
    assert "choose a JPEG, PNG or WebP file" in refused.content.decode()
    assert client.get(page("picture", band)).status_code == 404
    client.post(page("change", band), content_data(band, picture=SimpleUploadedFile("x.png", out.getvalue())))

    served = client.get(page("picture", band))
    assert (served.status_code, served["Content-Type"]) == (200, "image/webp")
    served.getvalue()
    assert page("picture", band) in client.get(page("change", band)).content.decode()
    assert page("picture", band) in client.get(page("preview", band)).content.decode()

    client.post(page("change", band), content_data(band, remove_picture="on"))
    band.refresh_from_db()
    assert not band.picture


# -- the figure ---------------------------------------------------------------------------------------


def sheet(**changes: str) -> dict[str, str]:
    """A seated figure as the sheet posts it; names as paths with a double underscore for the point."""
    values = {
        "base": "seated",
        "view.yaw": "14",
        "view.pitch": "17",
        "anchor": "pelvis",
        "accent.left": "on",
        "props.stool1": "on",
        "props.stool1.height": "43",
        "props.band1": "on",
        "props.band1.joins1": "left_ankle",
        "props.band1.joins2": "right_ankle",
        "arrows.1.at": "left_ankle",
        "arrows.1.reach": "14",
        "start.left.knee": "88",
        "end.left.knee": "88",
        "end.left.hip_rotation": "30,5",
        "start_words": "Sitting.",
    } | {name.replace("__", "."): value for name, value in changes.items()}
    return {f"figure-{name}": value for name, value in values.items()}


def test_the_sheet_is_saved_without_what_goes_without_saying(edith, band):
    data = {key: value for key, value in content_data(band).items() if not key.startswith("figure-")}

    signed_in(edith).post(page("change", band), data | sheet())

    band.refresh_from_db()
    assert band.figure == {
        "base": "seated",
        "view": {"yaw": 14, "pitch": 17},
        "anchor": "pelvis",
        "accent": ["left"],
        "props": [
            {"kind": "stool", "height": 43},
            {"kind": "band", "joins": ["left_ankle", "right_ankle"]},
        ],
        "arrows": [{"at": "left_ankle", "reach": 14}],
        "start": {"left": {"knee": 88}},
        "end": {"left": {"hip_rotation": 30.5}},
        "start_words": "Sitting.",
    }


def test_the_form_shows_the_sheet_filled_in_and_its_picture(edith, band):
    html = signed_in(edith).get(page("change", band)).content.decode()

    assert 'name="figure-end.left.hip_rotation" value="30"' in html
    assert 'name="figure-props.stool1" checked' in html
    assert '<option value="left_ankle" selected>left ankle</option>' in html
    assert html.count('class="fig-svg"') == 2


def test_a_value_that_cannot_be_is_said_in_words_and_kept(edith, band):
    data = {key: value for key, value in content_data(band).items() if not key.startswith("figure-")}

    html = signed_in(edith).post(page("change", band), data | sheet(end__left__knee="200")).content.decode()

    assert "End, left, knee bent: 200 is outside -10 to 160." in html
    assert 'name="figure-end.left.knee" value="200"' in html
    assert 'name="figure-end.left.hip_rotation" value="30.5"' in html
    assert 'name="figure-props.band1" checked' in html


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("{", "This text is not the data of a figure"),
        ("[1]", "Figure: this must be a group of named values."),
        ('{"base": "seated", "start": 5}', "Start: this must be a group of named values."),
        ('{"base": "flying", "start": {}}', "is not one of standing"),
        ('{"base": "seated", "start": {}, "props": [{"kind": "stool", "height": 400}]}', "Things, 1, height"),
        ('{"base": "seated", "start": {"wing": 5}}', "“wing” is not known here"),
    ],
)
def test_a_pasted_text_that_is_no_figure_is_refused_at_the_field(edith, band, pasted, sentence):
    answer = signed_in(edith).post(page("change", band), content_data(band, **{"figure-pasted": pasted}))

    assert sentence in answer.content.decode().replace("&quot;", '"')
    before = band.figure
    band.refresh_from_db()
    assert band.figure == before


FIGURE = "admin:coaching_exercise_figure"


def test_the_live_preview_is_the_picture_alone(edith):
    client = signed_in(edith)

    drawn = client.post(reverse(FIGURE), sheet(), HTTP_X_REQUESTED_WITH="fetch").content.decode()
    turned = client.post(
        reverse(FIGURE), sheet(end__left__hip_rotation="60"), HTTP_X_REQUESTED_WITH="fetch"
    ).content.decode()

    assert drawn.count("<svg") == 2
    assert "<html" not in drawn
    assert drawn != turned


def test_the_preview_without_scripts_is_a_page(edith):
    html = signed_in(edith).post(reverse(FIGURE), sheet()).content.decode()

    assert html.count("<h1") == 1
    assert html.count('class="fig-svg"') == 2


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (sheet(start__spine="abc"), "Start, back bent forward: &#x27;abc&#x27; is not a number."),
        (sheet(props__band1__joins2=""), "a band joins exactly two places"),
        ({"figure-base": ""}, "Choose a posture to begin with."),
        ({}, "Choose a posture to begin with."),
        ({"figure-pasted": "{"}, "This text is not the data of a figure"),
    ],
)
def test_the_preview_says_what_is_wrong(edith, values, words):
    answer = signed_in(edith).post(reverse(FIGURE), values, HTTP_X_REQUESTED_WITH="fetch")

    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_the_preview_is_only_posted_and_only_by_editors(edith, alice):
    assert signed_in(edith).get(reverse(FIGURE)).status_code == 405
    assert signed_in(alice).post(reverse(FIGURE), sheet()).status_code == 302


# -- templates ------------------------------------------------------------------------------------------


def test_an_editor_changes_a_template_and_no_assigned_programme(edith, ann):
    template = ProgrammeTemplate.objects.get(emphasis="maintain")
    items = list(template.items.all())
    programme = make_programme(athlete=ann, exercises=[items[0].exercise])
    data: dict[str, Any] = {
        "name": "Keep it",
        "weeks": 8,
        "introduction": "Keep going.",
        "items-TOTAL_FORMS": 2,
        "items-INITIAL_FORMS": 2,
    }
    for n, item in enumerate(items):
        names = ("order", *DOSE_FIELDS)
        row = {name: value for name in names if (value := getattr(item, name)) is not None}
        data |= {f"items-{n}-{name}": value for name, value in row.items()}
        data |= {f"items-{n}-id": item.pk, f"items-{n}-template": template.pk}
        data |= {f"items-{n}-exercise": item.exercise_id}
    data |= {"items-0-sets": 4, "items-1-DELETE": "on"}

    answer = signed_in(edith).post(
        reverse("admin:coaching_programmetemplate_change", args=[template.pk]), data
    )

    assert answer.status_code == 302
    template.refresh_from_db()
    assert (template.name, template.emphasis, template.weeks) == ("Keep it", "maintain", 8)
    assert [str(item) for item in template.items.all()] == ["Knees-in stretch · 4 × 30 s"]
    assert programme.exercises.get().sets == 2
    assert TemplateItem.history.filter(history_user=edith).count() == 2


def test_a_template_starts_from_the_platforms_exercises_only(edith, club, band):
    own = copy_for_club(exercise=band, club=club)
    add = signed_in(edith).get(reverse("admin:coaching_programmetemplate_add")).content.decode()

    assert str(band.pk) in add
    assert str(own.pk) not in add


def test_who_may_only_look_at_templates_sees_them(db):
    reader = make_user(is_staff=True)
    reader.user_permissions.add(
        *Permission.objects.filter(codename__in=["view_programmetemplate", "view_templateitem"])
    )
    template = ProgrammeTemplate.objects.get(emphasis="maintain")

    shown = signed_in(reader).get(reverse("admin:coaching_programmetemplate_change", args=[template.pk]))

    assert "Knees-in stretch" in shown.content.decode()
    assert 'name="_save"' not in shown.content.decode()


# -- import and export ------------------------------------------------------------------------------------


def exported(client: Any, number: str) -> bytes:
    answer = client.post(reverse("admin:coaching_exercise_export"), {"format": number, "resource": "0"})
    assert answer.status_code == 200
    return answer.content


def imported(client: Any, data: bytes, name: str) -> str:
    """Upload, look at the preview, confirm; the text of the last page."""
    formats = {"csv": "0", "json": "1"}
    file = SimpleUploadedFile(name, data)
    address = reverse("admin:coaching_exercise_import")
    asked = client.post(address, {"import_file": file, "format": formats[name.rpartition(".")[2]]})
    form = asked.context.get("confirm_form")
    if form is None:
        return asked.content.decode()
    for inline in (" style=", "<style", "onclick="):
        assert inline not in asked.content.decode()
    answer = client.post(reverse("admin:coaching_exercise_process_import"), form.initial, follow=True)
    return answer.content.decode()


@pytest.mark.parametrize("changed", [{"format": "7"}, {"format": "x"}, {"format": "1"}, {"resource": "7"}])
def test_a_file_is_confirmed_as_it_was_shown(edith, changed):
    client = signed_in(edith)
    file = SimpleUploadedFile("x.csv", exported(client, "0"))
    asked = client.post(reverse("admin:coaching_exercise_import"), {"import_file": file, "format": "0"})
    confirmed = asked.context["confirm_form"].initial
    again = client.post(reverse("admin:coaching_exercise_process_import"), confirmed | changed, follow=True)
    assert "no longer there: choose it again" in again.content.decode()


def test_what_no_exercise_has_is_not_exported(edith):
    assert signed_in(edith).get(reverse("admin:coaching_exercise_export"), {"x": "1"}).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_file_brings_back_what_it_took_out(edith, club, kind):
    client = signed_in(edith)
    copy_for_club(exercise=Exercise.objects.get(slug=BAND), club=club)
    file = exported(client, {"csv": "0", "json": "1"}[kind])
    fields = [name for name in content_data(Exercise.objects.get(slug=BAND)) if "figure-" not in name]
    before = list(Exercise.objects.filter(club=None).order_by("pk").values(*fields, "figure", "slug"))
    Exercise.objects.filter(slug=BAND).update(name="Spoilt", figure={}, cues="", sets=9)
    TemplateItem.objects.filter(exercise__slug="figure-four-stretch").delete()
    Exercise.objects.filter(slug="figure-four-stretch").delete()
    extra = make_exercise()

    imported(client, file, f"exercises.{kind}")

    after = Exercise.objects.filter(club=None).exclude(pk=extra.pk).values(*fields, "figure", "slug")
    assert sorted(after, key=lambda row: row["slug"]) == sorted(before, key=lambda row: row["slug"])
    assert Exercise.objects.filter(pk=extra.pk).exists()
    assert Exercise.objects.filter(club=club).count() == 1
    assert Exercise.objects.get(slug=BAND).history.latest().history_user == edith


def test_a_file_of_some_columns_changes_those(edith, band):
    client = signed_in(edith)

    html = imported(client, b"slug,summary\nseated-band-internal-rotation,Shorter.\n", "words.csv")

    assert "Import finished" in html
    changed = Exercise.objects.get(slug=BAND)
    assert (changed.summary, changed.figure, changed.steps) == ("Shorter.", band.figure, band.steps)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"slug": BAND, "figure": '{"base": "flying", "start": {}}'}, "is not one of standing"),
        ({"slug": BAND, "figure": "{"}, "The figure is not JSON"),
        ({"slug": BAND, "kind": "dance"}, "is not a valid choice"),
        ({"slug": BAND, "hold_seconds": 30}, "Give a hold or repetitions, not both"),
        ({"slug": "new-one", "name": "New"}, "This field cannot be blank"),
    ],
)
def test_rows_that_make_no_sense_are_refused_before_anything_is_written(edith, row, sentence):
    before = list(Exercise.objects.order_by("pk").values())

    html = imported(signed_in(edith), json.dumps([row]).encode(), "exercises.json")

    assert sentence in html.replace("&quot;", '"')
    assert list(Exercise.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("exercises.csv", b"slug,summary\n" + b"one,Longer.\n" * 10_000, "has 10000 rows: send at most 500"),
        ("exercises.json", json.dumps([{"slug": "one"}] * 501).encode(), "has 501 rows: send at most 500"),
        ("exercises.csv", b"name,summary\nOne,Longer.\n", "no column “slug”"),
        ("exercises.json", b"slug,summary\none,Longer.\n", "no file in the format that you chose"),
        ("exercises.csv", b"\xff\xfe\x00", "no file in the format that you chose"),
    ],
)
def test_a_file_that_cannot_be_imported_is_refused_with_a_sentence(edith, name, data, sentence):
    before = list(Exercise.objects.order_by("pk").values())

    html = imported(signed_in(edith), data, name)

    assert sentence in html
    assert "Traceback" not in html
    assert list(Exercise.objects.order_by("pk").values()) == before


def test_confirming_twice_is_said(edith):
    client = signed_in(edith)
    file = SimpleUploadedFile("words.csv", f"slug,summary\n{BAND},Shorter.\n".encode())
    asked = client.post(reverse("admin:coaching_exercise_import"), {"import_file": file, "format": "0"})
    confirmed = asked.context["confirm_form"].initial
    address = reverse("admin:coaching_exercise_process_import")

    for sentence in ("1 updated", "no longer there: choose it again"):
        assert sentence in client.post(address, confirmed, follow=True).content.decode()


def test_a_row_cannot_take_over_a_clubs_version(edith, club, band):
    own = copy_for_club(exercise=band, club=club)
    row = {"slug": own.slug, "name": "Taken", "kind": "stretch", "steps": "x", "hold_seconds": 30, "sets": 2}

    imported(signed_in(edith), json.dumps([row]).encode(), "exercises.json")

    own.refresh_from_db()
    assert own.name == "Seated band rotation"


def test_words_that_begin_like_a_formula_go_out_as_text_and_come_back(edith):
    exercise = make_exercise(name="=1+1", summary="-2 and so on")
    client = signed_in(edith)
    file = exported(client, "0")
    assert b"'=1+1" in file
    assert b"'-2 and so on" in file

    Exercise.objects.filter(pk=exercise.pk).update(name="Spoilt", summary="Spoilt")
    imported(client, file, "exercises.csv")

    exercise.refresh_from_db()
    assert (exercise.name, exercise.summary) == ("=1+1", "-2 and so on")


def test_an_exercise_without_a_figure_is_exported_and_imported(edith):
    exercise = make_exercise(figure={})
    exercise.picture.save("one.webp", ContentFile(b"not looked at"))
    client = signed_in(edith)

    imported(client, exported(client, "0"), "exercises.csv")

    exercise.refresh_from_db()
    assert exercise.figure == {}
    assert exercise.picture


# -- becoming an editor -------------------------------------------------------------------------------


def test_the_command_makes_an_editor_and_takes_it_back(bob, capsys):
    call_command("content_editor", "Bob@Example.org")
    assert signed_in(bob).get(reverse(LIST)).status_code == 200
    assert "now a content editor" in capsys.readouterr().out

    call_command("content_editor", "bob@example.org", remove=True)
    assert signed_in(bob).get(reverse(LIST)).status_code == 302
    assert "no longer a content editor" in capsys.readouterr().out


def test_the_command_knows_only_those_who_signed_up():
    with pytest.raises(CommandError, match="let them sign up first"):
        call_command("content_editor", "nobody@example.org")
