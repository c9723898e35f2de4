"""The tag that draws the hip dial."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.utils.translation import gettext as _

from assessments.domain.dial import HipDial, dial
from assessments.domain.findings import DEFAULT_TARGETS, Targets
from assessments.domain.rounding import decimals_beside
from assessments.formats import degrees_text, limit_text

register = template.Library()

SIZES = ("lg", "sm", "print")
# What is shown, as an SVG viewBox: the small dial leaves out the body, the seat, the numbers and the ticks.
FRAMES = {"lg": "-160 -126 320 246", "sm": "-132 -24 264 142", "print": "-160 -126 320 246"}


def band_word(hip: HipDial) -> str:
    words = {"limited": _("limited"), "sufficient": _("sufficient"), "optimal": _("optimal")}
    return words[hip.band] if hip.band else _("not tested")


def shown(hip: HipDial, targets: Targets) -> dict[str, object]:
    """What the template says of one hip."""
    number, places = "", 1
    if hip.degrees is not None:
        places = max(decimals_beside(hip.degrees, limit) for limit in (targets.sufficient, targets.optimal))
        number = degrees_text(hip.degrees, places)
    return {
        "hip": hip,
        "name": _("Left") if hip.side == "left" else _("Right"),
        "number": number,
        "is_long": places > 1,
        "word": band_word(hip),
        "ticks": [(tick, limit_text(tick.degrees)) for tick in hip.ticks],
    }


def in_words(hip: HipDial, number: str) -> str:
    side = _("left") if hip.side == "left" else _("right")
    if hip.degrees is None:
        return _("%(side)s not tested") % {"side": side}
    return _("%(side)s %(degrees)s degrees, %(band)s") % {
        "side": side,
        "degrees": number.rstrip("°"),
        "band": band_word(hip),
    }


@dataclass(frozen=True, slots=True)
class DialWords:
    """What a dial shows, for who doesn't see it: as one `label`, and each hip from the viewer's left."""

    label: str
    sides: list[dict[str, object]]


def dial_words(left: float | None, right: float | None, targets: Targets) -> DialWords:
    """The words of a test's dial."""
    layout = dial(left, right, targets)
    sides = [shown(hip, targets) for hip in layout.hips]
    by_side = {
        hip.side: in_words(hip, str(side["number"])) for hip, side in zip(layout.hips, sides, strict=True)
    }
    return DialWords(_("Hip internal rotation: %(left)s; %(right)s") % by_side, sides)


@register.inclusion_tag("assessments/_dial.html")
def hip_dial(
    left: float | None, right: float | None, targets: Targets | None = None, size: str = "lg"
) -> dict[str, object]:
    """The hip dial of a test: each hip's mean in degrees, or None where it was not tested.

    `size` is `lg` (body and words), `sm` (in a list, beside the numbers) or `print` (without colour).
    """
    if size not in SIZES:
        raise ValueError(f"The dial's size is one of {', '.join(SIZES)}, not {size!r}.")
    words = dial_words(left, right, targets or DEFAULT_TARGETS)
    return {
        "label": words.label,
        "sides": words.sides,
        "size": size,
        "frame": FRAMES[size],
        "full": size != "sm",
    }


@register.inclusion_tag("assessments/_meter_dial.html")
def meter_dial(targets: Targets | None = None) -> dict[str, object]:
    """The live dial of one hip: the same ring for either side, with a needle that a script turns."""
    limits = targets or DEFAULT_TARGETS
    return {"sides": [shown(hip, limits) for hip in dial(None, None, limits).hips]}
