"""What a figure's numbers are called where an editor sets them: every path in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

Words = str | Promise

BASES: dict[str, Words] = {
    "standing": _("Standing"),
    "seated": _("Seated"),
    "kneeling": _("Kneeling"),
    "supine": _("On the back"),
    "prone": _("On the front"),
    "side_left": _("On the left side"),
    "side_right": _("On the right side"),
}
SIDES: dict[str, Words] = {"left": _("left"), "right": _("right")}
PARTS: dict[str, Words] = {
    "hip": _("hip"),
    "knee": _("knee"),
    "ankle": _("ankle"),
    "toe": _("toes"),
    "heel": _("heel"),
    "shoulder": _("shoulder"),
    "elbow": _("elbow"),
    "wrist": _("wrist"),
    "hand": _("hand"),
    "shin": _("shin"),
    "foot": _("foot"),
    "pelvis": _("pelvis"),
    "chest": _("chest"),
    "head": _("head"),
}
TRUNK: dict[str, Words] = {
    "lean": _("Whole body forward"),
    "tilt": _("Whole body to its right"),
    "twist": _("Whole body turned left"),
    "spine": _("Back bent forward"),
    "spine_side": _("Back bent to the right"),
    "spine_twist": _("Back turned left"),
    "head": _("Head nodded"),
    "head_side": _("Head to the right"),
    "head_turn": _("Head turned left"),
}
WHOLE_BODY = _("Head and trunk")
LEGS: dict[str, Words] = {"left": _("Left leg"), "right": _("Right leg")}
ARMS: dict[str, Words] = {"left": _("Left arm"), "right": _("Right arm")}
OF_THE_LEG = ("hip_flexion", "hip_abduction", "hip_rotation", "knee", "ankle")
LIMBS: dict[str, Words] = {
    "hip_flexion": _("Hip bent"),
    "hip_abduction": _("Hip out to the side"),
    "hip_rotation": _("Hip turned in"),
    "knee": _("Knee bent"),
    "ankle": _("Foot pulled up"),
    "shoulder_flexion": _("Arm forward"),
    "shoulder_abduction": _("Arm out to the side"),
    "shoulder_rotation": _("Arm turned in"),
    "elbow": _("Elbow bent"),
}
THINGS: dict[str, Words] = {
    "mat": _("Mat"),
    "stool": _("Stool"),
    "chair": _("Chair"),
    "band": _("Band"),
}
NO_FIGURE = _("No figure")
NO_ARROW = _("No arrow")
ARROW = _("Arrow at")
BAND_FROM, BAND_TO = _("from"), _("to")
MEASURES: dict[str, Words] = {
    "height": _("height, cm"),
    "x": _("to the athlete’s right, cm"),
    "y": _("in front, cm"),
    "turn": _("turned, °"),
    "reach": _("beyond the joint, cm"),
    "yaw": _("Round the body"),
    "pitch": _("Height of the eye"),
}
PLACES: dict[str, Words] = {
    "figure": _("Figure"),
    "base": _("Posture"),
    "start": _("Start"),
    "end": _("End"),
    "view": _("View"),
    "props": _("Things"),
    "arrows": _("Arrows"),
    "at": _("place"),
    "joins": _("ends"),
    "kind": _("kind"),
    "accent": _("Working leg"),
    "gauges": _("Measured angle"),
    "anchor": _("Fixed point"),
    "start_words": _("Start in words"),
    "end_words": _("End in words"),
}


def place(landmark: str) -> str:
    """Such as "left knee" for `left_knee`; what has no word yet, with its underscores as spaces."""
    side, _under, part = landmark.partition("_")
    if side in SIDES and part in PARTS:
        return _g("%(side)s %(part)s") % {"side": SIDES[side], "part": PARTS[part]}
    return str(PARTS.get(landmark, landmark.replace("_", " ")))


def path_in_words(path: str) -> str:
    """Such as "End, left, knee bent" for `end.left.knee`."""
    first, *rest = path.split(".")
    words = [PLACES.get(first, first)]
    for step in rest:
        for known in (LIMBS if len(rest) > 1 else TRUNK, SIDES, MEASURES, PLACES):
            if step in known:
                words.append(known[step])
                break
        else:
            words.append(step)
    return ", ".join(str(word) for word in words).capitalize()
