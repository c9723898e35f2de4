"""Findings as the athlete reads them: plain words, no alarm, nothing promised."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from assessments.change_wording import plain_change_sentences
from assessments.domain.findings import HipVerdict, Result, Side, Targets, Verdict
from assessments.formats import beside_limit, degrees_text
from assessments.sentences import SIDE_WORDS, YOUR, Sentence


def plain_sentences(
    verdict: Verdict, *, result: Result, targets: Targets, previous: Result | None
) -> list[Sentence]:
    """What a test says, for the athlete: each hip, the two together, and what changed since last time."""
    sentences = [_hip(side, hip, targets) for side, hip in verdict.hips()]
    sentences += [*_together(verdict), *_lags(verdict)]
    return [*sentences, *plain_change_sentences(verdict, result=result, previous=previous)]


def _hip(side: Side, hip: HipVerdict, targets: Targets) -> Sentence:
    words = {"hip": YOUR[side], "side": SIDE_WORDS[side], **beside_limit(hip.degrees, targets.sufficient)}
    if hip.below == "clear":
        text = _("%(hip)s turned in %(degrees)s. The target is %(limit)s, so there is room to gain.")
        return Sentence("below", _("%(side)s: room to gain") % words, text % words, "below")
    if hip.below:
        text = _(
            "%(hip)s turned in %(degrees)s, about the target of %(limit)s. The next test will tell more."
        )
        return Sentence("borderline", _("%(side)s: about on target") % words, text % words, "maybe")
    text = _("%(hip)s turned in %(degrees)s, which is on target.")
    return Sentence("on_target", _("%(side)s: on target") % words, text % words, "ok")


def _together(verdict: Verdict) -> Iterator[Sentence]:
    asymmetry = verdict.asymmetry
    if asymmetry is None:
        return
    words = {"degrees": degrees_text(asymmetry.degrees)}
    chip = _("%(degrees)s apart") % words
    if asymmetry.flagged:
        left = _("Your hips are %(degrees)s apart: the left one is the stiffer.")
        right = _("Your hips are %(degrees)s apart: the right one is the stiffer.")
        yield Sentence("apart", chip, (left if asymmetry.stiffer == "left" else right) % words, "asym")
    else:
        text = _("Your hips are %(degrees)s apart: nothing to act on.")
        yield Sentence("not_apart", chip, text % words, "same")


def _lags(verdict: Verdict) -> Iterator[Sentence]:
    for side, hip in verdict.hips():
        if hip.active_lag:
            words = {"hip": YOUR[side], "side": SIDE_WORDS[side]}
            text = _(
                "%(hip)s can turn further than you turn it yourself: "
                "strength and control are the part to work on."
            )
            yield Sentence("lag", _("%(side)s: range to use") % words, text % words, "lag")
