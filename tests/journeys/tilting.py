"""A phone in the hand of a journey: its tilt, as a browser reports it."""

import math
from collections.abc import Callable

from playwright.sync_api import Page

Tilt = Callable[..., None]


def reported(turned: float, lean: float = 0.0) -> dict[str, float]:
    """What a phone upright before its reader reports, turned counter-clockwise, its screen leaning back."""
    roll, back = math.radians(turned), math.radians(lean)
    x, y, z = math.sin(roll) * math.cos(back), math.cos(roll) * math.cos(back), math.sin(back)
    beta = math.degrees(math.asin(y))
    # Just short of 90, which the standard leaves out.
    return {"beta": beta, "gamma": min(math.degrees(math.atan2(-x, z)), 89.9999)}


def tilting(page: Page) -> Tilt:
    """`tilt(28.6)` turns the phone on its screen, `tilt(alpha=…, beta=…, gamma=…)` any way there is."""
    session = page.context.new_cdp_session(page)

    def tilt(turned: float = 0.0, lean: float = 0.0, **angles: float) -> None:
        told = angles or {"alpha": 0.0, **reported(turned, lean)}
        session.send("DeviceOrientation.setDeviceOrientationOverride", told)

    return tilt
