"""A content editor mends a figure while looking at it, and every content page keeps to the policy."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import Page, expect

from coaching.models import Exercise, ProgrammeTemplate
from tests.factories import PASSWORD, make_user
from tests.journeys.steps import sign_in
from tests.journeys.test_pages import faults_of
from tests.plugins.browser import DESK, SMALL

pytestmark = pytest.mark.usefixtures("edith")
EMAIL = "edith@example.org"


@pytest.fixture
def edith(seeded: None) -> None:
    user = make_user(email=EMAIL, name="Edith Pen", is_staff=True)
    user.groups.add(Group.objects.get(name="Content editors"))


def band() -> Exercise:
    return Exercise.objects.get(slug="seated-band-internal-rotation")


def change() -> str:
    return reverse("admin:coaching_exercise_change", args=[band().pk])


def test_the_picture_follows_the_numbers_and_is_saved(desk: Page) -> None:
    sign_in(desk, EMAIL, PASSWORD)
    desk.goto(change())
    drawing = desk.locator(".fe-drawing")
    first = drawing.inner_html()
    end = desk.get_by_label("Hip turned in, end").first

    end.fill("55")

    expect(drawing).not_to_have_js_property("innerHTML", first)
    desk.get_by_label("Knee bent, start").first.fill("70")
    expect(desk.get_by_label("Knee bent, end").first).to_have_value("70")
    end.fill("400")
    expect(drawing).to_contain_text("End, left, hip turned in: 400 is outside -90 to 90.")
    desk.locator("input[type=range][data-for='figure-end.left.hip_rotation']").fill("40")
    expect(drawing.locator("svg")).to_have_count(2)

    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert band().figure["start"]["left"]["knee"] == 70
    assert band().figure["end"]["left"] == {"hip_rotation": 40}


def test_the_figure_is_previewed_without_scripts(open_page: Callable[..., Page]) -> None:
    page = open_page(**DESK, java_script_enabled=False)
    sign_in(page, EMAIL, PASSWORD)
    page.goto(change())
    page.locator("[name='figure-end.left.hip_rotation']").fill("10")

    page.get_by_role("button", name="Preview").click()

    expect(page.get_by_role("heading", name="Preview of the figure")).to_be_visible()
    expect(page.locator("svg.fig-svg")).to_have_count(2)


def addresses() -> list[str]:
    exercise, template = band(), ProgrammeTemplate.objects.get(emphasis="maintain")
    one = [reverse(f"admin:coaching_exercise_{name}", args=[exercise.pk]) for name in ("history", "preview")]
    version = reverse(
        "admin:coaching_exercise_simple_history", args=[exercise.pk, exercise.history.latest().pk]
    )
    lists = ["coaching_exercise", "coaching_programmetemplate", "assessments_measurementerror"]
    return [
        reverse("admin:index"),
        *(reverse(f"admin:{name}_{page}") for name in lists for page in ("changelist", "add")),
        reverse("admin:coaching_exercise_import"),
        reverse("admin:coaching_exercise_export"),
        reverse("admin:coaching_programmetemplate_change", args=[template.pk]),
        change(),
        version,
        *one,
    ]


@pytest.mark.parametrize("options", [DESK, {**SMALL, "color_scheme": "dark"}], ids=["desk", "phone"])
def test_content_pages_hold_on_a_desk_and_on_a_phone(
    options: dict[str, object], open_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    page = open_page(**options)
    sign_in(page, EMAIL, PASSWORD)
    faults = []
    for address in addresses():
        page.goto(address)
        faults += faults_of(page, axe)
    assert not faults, "\n".join(faults)
