"""The body's parts as pieces of the picture: which melt into one limb, which are far, which do the work."""

from collections.abc import Mapping
from math import hypot

from .layers import Disc, Piece, piece
from .pose import SIDES
from .projection import Camera
from .scene import Scene
from .vectors import Vector, dot, turned

Hulls = list[list[Disc]]
LEG = ("thigh", "shank", "foot")
ARM = ("upper_arm", "forearm")
FAR_LEG, FAR_ARM = (
    5.0,
    9.0,
)  # how much deeper than its twin, in centimetres, before a limb is painted as the far one
SHORTEST = {"thigh": 20.0, "shank": 19.0, "foot": 12.0, "upper_arm": 13.0, "forearm": 13.0}
CROWN: Vector = (0.0, -1.0, 0.35)  # in the head's axes: where the hair looks to
FOLDED = -0.5  # cosine of the turn at a joint beyond which the two segments lie on each other


def on_screen(hull: list[Disc]) -> tuple[float, float]:
    (x0, y0, _, _), (x1, y1, _, _) = hull[0], hull[-1]
    return x1 - x0, y1 - y0


def flows(name: str, upper: Hulls, next_name: str, lower: Hulls) -> bool:
    """Whether neighbouring segments may share an outline: both well visible, not folded onto each other."""
    (ux, uy), (lx, ly) = on_screen(upper[0]), on_screen(lower[0])
    up, low = hypot(ux, uy), hypot(lx, ly)
    if up < SHORTEST[name] or low < SHORTEST[next_name]:
        return False
    return (ux * lx + uy * ly) / (up * low) > FOLDED


def limb(seen: Mapping[str, Hulls], side: str, names: tuple[str, ...], css: str) -> list[Piece]:
    runs: list[Hulls] = []
    previous = ""
    for name in names:
        hulls = seen[f"{side}_{name}"]
        if previous and flows(previous, seen[f"{side}_{previous}"], name, hulls):
            runs[-1] = runs[-1] + hulls
        else:
            runs.append(hulls)
        previous = name
    return [piece((css, run)) for run in runs]


def body_pieces(posed: Scene, camera: Camera, accent: tuple[str, ...]) -> list[Piece]:
    """All of the body, in no particular order."""
    seen: dict[str, Hulls] = {
        part.name: [[(*camera.see(centre), radius) for centre, radius in hull] for hull in hulls]
        for part, hulls in posed.parts
    }
    face, hair = ("fig-skin", seen["face"]), ("fig-hair", seen["hair"])
    neck = ("fig-skin", seen["neck"])
    seen_from_behind = dot(camera.away, turned(posed.body["head"].rotation, CROWN)) < 0
    pieces = [
        piece(("fig-torso", seen["torso"])),
        piece(neck, face, hair) if seen_from_behind else piece(neck, hair, face),
    ]
    for names, far in ((LEG, FAR_LEG), (ARM, FAR_ARM)):
        left, right = (seen[f"{side}_{names[0]}"][0][0][2] for side in SIDES)
        for side, behind in (("left", left - right), ("right", right - left)):
            worked = names is LEG and side in accent
            css = (
                ("fig-accent" if worked else "fig-near")
                if behind <= far
                else ("fig-accent-far" if worked else "fig-far")
            )
            pieces += limb(seen, side, names, css)
    return pieces
