"""Whatever is typed, the form answers: it stores the test or says what to mend, and never fails."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from assessments.models import Assessment
from athletes.models import Athlete
from tests.assessments.entry import filled
from tests.cast import signed_in

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NUMBERISH = st.from_regex(r"\A[-−]?[0-9]{0,4}[.,]?[0-9]{0,3}°?\Z")
DATEISH = st.from_regex(r"\A[0-9]{1,5}-[0-9]{1,2}-[0-9]{1,2}\Z")
FIELDS = [
    "id", "version", "separate", "tested_on", "position", "motion", "instrument", "warm_up",
    "left_1", "left_2", "left_3", "right_1", "right_2", "right_3", "pain_left", "pain_right",
    "symptoms", "compensations", "note", "confirm_unusual",
]  # fmt: skip


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.dictionaries(st.sampled_from(FIELDS), TEXT | NUMBERISH | DATEISH, min_size=1))
def test_no_text_breaks_the_form(bob: User, ann: Athlete, typed: dict[str, str]) -> None:
    client = signed_in(bob)
    before = Assessment.objects.count()
    today = ann.club.today()
    answer = client.post(reverse("assessment_new", args=[ann.pk]), filled(tested_on=today) | typed)
    stored = Assessment.objects.count() - before
    assert (answer.status_code, stored) in {(302, 1), (302, 0), (200, 0), (409, 0)}
