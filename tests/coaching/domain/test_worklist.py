"""Who needs the coach first: worked examples, and what must hold of any squad."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.findings import Result, Sem, Targets, Verdict, assess
from coaching.domain.worklist import (
    SORTS,
    Need,
    Pain,
    Standing,
    found,
    in_order,
    of_squad,
    retest_overdue,
    summarise,
)

TODAY = dt.date(2026, 11, 18)
DAY = dt.timedelta(days=1)


def verdict(left: float | None, right: float | None) -> Verdict:
    result = Result(left, right, "seated", "active", "inclinometer", TODAY)
    return assess(result, targets=Targets(), sem=Sem(2.0, "B"))


def standing(
    name: str = "Ann", hips: tuple[float | None, float | None] | None = (40, 40), **known
) -> Standing:
    known.setdefault("tested_on", TODAY if hips else None)
    return Standing(
        id=uuid.uuid5(uuid.NAMESPACE_OID, name),
        name=name,
        today=TODAY,
        verdict=verdict(*hips) if hips else None,
        **known,
    )


@pytest.mark.parametrize(
    ("one", "need"),
    [
        (standing(hips=(29, 29), pain=Pain(TODAY, 4)), Need.PAIN),
        (standing(referral="professional"), Need.PAIN),
        (standing(hips=(29, 38)), Need.BELOW),
        (standing(hips=(None, 29)), Need.BELOW),
        (standing(hips=(34, 38)), Need.BORDERLINE),
        (standing(hips=(36, 48)), Need.APART),
        (standing(hips=(29, 48)), Need.BELOW),
        (standing(retest_on=TODAY, tested_on=TODAY - 60 * DAY), Need.RETEST),
        (standing(hips=None), Need.UNTESTED),
        (standing(hips=None, retest_on=TODAY), Need.RETEST),
        (standing(), Need.ON_TARGET),
        (standing(hips=(40, None)), Need.ON_TARGET),
        (standing(hips=None, consent="withdrawn"), Need.WITHDRAWN),
        (standing(hips=None, consent="none"), Need.UNTESTED),
    ],
)
def test_the_most_pressing_need_is_the_one_that_counts(one, need):
    assert one.need == need


@pytest.mark.parametrize(
    ("retest_on", "tested_on", "overdue"),
    [
        (None, TODAY, None),
        (TODAY + DAY, None, None),
        (TODAY, None, 0),
        (TODAY - 9 * DAY, TODAY - 60 * DAY, 9),
        (TODAY - 9 * DAY, TODAY - 17 * DAY, 9),
        (TODAY - 9 * DAY, TODAY - 16 * DAY, None),
        (TODAY - 9 * DAY, TODAY, None),
    ],
)
def test_a_retest_is_due_until_there_is_a_test_of_the_week_before_or_later(retest_on, tested_on, overdue):
    assert retest_overdue(retest_on, tested_on, TODAY) == overdue


def test_an_athlete_shows_under_every_filter_that_fits():
    one = standing(
        hips=(29, 48),
        pain=Pain(TODAY, 6),
        referral="urgent",
        retest_on=TODAY - DAY,
        tested_on=TODAY - 50 * DAY,
    )

    assert one.shows == {"below", "apart", "retest", "pain", "refer", "attention", "programme"}
    assert standing().shows == set()
    assert standing(hips=None).shows == {"untested"}
    assert standing(consent="none").shows == {"consent"}
    assert standing(hips=None, consent="none").shows == {"consent", "untested"}
    assert standing(hips=None, consent="withdrawn").shows == {"consent"}


def test_the_summary_counts_and_names_the_last_pain():
    squad = [
        standing("Ben", (29, 38), pain=Pain(TODAY - DAY, 6)),
        standing("Chloe", (30, 38), retest_on=TODAY - 9 * DAY, tested_on=TODAY - 60 * DAY),
        standing("Dai", retest_on=TODAY - 2 * DAY, tested_on=TODAY - 60 * DAY),
        standing("Elif", None, pain=Pain(TODAY - 2 * DAY, 9)),
        standing("Femi", (36, 48), pain=Pain(TODAY - DAY, 5)),
    ]

    summary = summarise(squad)

    assert summary.total == 5
    assert summary.counts == {
        "below": 2,
        "apart": 1,
        "retest": 2,
        "pain": 3,
        "untested": 1,
        "refer": 0,
        "attention": 5,
        "programme": 2,
        "consent": 0,
    }
    assert summary.below_without_programme == 1
    assert summary.longest_overdue == 9
    assert summary.last_pain == ("Ben", Pain(TODAY - DAY, 6))


def test_the_summary_of_nobody():
    summary = summarise([])

    assert (summary.total, summary.longest_overdue, summary.last_pain) == (0, None, None)
    assert set(summary.counts.values()) == {0}


def test_most_in_need_come_first():
    squad = [
        standing("on target, looser", (44, 44)),
        standing("on target, stiffer", (36, 44)),
        standing("never tested", None),
        standing("retest since 2", retest_on=TODAY - 2 * DAY, tested_on=TODAY - 60 * DAY),
        standing("retest since 9", retest_on=TODAY - 9 * DAY, tested_on=TODAY - 60 * DAY),
        standing("apart by 11", (36, 47)),
        standing("apart by 20", (36, 56)),
        standing("borderline", (34, 38)),
        standing("below, on a programme", (20, 38), retest_on=TODAY + DAY),
        standing("below, 30", (30, 38)),
        standing("below, 25", (38, 25)),
        standing("to refer", referral="professional"),
        standing("pain 5", pain=Pain(TODAY, 5)),
        standing("pain 8", pain=Pain(TODAY, 8)),
        standing("urgent", referral="urgent"),
    ]

    assert [one.name for one in in_order(squad, "need")] == [
        "urgent",
        "pain 8",
        "pain 5",
        "to refer",
        "below, 25",
        "below, 30",
        "below, on a programme",
        "borderline",
        "apart by 20",
        "apart by 11",
        "retest since 9",
        "retest since 2",
        "never tested",
        "on target, stiffer",
        "on target, looser",
    ]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["Élodie", "eve", "Zoe"]),
        ("-name", ["Zoe", "eve", "Élodie"]),
        ("left", ["eve", "Zoe", "Élodie"]),
        ("-left", ["Zoe", "eve", "Élodie"]),
        ("right", ["Zoe", "eve", "Élodie"]),
        ("-right", ["eve", "Zoe", "Élodie"]),
        ("tested", ["Zoe", "eve", "Élodie"]),
        ("-tested", ["eve", "Zoe", "Élodie"]),
    ],
)
def test_sorts_either_way_with_the_unknown_last(sort, names):
    squad = [
        standing("Zoe", (44, 30), tested_on=TODAY - 9 * DAY),
        standing("Élodie", None),
        standing("eve", (31, 50)),
    ]

    assert [one.name for one in in_order(squad, sort)] == names


def test_finds_words_in_name_and_event_whatever_case_and_accents():
    jose, ann = standing("José Ángel", event="Marathon"), standing("Ann Marsh", (29, 38), event="800 m")
    squad = [jose, ann]

    assert found(squad) == squad
    assert found(squad, words="jose mara") == [jose]
    assert found(squad, words="MAR") == squad
    assert found(squad, words="mar", show="below") == [ann]
    assert found(squad, words="nobody") == []


def test_a_squad_is_those_who_train_in_it():
    group = uuid.uuid4()
    inside, outside = standing("In", squads=frozenset({group})), standing("Out")

    assert of_squad([inside, outside], None) == [inside, outside]
    assert of_squad([inside, outside], group) == [inside]


hip = st.none() | st.floats(0, 90)
standings = st.builds(
    standing,
    name=st.text(max_size=8),
    hips=st.none() | st.tuples(st.floats(0, 90), hip),
    pain=st.none() | st.builds(Pain, on=st.just(TODAY), level=st.integers(4, 10)),
    referral=st.none() | st.sampled_from(["urgent", "same_day", "clearance", "professional"]),
    retest_on=st.none() | st.dates(TODAY - 100 * DAY, TODAY + 100 * DAY),
)


@given(st.lists(standings), st.sampled_from(SORTS))
def test_any_order_keeps_everybody_once(squad, sort):
    assert sorted(map(id, in_order(squad, sort))) == sorted(map(id, squad))


@given(st.lists(standings))
def test_needs_never_fall_back_in_the_order_of_need(squad):
    needs = [one.need for one in in_order(squad, "need")]

    assert needs == sorted(needs)


@given(st.lists(standings))
def test_every_count_is_the_number_of_rows_it_shows(squad):
    counts = summarise(squad).counts

    assert counts == {show: len(found(squad, show=show)) for show in counts}


@given(standings)
def test_everybody_is_found_by_their_own_name(one):
    assert found([one], words=one.name) == [one]
