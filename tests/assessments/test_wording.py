"""Findings in words, for coaches and for athletes. No database: the rules and gettext alone."""

from datetime import date

import pytest
from django.utils import translation

from assessments.change_wording import change_sentences
from assessments.domain.findings import Result, Sem, Targets, assess
from assessments.formats import beside_limit, chance_text, day_text, degrees_text, limit_text
from assessments.plain_wording import plain_sentences
from assessments.wording import finding_sentences, squad_chips

TARGETS = Targets()
SEPTEMBER = date(2026, 9, 2)


def result(hips, *, motion="active", by="inclinometer", on=date(2026, 11, 18)):
    return Result(hips[0], hips[1], "seated", motion, by, on)


class Case:
    """One test with the test before it, and everything said of it."""

    def __init__(
        self,
        left,
        right,
        *,
        before=None,
        on=SEPTEMBER,
        by="inclinometer",
        sem=2.0,
        grade="B",
        targets=TARGETS,
        passive=None,
        tester_changed=False,
    ):
        self.result = result((left, right), by=by)
        self.previous = before and result(before, on=on)
        self.sem, self.targets = Sem(sem, grade), targets
        self.verdict = assess(
            self.result,
            targets=targets,
            sem=self.sem,
            previous=self.previous,
            passive=passive and result(passive, motion="passive", by=by),
            tester_changed=tester_changed,
        )

    def chips(self):
        return [chip.chip for chip in squad_chips(self.verdict, self.targets)]

    def sentences(self):
        return finding_sentences(
            self.verdict, result=self.result, targets=self.targets, sem=self.sem, previous=self.previous
        )

    def said(self, kind):
        return [sentence.text for sentence in self.sentences() if sentence.kind == kind]

    def plainly(self, kind=None):
        found = plain_sentences(
            self.verdict, result=self.result, targets=self.targets, previous=self.previous
        )
        return [sentence.text for sentence in found if kind in (None, sentence.kind)]


def test_a_clear_finding_with_its_certainty():
    case = Case(29.0, 38.0, before=(24.0, 38.0))
    assert case.said("below") == [
        "Left 29.0° is below 35°. With a digital inclinometer that is over 99 % sure."
    ]
    assert case.said("not_apart") == ["9.0° apart: flagged from 10°."]
    assert case.said("no_change")[0] == (
        "Left +5.0° since 2 September: less than the 5.5° that this method can tell apart, "
        "so no detectable change yet."
    )
    assert case.said("near_line") == [
        "Right 38.0° can’t be told from 35°. With a digital inclinometer the chance that it is below is 7 %."
    ]


def test_a_borderline_finding_asks_for_another_test():
    case = Case(34.2, 36.0)
    assert case.chips() == ["Left about 35° — test again"]
    assert case.said("borderline") == [
        "Left 34.2° is below 35°. With a digital inclinometer that is 66 % sure. Test again."
    ]


def test_a_mean_a_hair_below_the_target_never_reads_as_the_target():
    assert "34.97° is below 35°" in Case(34.9667, 36.0).said("borderline")[0]


def test_on_target():
    case = Case(41.0, 40.0)
    assert case.chips() == ["On target"]
    assert case.said("on_target") == [
        "Left 41.0° is on the target of 35° or more.",
        "Right 40.0° is on the target of 35° or more.",
    ]
    assert case.said("not_apart") == ["1.0° apart: within the 5.5° error of this method."]


@pytest.mark.parametrize(
    ("hips", "chips", "sentence"),
    [
        (
            (31.5, 44.0),
            ["Left below 35°", "12.5° apart"],
            "12.5° apart: flagged from 10°. The left hip is the stiffer one.",
        ),
        (
            (56.0, 40.0),
            ["16.0° apart"],
            (
                "16.0° apart: flagged from 10°. The right hip is the stiffer one. "
                "A difference of 15° or more is a strong one."
            ),
        ),
    ],
)
def test_two_hips_apart(hips, chips, sentence):
    case = Case(*hips)
    assert case.chips() == chips
    assert case.said("apart") == [sentence]


@pytest.mark.parametrize(
    ("hips", "chip"), [((None, 41.0), "Left not tested"), ((41.0, None), "Right not tested")]
)
def test_one_hip_missing(hips, chip):
    case = Case(*hips)
    (missing,) = [sentence for sentence in case.sentences() if sentence.kind == "missing"]
    assert (missing.chip, missing.tone) == (chip, "same")
    assert case.plainly("apart") == case.plainly("not_apart") == []


def test_real_changes():
    case = Case(40.0, 30.0, before=(32.0, 38.0), on=date(2025, 9, 2))
    assert case.chips() == ["Right below 35°", "10.0° apart", "Left improved", "Right declined"]
    assert case.said("improved") == [
        (
            "Left +8.0° since 2 September 2025: more than the 5.5° that this method can tell apart, "
            "so a real improvement."
        )
    ]
    assert case.said("declined")[0].startswith("Right −8.0° since")
    assert case.said("declined")[0].endswith("so a real decline.")


def test_a_change_in_other_hands():
    (text,) = Case(40.0, None, before=(40.0, None), tester_changed=True).said("no_change")
    assert text.startswith("Left ±0.0° since 2 September: less than the 8.3° that this method in other hands")


def test_another_way_of_measuring_says_what_differs():
    case = Case(40.0, 41.0, before=(30.0, 30.0), by="goniometer")
    assert case.said("not_comparable") == [
        (
            "Left can’t be compared with 2 September: "
            "another instrument (digital inclinometer then, goniometer now)."
        ),
        (
            "Right can’t be compared with 2 September: "
            "another instrument (digital inclinometer then, goniometer now)."
        ),
    ]
    assert case.chips() == ["On target"]
    assert case.plainly("not_comparable")[0] == (
        "Your left hip was measured another way on 2 September, so the numbers can’t be compared: "
        "another instrument (digital inclinometer then, goniometer now)."
    )


def test_everything_that_differs_is_named():
    then = Result(30.0, 30.0, "prone", "passive", "phone", date(2026, 9, 2))
    now = Result(40.0, None, "seated", "active", "phone", date(2026, 11, 18))
    verdict = assess(now, targets=Targets(), sem=Sem(2.0, "B"), previous=then)
    (sentence,) = change_sentences(verdict, result=now, previous=then)
    assert sentence.text == (
        "Left can’t be compared with 2 September: "
        "another position (Prone then, Seated now) and another motion (passive then, active now)."
    )


def test_a_first_test_has_nothing_to_compare_with():
    case = Case(40.0, 41.0)
    assert case.said("first_test") == [
        "Left: the first test, so there is nothing to compare it with yet.",
        "Right: the first test, so there is nothing to compare it with yet.",
    ]
    assert case.plainly("first_test")[0] == (
        "Your left hip was tested for the first time: the next test will show whether it changes."
    )


def test_a_hip_that_was_left_out_last_time_has_nothing_to_compare_with():
    case = Case(40.0, 41.0, before=(None, 41.0))
    assert case.said("first_test") == [
        "Left was not tested on 2 September, so there is nothing to compare it with."
    ]
    assert case.plainly("first_test") == [
        "Your left hip was not tested on 2 September, so there is nothing to compare it with."
    ]


def test_an_active_lag():
    case = Case(20.0, 40.0, passive=(36.0, 41.0))
    assert "Left active lag" in case.chips()
    assert case.said("lag") == [
        (
            "Left 36.0° when the tester moves the leg, 20.0° when the athlete does, 16.0° apart: "
            "the range is there, strength or control is not."
        )
    ]
    assert case.plainly("lag") == [
        (
            "Your left hip can turn further than you turn it yourself: "
            "strength and control are the part to work on."
        )
    ]


@pytest.mark.parametrize(
    ("instrument", "words"),
    [
        ("goniometer", "With a goniometer"),
        ("phone", "With a phone"),
        ("photo", "On a photo"),
        ("visual", "By eye"),
        ("sundial", "With this method"),
    ],
)
def test_every_instrument_is_named(instrument, words):
    assert f". {words} that is" in Case(20.0, 40.0, by=instrument).said("below")[0]


def test_an_assumed_error_is_called_an_assumption():
    assert Case(30.0, 40.0).said("assumption") == []
    assert Case(30.0, 40.0, by="visual", sem=6.0, grade="D").said("assumption") == [
        "The error of this method, 6.0°, is an assumption: no study of it was found."
    ]


def test_a_club_s_own_target_is_the_one_named():
    case = Case(30.0, 40.0, targets=Targets(37.5, 45.0, 12.0))
    assert case.chips() == ["Left below 37.5°"]
    assert case.said("not_apart") == ["10.0° apart: flagged from 12°."]


def test_the_athlete_reads_it_plainly():
    assert Case(29.0, 44.0, before=(22.0, 44.0)).plainly() == [
        "Your left hip turned in 29.0°. The target is 35°, so there is room to gain.",
        "Your right hip turned in 44.0°, which is on target.",
        "Your hips are 15.0° apart: the left one is the stiffer.",
        "Your left hip gained 7.0° since 2 September: more than the test can err.",
        (
            "Your right hip is about the same as on 2 September: "
            "small changes take weeks, and are hard to measure."
        ),
    ]
    assert Case(41.0, 34.2, before=(41.0, 41.0)).plainly() == [
        "Your left hip turned in 41.0°, which is on target.",
        "Your right hip turned in 34.2°, about the target of 35°. The next test will tell more.",
        "Your hips are 6.8° apart: nothing to act on.",
        (
            "Your left hip is about the same as on 2 September: "
            "small changes take weeks, and are hard to measure."
        ),
        "Your right hip turned in less than on 2 September. Tell your coach if anything feels different.",
    ]
    assert Case(60.0, 40.0, before=(60.0, 40.0)).plainly()[2:] == [
        "Your hips are 20.0° apart: the right one is the stiffer.",
        (
            "Your left hip is about the same as on 2 September: "
            "small changes take weeks, and are hard to measure."
        ),
        (
            "Your right hip is about the same as on 2 September: "
            "small changes take weeks, and are hard to measure."
        ),
    ]


@pytest.mark.parametrize("words", ["diagnos", "injur", "prevent", "abnormal", "failed", "danger"])
def test_no_alarm_and_no_promise(words):
    for hips in [(8.0, 40.0), (29.0, 38.0), (34.0, 62.0)]:
        case = Case(*hips, before=(40.0, 20.0), passive=(60.0, 62.0))
        spoken = [sentence.text for sentence in case.sentences()] + case.plainly()
        assert not any(words in text.lower() for text in spoken)


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "under 1 %"),
        (0.009, "under 1 %"),
        (0.01, "1 %"),
        (0.663, "66 %"),
        (0.99, "99 %"),
        (0.991, "over 99 %"),
    ],
)
def test_a_chance_in_whole_per_cents(chance, words):
    assert chance_text(chance) == words


def test_numbers_and_days():
    assert (degrees_text(29), limit_text(35.0), limit_text(5.54)) == ("29.0°", "35°", "5.5°")
    assert beside_limit(5.5, 5.5437) == {"degrees": "5.50°", "limit": "5.54°"}
    assert beside_limit(34.97, 37.5) == {"degrees": "35.0°", "limit": "37.5°"}
    assert day_text(SEPTEMBER, date(2026, 11, 18)) == "2 September"
    assert day_text(SEPTEMBER, date(2027, 1, 8)) == "2 September 2026"


def test_decimals_as_the_reader_s_language_writes_them():
    with translation.override("nl"):
        assert degrees_text(34.5) == "34,5°"
        assert limit_text(35) == "35°"
