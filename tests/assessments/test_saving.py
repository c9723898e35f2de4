"""One function stores every test, from the form and later from a device."""

import dataclasses
from typing import Any

import pytest
from django.db import IntegrityError

from accounts.ids import uuid7
from accounts.models import User
from assessments import saving
from assessments.models import Assessment
from assessments.saving import Conflict, Entry, Taken, save_assessment
from athletes.models import Athlete
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db


def entry_of(athlete: Athlete, **changes: Any) -> Entry:
    plain = Entry(
        tested_on=athlete.club.today(),
        position="seated",
        motion="active",
        instrument="inclinometer",
        left_trials=(29.0, 30.0),
    )
    return dataclasses.replace(plain, **changes)


def test_sending_twice_stores_once(ann: Athlete, bob: User) -> None:
    pk = uuid7()
    first = save_assessment(pk=pk, athlete=ann, tester=bob, entry=entry_of(ann))
    again = save_assessment(pk=pk, athlete=ann, tester=bob, entry=entry_of(ann))
    assert first == again == Assessment.objects.get()
    assert (again.version, again.left_degrees, again.saved_on) == (1, 29.5, ann.club.today())


def test_a_stale_version_raises_with_the_stored_row(ann: Athlete, bob: User) -> None:
    pk = uuid7()
    save_assessment(pk=pk, athlete=ann, tester=bob, entry=entry_of(ann))
    changed = entry_of(ann, note="Changed.")
    assert save_assessment(pk=pk, athlete=ann, tester=bob, entry=changed, version=1).version == 2
    for stale in (None, 1, 3):
        with pytest.raises(Conflict) as conflict:
            save_assessment(pk=pk, athlete=ann, tester=bob, entry=entry_of(ann, note="Mine."), version=stale)
        assert conflict.value.stored.note == "Changed."
    # The same body again is no conflict, whatever version it came with.
    assert save_assessment(pk=pk, athlete=ann, tester=bob, entry=changed, version=1).version == 2


def test_an_id_of_another_athletes_test_is_taken(ann: Athlete, otto: Athlete, bob: User) -> None:
    test = make_assessment(athlete=otto)
    with pytest.raises(Taken):
        save_assessment(pk=test.pk, athlete=ann, tester=bob, entry=entry_of(ann))


def test_the_second_of_two_at_the_same_moment_finds_the_first(
    ann: Athlete, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process stores between this one's look and its insert."""
    pk, store, looks = uuid7(), saving._store, iter([IntegrityError("twice")])
    save_assessment(pk=pk, athlete=ann, tester=bob, entry=entry_of(ann))

    def late(**values: Any) -> Assessment:
        for error in looks:
            raise error
        return store(**values)

    monkeypatch.setattr(saving, "_store", late)
    assert save_assessment(pk=pk, athlete=ann, tester=bob, entry=entry_of(ann)).pk == pk
    assert Assessment.objects.count() == 1


def test_what_the_database_must_never_hold_is_refused(ann: Athlete, bob: User) -> None:
    with pytest.raises(IntegrityError):
        save_assessment(pk=uuid7(), athlete=ann, tester=bob, entry=entry_of(ann, left_trials=()))


def test_an_entry_survives_the_database(ann: Athlete, bob: User) -> None:
    entry = entry_of(
        ann, right_trials=(34.55,), symptoms=("limp",), compensations=("trunk_lean",), pain_right=3
    )
    stored = save_assessment(pk=uuid7(), athlete=ann, tester=bob, entry=entry)
    stored.refresh_from_db()
    assert Entry.of(stored) == entry
