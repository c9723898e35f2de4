"""The athlete's own hips, and their days one by one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import MedialRequest
from assessments.domain.referral import ReferralReason
from assessments.models import Assessment
from assessments.plain_wording import plain_sentences
from assessments.reading import ErrorTable, Reading, read, targets_of
from assessments.wording import Sentence
from athletes.models import Athlete
from coaching.history import history_of
from coaching.suggesting import referral_of
from coaching.threads import own_threads

#: Tests that the page lists; older ones are in the history. The reading looks as far back as it is given.
LISTED = 10
LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class Hips:
    """One profile's tests, and the last one read in plain words; `reading` is None where there is none."""

    athlete: Athlete
    tests: list[Assessment]
    reading: Reading | None = None

    @property
    def listed(self) -> list[Assessment]:
        return self.tests[:LISTED]

    @property
    def sentences(self) -> list[Sentence]:
        if self.reading is None:
            return []
        previous = self.reading.previous
        return plain_sentences(
            self.reading.verdict,
            result=self.reading.assessment.result,
            targets=self.reading.targets,
            previous=previous.result if previous else None,
        )

    @property
    def referral(self) -> list[ReferralReason]:
        return referral_of(self.reading, self.athlete) if self.reading else []


@require_safe
def my_hips(request: MedialRequest) -> HttpResponse:
    """The dial of the last test and what it says, for every club that the athlete has a profile in."""
    athletes = list(Athlete.objects.linked_to(request.user))
    context = {
        "tab": "my_hips",
        "profiles": [_hips(athlete) for athlete in athletes],
        "threads": own_threads(request.user, athletes),
    }
    return render(request, "coaching/my_hips.html", context)


def _hips(athlete: Athlete) -> Hips:
    tests = list(athlete.assessments.latest_first()[:LOOKED_AT])
    if not tests:
        return Hips(athlete, tests)
    club = athlete.club
    reading = read(tests[0], tests=tests, targets=targets_of(club), errors=ErrorTable.of(club))
    return Hips(athlete, tests, reading)


@require_safe
def history(request: MedialRequest) -> HttpResponse:
    """Sessions and tests by date, latest first; today's session may still be changed."""
    athletes = list(Athlete.objects.linked_to(request.user))
    page, entries = history_of(athletes, request.GET.get("page"))
    context = {
        "tab": "history",
        "linked": bool(athletes),
        "several": len(athletes) > 1,
        "page": page,
        "entries": entries,
    }
    return render(request, "coaching/history.html", context)
