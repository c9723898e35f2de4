"""A phone in the hand of a journey: its tilt, as a browser reports it."""

import math
from collections.abc import Callable

from playwright.sync_api import Page

Tilt = Callable[..., None]

#: An open meter's page notes what it hears from then on.
LISTEN = """() => {
    if (window.heard || !document.querySelector("#meter[open]")) return;
    addEventListener("deviceorientation", ({ beta, gamma }) => { window.heard = { beta, gamma }; });
    window.heard = {};
}"""
#: Until the page has heard of that tilt, which browsers round to tenths. Not for ever: what was so before is
#: not reported again.
HEARD = """told => window.heard && new Promise(resolve => {
    const near = (a, b) => Math.abs(a - b) < 0.06;
    const end = performance.now() + 1000;
    const look = () => {
        const is = near(heard.beta, told.beta) && near(heard.gamma, told.gamma);
        is || performance.now() > end ? resolve() : requestAnimationFrame(look);
    };
    look();
})"""


def reported(turned: float, lean: float = 0.0) -> dict[str, float]:
    """What a phone upright before its reader reports, turned counter-clockwise, its screen leaning back."""
    roll, back = math.radians(turned), math.radians(lean)
    x, y, z = math.sin(roll) * math.cos(back), math.cos(roll) * math.cos(back), math.sin(back)
    beta = math.degrees(math.asin(y))
    # Just short of 90, which the standard leaves out.
    return {"beta": beta, "gamma": min(math.degrees(math.atan2(-x, z)), 89.9999)}


def tilting(page: Page) -> Tilt:
    """`tilt(28.6)` turns the phone on its screen, `tilt(alpha=…, beta=…, gamma=…)` any way there is.

    It comes back when the page has heard of it: a press that follows at once counts from there.
    """
    session = page.context.new_cdp_session(page)
    last: dict[str, float] = {}

    def tilt(turned: float = 0.0, lean: float = 0.0, **angles: float) -> None:
        told = angles or {"alpha": 0.0, **reported(turned, lean)}
        page.evaluate(LISTEN)
        session.send("DeviceOrientation.setDeviceOrientationOverride", told)
        if told != last:
            page.evaluate(HEARD, told)
        last.clear()
        last.update(told)

    return tilt
