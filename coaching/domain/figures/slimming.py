"""A figure's data with nothing in it that goes without saying: what is stored and what a history shows."""

from dataclasses import asdict

from .figure import Figure
from .parsing import BENT, prop_data
from .pose import LIMB_RANGES, SIDES, TRUNK_RANGES, Limbs, Pose

Data = dict[str, object]


def slim_data(figure: Figure) -> Data:
    """JSON-able data that `parse_figure` reads as the same figure.

    The start names what differs from the base posture, the end what has changed since the start.
    """
    limbs = BENT.get(figure.base, Limbs())
    data: Data = {
        "base": figure.base,
        "view": {"yaw": number(figure.view.yaw), "pitch": number(figure.view.pitch)},
        "props": [{key: plain(value) for key, value in prop_data(prop).items()} for prop in figure.props],
        "accent": list(figure.accent),
        "anchor": figure.anchor,
        "arrows": [{key: plain(value) for key, value in asdict(arrow).items()} for arrow in figure.arrows],
        "gauges": list(figure.gauges),
        "start": changes(Pose(left=limbs, right=limbs), figure.start),
        "end": changes(figure.start, figure.end),
        "start_words": figure.start_words,
        "end_words": figure.end_words,
    }
    return {key: value for key, value in data.items() if value or key == "start"}


def changes(before: Pose, after: Pose) -> Data:
    """The angles of `after` that are not those of `before`."""
    found: Data = {
        name: number(getattr(after, name))
        for name in TRUNK_RANGES
        if getattr(after, name) != getattr(before, name)
    }
    for side in SIDES:
        old, new = getattr(before, side), getattr(after, side)
        if old != new:
            found[side] = {
                name: number(getattr(new, name))
                for name in LIMB_RANGES
                if getattr(new, name) != getattr(old, name)
            }
    return found


def number(value: float) -> float:
    """A whole number without its point."""
    return int(value) if value == int(value) else value


def plain(value: object) -> object:
    return number(value) if isinstance(value, float) else value
