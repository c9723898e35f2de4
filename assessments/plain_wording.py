"""Findings as the athlete reads them: plain words, no alarm, nothing promised."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.domain.findings import HipVerdict, Result, Side, Targets, Verdict
from assessments.formats import beside_limit, day_text, degrees_text
from assessments.wording import Sentence

_YOUR = {"left": gettext_lazy("Your left hip"), "right": gettext_lazy("Your right hip")}
_SIDES = {"left": gettext_lazy("Left"), "right": gettext_lazy("Right")}


def plain_sentences(
    verdict: Verdict, *, result: Result, targets: Targets, previous: Result | None
) -> list[Sentence]:
    """What a test says, for the athlete: each hip, the two together, and what changed since last time."""
    sentences = [_hip(side, hip, targets) for side, hip in verdict.hips()]
    sentences += [*_together(verdict), *_lags(verdict)]
    if previous is not None:
        sentences += _since(verdict, day_text(previous.tested_on, result.tested_on))
    return sentences


def _hip(side: Side, hip: HipVerdict, targets: Targets) -> Sentence:
    words = {"hip": _YOUR[side], "side": _SIDES[side], **beside_limit(hip.degrees, targets.sufficient)}
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
            words = {"hip": _YOUR[side], "side": _SIDES[side]}
            text = _(
                "%(hip)s can turn further than you turn it yourself: "
                "strength and control are the part to work on."
            )
            yield Sentence("lag", _("%(side)s: range to use") % words, text % words, "lag")


def _since(verdict: Verdict, day: str) -> Iterator[Sentence]:
    changes = {hip.change for _side, hip in verdict.hips()}
    if "not_comparable" in changes:
        text = _("Your test of %(day)s was measured another way, so the numbers can’t be compared.")
        yield Sentence("not_comparable", _("Not comparable"), text % {"day": day}, "same")
    for side, hip in verdict.hips():
        words = {"hip": _YOUR[side], "side": _SIDES[side], "day": day}
        if hip.change == "improved":
            gained = words | {"degrees": degrees_text(hip.change_degrees or 0)}
            text = _("%(hip)s gained %(degrees)s since %(day)s: more than the test can err.")
            yield Sentence("improved", _("%(side)s improved") % words, text % gained, "up")
        elif hip.change == "declined":
            text = _("%(hip)s turned in less than on %(day)s. Tell your coach if anything feels different.")
            yield Sentence("declined", _("%(side)s turned in less") % words, text % words, "down")
    if "none" in changes:
        text = _("Otherwise about the same as on %(day)s: small changes take weeks, and are hard to measure.")
        if changes == {"none"}:
            text = _("About the same as on %(day)s: small changes take weeks, and are hard to measure.")
        yield Sentence("no_change", _("About the same"), text % {"day": day}, "same")
