"""What became of each hip since last time, in one sentence a hip: for coaches, and plainly for athletes.

A real improvement, a real decline, no detectable change, or not comparable and why.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from assessments.domain.choosing import differing
from assessments.domain.findings import HipVerdict, Result, Side, Verdict
from assessments.formats import beside_limit, day_text, degrees_text, sign_of
from assessments.methods import Instrument, Motion, Position, short_word
from assessments.sentences import SIDE_WORDS, YOUR, Chip, Sentence, Tone


def change_chip(side: Side, hip: HipVerdict) -> Chip:
    """The label of a change that compares."""
    words = {"side": SIDE_WORDS[side]}
    if hip.change == "improved":
        return Chip("improved", _("%(side)s improved") % words, "up")
    if hip.change == "declined":
        return Chip("declined", _("%(side)s declined") % words, "down")
    return Chip("no_change", _("%(side)s: no detectable change") % words, "same")


def change_sentences(verdict: Verdict, *, result: Result, previous: Result | None) -> Iterator[Sentence]:
    """Each tested hip against the test before, left first, with the numbers."""
    for side, hip in verdict.hips():
        words = _words(side, hip, result, previous)
        if hip.change_degrees is None:
            chip, text = _nothing_to_compare(hip, previous)
            yield Sentence(chip.kind, chip.chip % words, text % words, chip.tone)
        else:
            chip = change_chip(side, hip)
            words["method"] = _("this method in other hands") if verdict.tester_changed else _("this method")
            yield Sentence(chip.kind, chip.chip, _change_text(hip) % words, chip.tone)


def plain_change_sentences(
    verdict: Verdict, *, result: Result, previous: Result | None
) -> Iterator[Sentence]:
    """The same in the athlete's words, without the numbers of the error."""
    for side, hip in verdict.hips():
        words = _words(side, hip, result, previous)
        chip, text = _plain(hip, previous)
        yield Sentence(chip.kind, chip.chip % words, text % words, chip.tone)


def _words(side: Side, hip: HipVerdict, result: Result, previous: Result | None) -> dict[str, object]:
    words: dict[str, object] = {"side": SIDE_WORDS[side], "hip": YOUR[side]}
    if previous is not None:
        words["day"] = day_text(previous.tested_on, result.tested_on)
        words["reasons"] = _(" and ").join(_reasons(result, previous))
    if hip.change_degrees is not None and hip.change_limit is not None:
        change = hip.change_degrees
        words |= beside_limit(abs(change), hip.change_limit)
        words["sign"] = sign_of(change)
        words["plain_degrees"] = degrees_text(abs(change))
    return words


def _reasons(now: Result, then: Result) -> Iterator[str]:
    """What differs between the ways that two tests were measured, each with both words."""
    words: dict[str, TextChoices]
    for aspect in differing(now, then):
        if aspect == "position":
            text = _("another position (%(then)s then, %(now)s now)")
            words = {"then": Position(then.position), "now": Position(now.position)}
        elif aspect == "motion":
            text = _("another motion (%(then)s then, %(now)s now)")
            words = {"then": Motion(then.motion), "now": Motion(now.motion)}
        else:
            text = _("another instrument (%(then)s then, %(now)s now)")
            words = {"then": Instrument(then.instrument), "now": Instrument(now.instrument)}
        yield text % {name: short_word(word) for name, word in words.items()}


def _nothing_to_compare(hip: HipVerdict, previous: Result | None) -> tuple[Chip, str]:
    """The label and the sentence, both with places for words."""
    if previous is None:
        text = _("%(side)s: the first test, so there is nothing to compare it with yet.")
        return Chip("first_test", _("%(side)s: first test"), "same"), text
    if hip.change is None:
        text = _("%(side)s was not tested on %(day)s, so there is nothing to compare it with.")
        return Chip("first_test", _("%(side)s: nothing to compare"), "same"), text
    text = _("%(side)s can’t be compared with %(day)s: %(reasons)s.")
    return Chip("not_comparable", _("%(side)s: not comparable"), "same"), text


def _change_text(hip: HipVerdict) -> str:
    if hip.change == "none":
        return _(
            "%(side)s %(sign)s%(degrees)s since %(day)s: less than the %(limit)s that %(method)s can tell "
            "apart, so no detectable change yet."
        )
    if hip.change == "improved":
        return _(
            "%(side)s %(sign)s%(degrees)s since %(day)s: more than the %(limit)s that %(method)s can tell "
            "apart, so a real improvement."
        )
    return _(
        "%(side)s %(sign)s%(degrees)s since %(day)s: more than the %(limit)s that %(method)s can tell "
        "apart, so a real decline."
    )


def _plain(hip: HipVerdict, previous: Result | None) -> tuple[Chip, str]:
    tone: Tone = "same"
    if previous is None:
        kind, chip = "first_test", _("%(side)s: first test")
        text = _("%(hip)s was tested for the first time: the next test will show whether it changes.")
    elif hip.change is None:
        kind, chip = "first_test", _("%(side)s: nothing to compare")
        text = _("%(hip)s was not tested on %(day)s, so there is nothing to compare it with.")
    elif hip.change == "not_comparable":
        kind, chip = "not_comparable", _("%(side)s: not comparable")
        text = _(
            "%(hip)s was measured another way on %(day)s, so the numbers can’t be compared: %(reasons)s."
        )
    elif hip.change == "improved":
        kind, chip, tone = "improved", _("%(side)s improved"), "up"
        text = _("%(hip)s gained %(plain_degrees)s since %(day)s: more than the test can err.")
    elif hip.change == "declined":
        kind, chip, tone = "declined", _("%(side)s turned in less"), "down"
        text = _("%(hip)s turned in less than on %(day)s. Tell your coach if anything feels different.")
    else:
        kind, chip = "no_change", _("%(side)s: about the same")
        text = _(
            "%(hip)s is about the same as on %(day)s: small changes take weeks, and are hard to measure."
        )
    return Chip(kind, chip, tone), text
