"""What the sheet's script needs of the rules and the words: limits in degrees, chips, sentences."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from assessments.domain.error import difference_limit
from assessments.domain.findings import ACTIVE_LAG, Result, Sem, Side, Targets, assess
from assessments.methods import Instrument, Motion
from assessments.models import Assessment
from assessments.reading import ErrorTable
from assessments.sentences import SIDE_WORDS
from assessments.wording import squad_chips


def rules_of(targets: Targets, errors: ErrorTable, method: Assessment) -> dict[str, Any]:
    """The club's targets and the errors of a method, for `static/js/findings.js`.

    `lagFrom` has, by the instrument of a passive test, how much further it must go to be an active lag.
    """
    sem = errors.sem(method)
    return {
        "sufficient": targets.sufficient,
        "optimal": targets.optimal,
        "asymmetry": targets.asymmetry,
        "sem": sem.degrees,
        "lagFrom": {
            instrument: max(
                ACTIVE_LAG,
                difference_limit(sem.degrees, errors.sem(_passive(method.position, instrument)).degrees),
            )
            for instrument in Instrument.values
        },
        "chips": chips_of(targets),
    }


def _passive(position: str, instrument: str) -> Assessment:
    return Assessment(position=position, motion=Motion.PASSIVE, instrument=instrument)


def chips_of(targets: Targets) -> dict[str, Any]:
    """The words of every chip that the script can show; a number goes where `{degrees}` stands."""
    sides: tuple[Side, ...] = ("left", "right")
    return {
        "clear": {side: _chip(targets, side, 0.0, 0.1) for side in sides},
        "borderline": {
            side: _chip(targets, side, targets.sufficient - 0.001, targets.sufficient) for side in sides
        },
        "improved": {side: _chip(targets, side, 90.0, 1.0, before=targets.sufficient) for side in sides},
        "declined": {side: _chip(targets, side, targets.sufficient, 1.0, before=90.0) for side in sides},
        "lag": {
            side: _chip(targets, side, targets.optimal, 1.0, passive=targets.optimal + 90.0) for side in sides
        },
        "apart": _("%(degrees)s apart") % {"degrees": "{degrees}"},
        "on_target": _chip(targets, "left", targets.optimal, 1.0),
    }


def _chip(
    targets: Targets,
    side: Side,
    degrees: float,
    sem: float,
    *,
    before: float | None = None,
    passive: float | None = None,
) -> str:
    """The first label of a test of one hip."""

    def result(value: float, motion: str = "active") -> Result:
        hips = {"left": None, "right": None, side: value}
        return Result(hips["left"], hips["right"], "seated", motion, "inclinometer", dt.date(2000, 1, 1))

    verdict = assess(
        result(degrees),
        targets=targets,
        sem=Sem(sem, "D"),
        previous=None if before is None else result(before),
        passive=None if passive is None else result(passive, "passive"),
    )
    return squad_chips(verdict, targets)[0].chip


def script_words() -> dict[str, Any]:
    """The sentences that only the script says; `{…}` stands for what it puts in."""
    return {
        "left": str(SIDE_WORDS["left"]),
        "right": str(SIDE_WORDS["right"]),
        "device": _("On this device"),
        "sending": _("Sending"),
        "saved": _("Saved"),
        "saved_by": _("Saved · {name} {time}"),
        "refused": _("Refused"),
        "typing": "…",
        "mend": _("To be mended"),
        "asked": _("One question"),
        "conflict": _("Changed by somebody else"),
        "signed_out": _("On this device: sign in to send"),
        "not_a_number": _("“{typed}” is not an angle from 0 to 90: write degrees such as 34.5."),
        "unusual": _("{side} {degrees} is unusual: is that right?"),
        "unusual_some": _("{side} {degrees} are unusual: is that right?"),
        "yes_right": _("Yes, that is what was measured"),
        "twice": _("{name} saved {hips} at {time}: keep both, or replace it by yours?"),
        "clash": _("The stored test says {hips}: keep that, or replace it by yours?"),
        "gone": _("Somebody deleted this test meanwhile: store yours again?"),
        "keep_both": _("Keep both"),
        "keep_stored": _("Keep the stored one"),
        "replace": _("Replace"),
        "store_again": _("Store it again"),
        "still_stored": _("This test is stored already, and stays so."),
        "delete": _("Delete it"),
        "open_test": _("Open the test"),
        "done": _("{done} of {all} done"),
        "now": _("{name} · {side} {trial}"),
        "next": _("Next: {name}"),
        "all_done": _("Everybody has an entry"),
        "symptoms": _("Symptoms"),
        "symptoms_some": _("Symptoms: {count}"),
        "pain_range": _("Pain is a whole number from 0 to 10."),
        "offline_add": _("No network: an athlete can be added as soon as there is one."),
        "offline_move": _("No network: a stored test can be moved as soon as there is one."),
        "offline_delete": _("No network: a stored test can be deleted as soon as there is one."),
        "failed": _("That did not work: try again."),
        "added": _("{name} is on the sheet."),
        "moved": _("Moved to {name}."),
        "undone": _("Undone."),
        "pasted": _("Pasted into {count} rows."),
        "too_many": _("Lines with more than the sheet has room for: {count}. Look at what is missing."),
        "beyond": _("More readings than this sheet has fields for are kept with this test: {count}."),
        "asked_later": _("One reading is unusual: the row asks about it."),
        "waiting": _(
            "Rows that are not stored yet: {count} ({names}). "
            "Look at them, or press again to finish without them."
        ),
        "no_outbox": _("This browser keeps nothing on the device: stay online while you type."),
    }
