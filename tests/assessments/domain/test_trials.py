import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.trials import AngleError, is_unusual, mean, parse_angle


@pytest.mark.parametrize(
    ("typed", "degrees"),
    [
        ("34.5", 34.5),
        ("34,5", 34.5),
        ("  34.5 ", 34.5),
        ("34.5°", 34.5),
        ("34,5 º", 34.5),
        ("\u00a034\u00a0", 34.0),
        ("0", 0.0),
        ("90", 90.0),
        ("90,0", 90.0),
        ("7.", 7.0),
        (",5", 0.5),
        ("029", 29.0),
    ],
)
def test_angles_that_are_taken(typed, degrees):
    assert parse_angle(typed) == degrees


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("abc", "not_a_number"),
        ("34 deg", "not_a_number"),
        ("3 4", "not_a_number"),
        ("", "not_a_number"),
        ("°", "not_a_number"),
        (".", "not_a_number"),
        ("-", "not_a_number"),
        ("--5", "not_a_number"),
        ("1e1", "not_a_number"),
        ("nan", "not_a_number"),
        ("inf", "not_a_number"),
        ("٣٤", "not_a_number"),
        ("a,b,c", "not_a_number"),
        ("3,4,5", "several_separators"),
        ("3.4.5", "several_separators"),
        ("1,034.5", "several_separators"),
        ("-5", "negative"),
        ("−5°", "negative"),
        ("- 200", "negative"),
        ("90.1", "too_large"),
        ("345", "too_large"),
        ("9" * 400, "too_large"),
    ],
)
def test_angles_that_are_refused_say_why(typed, code):
    with pytest.raises(AngleError) as refusal:
        parse_angle(typed)
    assert refusal.value.code == code
    assert isinstance(refusal.value, ValueError)


@given(st.integers(0, 900))
def test_every_tenth_of_a_degree_is_read_with_point_and_with_comma(tenths):
    typed = f"{tenths / 10:.1f}"
    assert parse_angle(typed) == parse_angle(typed.replace(".", ",")) == tenths / 10


@given(st.text())
def test_anything_typed_is_an_angle_in_range_or_a_refusal(typed):
    try:
        degrees = parse_angle(typed)
    except AngleError:
        return
    assert 0 <= degrees <= 90


@pytest.mark.parametrize(
    ("degrees", "unusual"), [(0, True), (4.9, True), (5, False), (70, False), (70.1, True), (90, True)]
)
def test_unusual_angles_are_asked_about(degrees, unusual):
    assert is_unusual(degrees) is unusual


def test_the_mean_of_the_trials():
    assert mean([29.0]) == 29.0
    assert mean([33, 35, 36]) == pytest.approx(34.667, abs=0.001)
    assert mean([34.9, 35.0, 35.1]) == 35.0


def test_the_mean_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        mean([])


@given(st.lists(st.integers(0, 900).map(lambda n: n / 10), min_size=1, max_size=3))
def test_a_mean_lies_among_its_trials_in_any_order(trials):
    assert min(trials) <= mean(trials) <= max(trials)
    assert mean(trials) == mean(trials[::-1])


@given(st.integers(350, 900), st.integers(0, 50))
def test_trials_that_average_the_target_are_never_a_hair_below_it(tenths, spread):
    middle = tenths / 10
    trials = [(tenths - spread) / 10, middle, (tenths + spread) / 10]
    assert mean(trials) == middle
