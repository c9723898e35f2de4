import pytest

from assessments.domain.rounding import decimals_beside, plain_degrees, plain_limit


@pytest.mark.parametrize(
    ("degrees", "limit", "places"),
    [
        (29.0, 35.0, 1),
        (34.9, 35.0, 1),
        (34.97, 35.0, 2),
        (35.0, 35.0, 1),
        (34.3 - 24.3, 10.0, 1),
        (5.5, 5.54, 2),
    ],
)
def test_a_second_decimal_only_where_one_would_show_the_limit_itself(degrees, limit, places):
    assert decimals_beside(degrees, limit) == places


def test_angles_and_limits_in_words():
    assert plain_degrees(29) == "29.0°"
    assert plain_degrees(34.9667, beside=35.0) == "34.97°"
    assert plain_limit(35.0) == "35°"
    assert plain_limit(37.5) == "37.5°"
