"""Findings in words: what stands out, how sure that is, and why. Screening, never a diagnosis.

What changed since last time has a module of its own. Tones are for colour, never alone.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.change_wording import change_chip, change_sentences
from assessments.domain.error import mdc95
from assessments.domain.findings import (
    STRONG_ASYMMETRY,
    Asymmetry,
    HipVerdict,
    Result,
    Sem,
    Side,
    Targets,
    Verdict,
)
from assessments.formats import beside_limit, chance_text, degrees_text, limit_text
from assessments.sentences import SIDE_WORDS, Chip, Sentence

_WITH = {
    "inclinometer": gettext_lazy("With a digital inclinometer"),
    "goniometer": gettext_lazy("With a goniometer"),
    "phone": gettext_lazy("With a phone"),
    "photo": gettext_lazy("On a photo"),
    "visual": gettext_lazy("By eye"),
}


def squad_chips(verdict: Verdict, targets: Targets) -> list[Chip]:
    """What stands out of a test, as labels for a row; "On target" where nothing does."""
    hips = list(verdict.hips())
    chips = [_below_chip(side, hip, targets) for side, hip in hips if hip.below]
    if verdict.asymmetry and verdict.asymmetry.flagged:
        chips.append(_apart_chip(verdict.asymmetry))
    chips += [_lag_chip(side) for side, hip in hips if hip.active_lag]
    chips += [change_chip(side, hip) for side, hip in hips if hip.change in ("improved", "declined")]
    return chips or [Chip("on_target", _("On target"), "ok")]


def finding_sentences(
    verdict: Verdict, *, result: Result, targets: Targets, sem: Sem, previous: Result | None
) -> list[Sentence]:
    """Every finding of one test with its reason: the targets, the two hips, the change, the active lag."""
    sentences = [_against_target(side, hip, result, targets) for side, hip in verdict.hips()]
    sentences.append(_two_hips(verdict, sem))
    sentences += change_sentences(verdict, result=result, previous=previous)
    sentences += [_lag(side, hip) for side, hip in verdict.hips() if hip.active_lag]
    if sem.own:
        text = _("The error of this method, %(error)s, is your club’s own, in place of the default.")
        words = {"error": degrees_text(sem.degrees)}
        sentences.append(Sentence("own_error", _("Your club’s own error"), text % words, "same"))
    elif sem.grade == "D":
        text = _("The error of this method, %(error)s, is an assumption: no study of it was found.")
        words = {"error": degrees_text(sem.degrees)}
        sentences.append(Sentence("assumption", _("Error assumed"), text % words, "same"))
    return sentences


def _below_chip(side: Side, hip: HipVerdict, targets: Targets) -> Chip:
    words = {"side": SIDE_WORDS[side], "limit": limit_text(targets.sufficient)}
    if hip.below == "clear":
        return Chip("below", _("%(side)s below %(limit)s") % words, "below")
    return Chip("borderline", _("%(side)s about %(limit)s — test again") % words, "maybe")


def _apart_chip(asymmetry: Asymmetry) -> Chip:
    return Chip("apart", _("%(degrees)s apart") % {"degrees": degrees_text(asymmetry.degrees)}, "asym")


def _lag_chip(side: Side) -> Chip:
    return Chip("lag", _("%(side)s active lag") % {"side": SIDE_WORDS[side]}, "lag")


def _say(chip: Chip, text: str) -> Sentence:
    return Sentence(chip.kind, chip.chip, text, chip.tone)


def _against_target(side: Side, hip: HipVerdict, result: Result, targets: Targets) -> Sentence:
    words = {
        "side": SIDE_WORDS[side],
        "method": _WITH.get(result.instrument, _("With this method")),
        "chance": chance_text(hip.chance_below_sufficient),
        **beside_limit(hip.degrees, targets.sufficient),
    }
    if hip.below:
        text = _("%(side)s %(degrees)s is below %(limit)s. %(method)s that is %(chance)s sure.") % words
        if hip.below == "borderline":
            text = _("%(text)s Test again.") % {"text": text}
        return _say(_below_chip(side, hip, targets), text)
    if hip.near_line:
        text = _(
            "%(side)s %(degrees)s can’t be told from %(limit)s. "
            "%(method)s the chance that it is below is %(chance)s."
        )
        return Sentence("near_line", _("%(side)s close to %(limit)s") % words, text % words, "same")
    text = _("%(side)s %(degrees)s is on the target of %(limit)s or more.")
    return Sentence("on_target", _("%(side)s on target") % words, text % words, "ok")


def _two_hips(verdict: Verdict, sem: Sem) -> Sentence:
    asymmetry = verdict.asymmetry
    if asymmetry is None:
        chip = _("Right not tested") if verdict.right is None else _("Left not tested")
        return Sentence("missing", chip, _("Only one hip was tested: the two can’t be compared."), "same")
    words = beside_limit(asymmetry.degrees, asymmetry.flag_from)
    if asymmetry.flagged:
        left, right = _("The left hip is the stiffer one."), _("The right hip is the stiffer one.")
        parts = [
            _("%(degrees)s apart: flagged from %(limit)s.") % words,
            left if asymmetry.stiffer == "left" else right,
        ]
        if asymmetry.strong:
            strong = _("A difference of %(strong)s or more is a strong one.")
            parts.append(strong % {"strong": limit_text(STRONG_ASYMMETRY)})
        return _say(_apart_chip(asymmetry), " ".join(parts))
    if asymmetry.within_error:
        text = _("%(degrees)s apart: within the %(error)s error of this method.")
        text = text % {**words, "error": limit_text(mdc95(sem.degrees))}
    else:
        text = _("%(degrees)s apart: flagged from %(limit)s.") % words
    return Sentence("not_apart", _("No asymmetry flag"), text, "same")


def _lag(side: Side, hip: HipVerdict) -> Sentence:
    passive = hip.degrees if hip.passive_degrees is None else hip.passive_degrees
    words = {
        "side": SIDE_WORDS[side],
        "passive": degrees_text(passive),
        "active": degrees_text(hip.degrees),
        "apart": degrees_text(passive - hip.degrees),
    }
    text = _(
        "%(side)s %(passive)s when the tester moves the leg, %(active)s when the athlete does, "
        "%(apart)s apart: the range is there, strength or control is not."
    )
    return _say(_lag_chip(side), text % words)
