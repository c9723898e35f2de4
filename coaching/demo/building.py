"""Making the demo club from its stories: the same club for the same day, every time."""

import datetime as dt
import random
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import Club, Membership, Role, User
from assessments.domain.phrases import kept
from assessments.domain.trials import mean
from assessments.models import Assessment
from assessments.reading import ErrorTable, read, targets_of
from athletes.consenting import VERSION
from athletes.models import Athlete, Consent, Squad
from coaching.demo.notes import write_notes
from coaching.demo.sessions import log_sessions
from coaching.demo.stories import STORIES, Plan, Story, Test
from coaching.models import PrescribedExercise, Programme, TemplateItem
from coaching.suggesting import suggest

#: What all the demo's people sign in with; it is printed, and protects nothing but the demo.
PASSWORD = "-".join(("medial", "demo", "club"))
OWNER, VIEWER, ATHLETE, EDITOR = (f"{who}@demo.example" for who in ("coach", "viewer", "athlete", "editor"))
SIGN_INS = {
    OWNER: "the coach who owns the club",
    VIEWER: "a club secretary who may only look",
    ATHLETE: "an athlete with a routine (best on a phone-sized screen)",
    EDITOR: "a content editor (exercises, programmes, errors of measurement)",
}
SEED = 35
DOSE = ("sets", "hold_seconds", "reps_low", "reps_high", "rest_seconds", "days_per_week")


class RealData(Exception):
    """There is something in the database that isn't the demo's."""


def build() -> bool:
    """Make the demo club; False where it is there already. Raises RealData where anything else is."""
    if User.objects.filter(email=OWNER).exists():
        return False
    if User.objects.exists() or Club.objects.exists():
        raise RealData("There are real data here: the demo club is only made in an empty database.")
    with transaction.atomic():
        _Club().build()
    return True


class _Club:
    """The demo club while it is being made."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        self.club = Club.objects.create(name="Riverside Harriers", time_zone="Europe/London")
        self.today = self.club.today()
        self.errors = ErrorTable.of(self.club)
        self.targets = targets_of(self.club)
        self.squads: dict[str, Squad] = {}

    def build(self) -> None:
        self.coach = self._member(OWNER, "Jo Ormond", Role.OWNER)
        self._member(VIEWER, "Vic Warden", Role.VIEWER)
        editor = _user(EDITOR, "Edie Penrose", is_staff=True)
        editor.groups.add(Group.objects.get(name="Content editors"))
        for story in STORIES:
            self._athlete(story)
        runner = _user(ATHLETE, STORIES[0].name)
        Athlete.objects.filter(name=STORIES[0].name).update(user=runner)
        write_notes(Athlete.objects.get(user=runner), runner=runner, coach=self.coach)
        self._second_club()

    def _member(self, email: str, name: str, role: Role) -> User:
        user = _user(email, name)
        Membership.objects.create(user=user, club=self.club, role=role)
        return user

    def _second_club(self) -> None:
        """A club of one, so that the switch in the bar has something to switch to."""
        own = Club.objects.create(name="Sunday morning group", time_zone=self.club.time_zone)
        Membership.objects.create(user=self.coach, club=own, role=Role.OWNER)

    def _day(self, ago: int) -> dt.date:
        return self.today - dt.timedelta(days=ago)

    def _athlete(self, story: Story) -> None:
        squad = self.squads.get(story.squad) or Squad.objects.create(club=self.club, name=story.squad)
        self.squads[story.squad] = squad
        athlete = Athlete.objects.create(
            club=self.club,
            name=story.name,
            event=story.event,
            sex=story.sex,
            note=story.note,
            born_on=self._day(365 * story.born_years_ago + 140) if story.born_years_ago else None,
            archived_on=self._day(story.archived_ago) if story.archived_ago else None,
            consent=Athlete.ConsentState.GIVEN,
        )
        self._consent(athlete, story)
        athlete.squads.add(squad)
        tests = [self._test(athlete, test) for test in story.tests]
        for plan in story.plans:
            before = [test for test in tests if test.tested_on <= self._day(plan.ago)]
            self._programme(athlete, plan, before)

    def _consent(self, athlete: Athlete, story: Story) -> None:
        """On the day of the first test; of a young athlete, a parent's."""
        first = max((test.ago for test in story.tests), default=0)
        known: dict[str, Any] = {"way": Consent.Way.RECORDED, "giver": "Signed form in the club’s folder"}
        if athlete.needs_guardian:
            known = {"way": Consent.Way.GUARDIAN, "giver": "A parent", "email": "parent@demo.example"}
        athlete.consents.create(version=VERSION, by=self.coach, given_on=self._day(first), **known)

    def _test(self, athlete: Athlete, test: Test) -> Assessment:
        trials = {side: self._trials(getattr(test, side)) for side in ("left", "right")}
        fields: dict[str, Any] = {
            "position": "seated",
            "motion": "active",
            "instrument": "inclinometer",
            "warm_up": "10 min easy running",
        }
        return Assessment.objects.create(
            athlete=athlete,
            tester=self.coach,
            tested_on=self._day(test.ago),
            saved_on=self.today,
            left_trials=trials["left"],
            right_trials=trials["right"],
            left_degrees=mean(trials["left"]) if trials["left"] else None,
            right_degrees=mean(trials["right"]) if trials["right"] else None,
            **fields | test.more,
        )

    def _trials(self, degrees: float | None) -> list[float]:
        """Three readings around a mean, to the half degree that an inclinometer is read to."""
        if degrees is None:
            return []
        spread = self.random.choice((0.5, 1.0, 1.5))
        return [degrees - spread, degrees, degrees + spread]

    def _programme(self, athlete: Athlete, plan: Plan, tests: list[Assessment]) -> None:
        test = tests[-1]
        latest_first = list(reversed(tests))
        suggestion = suggest(
            read(test, tests=latest_first, targets=self.targets, errors=self.errors), athlete
        )
        starts_on = self._day(plan.ago)
        over = starts_on + dt.timedelta(weeks=plan.weeks)
        programme = Programme.objects.create(
            athlete=athlete,
            assessment=test,
            emphasis=plan.emphasis,
            reasons=[kept(reason) for reason in suggestion.reasons],
            starts_on=starts_on,
            weeks=plan.weeks,
            retest_on=over,
            state=plan.state,
            ended_on={"ended": over, "stopped": starts_on + dt.timedelta(days=20)}.get(plan.state),
            stop_reason=plan.stop_reason,
            assigned_by=self.coach,
        )
        for item in self._items(plan.emphasis):
            PrescribedExercise.objects.create(
                programme=programme,
                extra_sets_left=suggestion.extra_sets["left"],
                extra_sets_right=suggestion.extra_sets["right"],
                **item,
            )
        log_sessions(programme, share=plan.share, pains=plan.pains, today=self.today, chance=self.random)

    def _items(self, emphasis: str) -> list[dict[str, Any]]:
        copied = ("exercise_id", "order", *DOSE)
        return [
            {name: getattr(item, name) for name in copied}
            for item in TemplateItem.objects.filter(template__emphasis=emphasis)
        ]


def _user(email: str, name: str, **fields: Any) -> User:
    user = User.objects.create_user(email, PASSWORD, name=name, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
