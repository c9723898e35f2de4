"""The guide's screenshots: `python -m tools.screenshots` writes docs/images/measure-*.png again.

A throw-away demo club, served on a free port; a phone whose tilt is told; and legs at known angles for a
photo, drawn by the product's own figures.
"""

from __future__ import annotations

import io
import os
import re
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import django
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, Page, sync_playwright

from coaching.domain.figures import draw, parse_figure, with_rotation
from coaching.domain.figures.projection import View
from coaching.domain.poses import FIGURES
from tools import browser as system
from tools.pictures import Panel, written
from tools.run import HOST, wait_for_page
from tools.steps import ROOT, VENV, Stop, main

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
ATHLETE = "Amara Okafor"
LEFT, RIGHT = 32.6, 41.0
#: So that each is at most so many bytes.
COLOURS, MOST_BYTES = (96, 64, 40, 24), 60_000
#: The photo in pixels, and to one of the figure's centimetres.
PHOTO, SCALE = (900, 1200), 7.5
WALL, FLOOR = "#cfd8e3", "#8d97a5"
Places = dict[str, tuple[float, float]]


def _work() -> None:
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=system.find(), args=system.FLAGS)
        page = browser.new_context(base_url=address, **PHONE).new_page()
        _sign_in(page)
        page.get_by_role("link", name=ATHLETE).first.click()
        page.get_by_role("link", name="New test").first.click()
        form = page.url
        _meter(page)
        _result(page)
        page.goto(form)
        _photo(page, *_legs(browser))
        _test_day(page)
        browser.close()


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The address of a demo club of its own."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "MEDIAL_DEMO": "on",
        "DEBUG": "on",
        "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
    os.environ.update(environment, DJANGO_SETTINGS_MODULE="config.settings")
    django.setup()
    python = str(VENV / "bin" / "python")
    subprocess.run(
        [python, "-m", "tools.database"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    serve = [python, "manage.py", "runserver", f"{HOST}:{port}", "--noreload"]
    server = subprocess.Popen(
        serve, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for_page(server, port)
        yield f"http://{HOST}:{port}"
    finally:
        server.terminate()
        server.wait()


def _sign_in(page: Page) -> None:
    from coaching.demo.building import OWNER, PASSWORD

    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(OWNER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/squad/")


def _meter(page: Page) -> None:
    """The phone as the instrument: how to hold it, the live angle; then all readings, and the test saved."""
    tilt = _tilting(page)
    tilt(0)
    page.get_by_role("button", name="Measure with this phone").click()
    zero = page.get_by_role("button", name="Zero in neutral")
    zero.click(trial=True)
    _keep(page, "measure-hold")
    for hip, degrees, sign in (("Left", LEFT, 1), ("Right", RIGHT, -1)):
        zero.click()
        for n in (1, 2, 3):
            reading = degrees + (0, 0.8, -0.5)[n - 1]
            tilt(sign * reading)
            page.locator("[data-number]", has_text=f"{reading:.1f}").wait_for()
            if (hip, n) == ("Left", 2):
                _keep(page, "measure-phone")
            page.locator("[data-note]", has_text=f"{hip} hip, trial {n}:").wait_for()
            tilt(0)
            if n < 3:
                page.locator("[data-number]", has_text="0.0").wait_for()
    page.get_by_role("button", name="Done").first.click()


def _tilting(page: Page) -> Callable[[float], object]:
    """Turns the phone counter-clockwise on its screen, by degrees, as a browser reports it."""
    session = page.context.new_cdp_session(page)

    def tilt(turned: float) -> object:
        # Upright in front of its reader: leaning back by a hair, and turned about the screen's normal.
        gamma = -90.0 if turned > 0 else 90.0
        told = {"alpha": 0, "beta": 90 - abs(turned), "gamma": gamma * 0.999999}
        return session.send("DeviceOrientation.setDeviceOrientationOverride", told)

    return tilt


def _result(page: Page) -> None:
    page.get_by_role("button", name="Save the test").click()
    page.get_by_role("heading", name="What it says").wait_for()
    _keep(page.get_by_role("region", name="What it says"), "measure-result")
    error = page.locator(".error-details")
    error.locator("summary").click()
    _keep(error, "measure-error")


def _photo(page: Page, photo: bytes, marks: Places) -> None:
    """The marks on a photo, with the rays at 35° and 45°."""
    page.get_by_role("button", name="Measure on a photo").click()
    page.get_by_label("Choose a picture").set_input_files(
        {"name": "legs.jpg", "mimeType": "image/jpeg", "buffer": photo}
    )
    stage = _box(page.locator("[data-stage]"))
    scale = stage["width"] / PHOTO[0]
    for name, (x, y) in marks.items():
        mark = _box(page.locator(f"[data-mark={name}]"))
        page.mouse.move(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
        page.mouse.down()
        page.mouse.move(stage["x"] + x * scale, stage["y"] + y * scale, steps=3)
        if name == "left_ankle":
            _keep(page.locator("[data-stage]"), "measure-loupe")
        page.mouse.up()
    page.locator("[data-loupe]").wait_for(state="hidden")
    _keep(page, "measure-photo")


def _box(locator: Locator) -> FloatRect:
    box = locator.bounding_box()
    if box is None:
        raise Stop(f"{locator} is not on the page any more: see tools/screenshots.py.")
    return box


def _legs(browser: Browser) -> tuple[bytes, Places]:
    """A photo of somebody on a high chair, from the front and level, and where its marks belong."""
    seated = parse_figure(FIGURES["test-seated"])
    turned = replace(
        seated,
        view=View(),
        end=with_rotation(seated.start, left=LEFT, right=RIGHT),
        start_words="",
        end_words="",
    )
    drawing, gauged = draw(replace(turned, gauges=())), draw(turned)
    left, top, width, _height = (float(part) for part in drawing.view_box.split())
    wide, high = (side / SCALE for side in PHOTO)
    corner = (left + width / 2 - wide / 2, top + 30)
    panel = Panel("fig-svg", 0, PHOTO[0], f"{corner[0]} {corner[1]} {wide} {high}", drawing.end)
    marks: Places = {}
    for paint in gauged.end:
        if paint.css.startswith("fig-gauge") and "Q" in paint.d:
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", paint.d)]
            knee, rim = numbers[:2], numbers[-2:]
            side = "left" if knee[0] > 0 else "right"
            ankle = [a + 0.8 * (b - a) for a, b in zip(knee, rim, strict=True)]
            for name, place in ((f"{side}_knee", knee), (f"{side}_ankle", ankle)):
                marks[name] = ((place[0] - corner[0]) * SCALE, (place[1] - corner[1]) * SCALE)
    return _photographed(browser, written([panel], width=PHOTO[0], height=PHOTO[1])), marks


def _photographed(browser: Browser, svg: str) -> bytes:
    page = browser.new_page(viewport={"width": PHOTO[0], "height": PHOTO[1]})
    with tempfile.NamedTemporaryFile("w", suffix=".svg", encoding="utf-8") as file:
        file.write(svg)
        file.flush()
        page.goto(f"file://{file.name}")
        figure = Image.open(io.BytesIO(page.screenshot(omit_background=True)))
    page.close()
    scene = Image.new("RGB", PHOTO, WALL)
    scene.paste(FLOOR, (0, round(PHOTO[1] * 0.86), *PHOTO))
    scene.paste(figure, mask=figure.getchannel("A"))
    out = io.BytesIO()
    scene.save(out, "JPEG", quality=90)
    return out.getvalue()


def _test_day(page: Page) -> None:
    page.goto("/test-day/?trials=3")
    fields = page.locator("#sheet tbody tr").first.locator("input")
    for n, reading in enumerate(("31,5", "30.8", "32", "41", "42.5", "41,8")):
        fields.nth(n).fill(reading)
    fields.nth(5).press("Enter")
    page.locator("#sheet tbody tr").first.get_by_text("saved").wait_for()
    # The sheet scrolls to the next athlete, which takes a moment.
    page.wait_for_timeout(500)
    _keep(page, "measure-test-day")


def _keep(shot: Page | Locator, name: str) -> None:
    """Few colours keep it small, and drawings need no more."""
    image = Image.open(io.BytesIO(shot.screenshot(animations="disabled"))).convert("RGB")
    path = ROOT / "docs" / "images" / f"{name}.png"
    for colours in COLOURS:
        image.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            break
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(_work)
