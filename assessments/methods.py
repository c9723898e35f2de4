"""The positions, motions and instruments of a test, as a form offers them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Position(models.TextChoices):
    SEATED = "seated", _("Seated")
    SUPINE = "supine", _("Supine, legs straight")
    PRONE = "prone", _("Prone, knee at 90°")
    SUPINE_90 = "supine_90", _("Supine, hip and knee at 90°")


class Motion(models.TextChoices):
    ACTIVE = "active", _("Active: the athlete moves")
    PASSIVE = "passive", _("Passive: the tester moves the leg")


class Instrument(models.TextChoices):
    INCLINOMETER = "inclinometer", _("Digital inclinometer")
    GONIOMETER = "goniometer", _("Goniometer")
    PHONE = "phone", _("Phone")
    PHOTO = "photo", _("Photo")
    VISUAL = "visual", _("Estimate by eye")


class Compensation(models.TextChoices):
    """What a coach may see when hips don't extend (EVIDENCE: expert opinion). Observed, never inferred."""

    OVERPRONATION = "overpronation", _("Overpronation")
    FOOT_OUT = "foot_out", _("Foot turning out late in stance")
    KNEE_VALGUS = "knee_valgus", _("Knee falling in (valgus)")
    KNEE_EXTENSION = "knee_extension", _("Increased knee extension")
    BACK_EXTENSION = "back_extension", _("Increased low-back extension")
    TRUNK_LEAN = "trunk_lean", _("Trunk lean")


_SHORT: dict[models.TextChoices, object] = {
    Position.SUPINE: _("Supine"),
    Position.PRONE: _("Prone"),
    Position.SUPINE_90: _("Supine 90/90"),
    Motion.ACTIVE: _("active"),
    Motion.PASSIVE: _("passive"),
    Instrument.INCLINOMETER: _("digital inclinometer"),
    Instrument.GONIOMETER: _("goniometer"),
    Instrument.PHONE: _("phone"),
    Instrument.PHOTO: _("photo"),
    Instrument.VISUAL: _("estimate by eye"),
}


def method_words(position: str, motion: str, instrument: str) -> str:
    """One line for a heading, such as "Seated · active · digital inclinometer"."""
    parts: list[models.TextChoices] = [Position(position), Motion(motion), Instrument(instrument)]
    return " · ".join(short_word(part) for part in parts)


def short_word(choice: models.TextChoices) -> str:
    """The choice in a word or two."""
    return str(_SHORT.get(choice, choice.label))
