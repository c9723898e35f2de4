"""What the tables of the sweep are about: a club with its people, and all there is of its athlete Ann."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client

from accounts.models import Club, Role, User
from accounts.tokens import make_token
from assessments.models import MeasurementError
from coaching.models import Exercise, ProgrammeTemplate
from tests.cast import signed_in
from tests.factories import (
    GREY,
    join,
    make_assessment,
    make_athlete,
    make_club,
    make_exercise,
    make_invitation,
    make_note,
    make_picture,
    make_programme,
    make_repeat,
    make_session,
    make_squad,
    make_study,
    make_user,
)

Content = dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Scene:
    """Who and what there is: the cookies by which people are signed in, a stranger by none; the arguments of
    addresses by what they are about; the admin's rows, the platform's and perhaps a club's; what is sent.
    """

    club: Club
    cookies: dict[str, str]
    things: dict[str, dict[str, Any]]
    content: Content
    forms: dict[str, dict[str, Any]]
    bodies: dict[str, dict[str, Any]]

    def browser(self, who: str) -> Client:
        client = Client()
        if cookie := self.cookies[who]:
            client.cookies[settings.SESSION_COOKIE_NAME] = cookie
        return client


def make_scene() -> Scene:
    club = make_club()
    ann = make_athlete(club=club, name="Ann Runner", user=make_user())
    people: dict[str, Any] = {
        "charlie": join(make_user(), make_club(name="Hilltop Striders"), Role.OWNER),
        "vera": join(make_user(), club, Role.VIEWER),
        "bob": join(make_user(), club, Role.COACH),
        "alice": join(make_user(), club, Role.OWNER),
        "ann": ann.user,
        "otto": make_athlete(club=club, user=make_user()).user,
        "edith": make_user(is_staff=True),
        "staff": make_user(is_staff=True),
        "superuser": make_user(is_staff=True, is_superuser=True),
    }
    people["edith"].groups.add(Group.objects.get(name="Content editors"))
    bob, alice = people["bob"], people["alice"]
    own = make_exercise(club=club, name="Own stretch", picture=ContentFile(GREY, name="own.jpeg"))
    test = make_assessment(athlete=ann, left=29.0, right=38.0)
    programme = make_programme(athlete=ann, exercises=[own], assessment=test)
    study = make_study(club=club, tester=bob)
    things: dict[str, dict[str, Any]] = {
        "": {},
        "study": {"pk": study.pk},
        "turn": {"pk": study.pk, "athlete_pk": ann.pk},
        "repeat": {"pk": make_repeat(study=study).pk},
        "athlete": {"pk": ann.pk},
        "of athlete": {"athlete_pk": ann.pk},
        "archived athlete": {"pk": make_athlete(club=club, archived_on=club.today()).pk},
        "assessment": {"pk": test.pk},
        "picture": {"pk": make_picture(assessment=make_assessment(athlete=ann)).assessment_id},
        "programme": {"pk": programme.pk},
        "session": {"pk": make_session(programme=programme).pk},
        "note": {"pk": make_note(athlete=ann, author=bob).pk},
        "archived club": {"pk": _archived_club(owner=alice, coach=bob).pk},
        "member": {},
        "squad": {"pk": make_squad(club=club).pk},
        "invitation": {"pk": make_invitation(club=club).pk},
        "platform exercise": {"slug": Exercise.objects.filter(club=None).earliest("order").slug},
        "own exercise": {"slug": own.slug},
        "api token": {"pk": make_token(user=bob, club=club, name="Export", may_write=False, days=30)[0].pk},
        "number": {"pk": 0},
        "token": {"token": "nobody-made-this-token"},
        "key": {"key": "nobody-made-this-key"},
        "reset": {"uidb36": "1", "key": "nobody-made-this-key"},
    }
    day, method = str(club.today()), {"position": "seated", "motion": "active", "instrument": "phone"}
    return Scene(
        club=club,
        cookies={"stranger": "", **{who: _cookie(user) for who, user in people.items()}},
        things=things,
        content=_content(club),
        forms={"member": {"member": bob.memberships.get(club=club).pk, "role": "viewer"}},
        bodies={
            "assessment": {"athlete": ann.pk, "tested_on": day, **method, "left_trials": [30], "version": 1},
            "session": {"programme": programme.pk, "done_on": day, "pain": 2, "version": 1},
        },
    )


def _archived_club(*, owner: User, coach: User) -> Club:
    club = make_club(name="Old Harriers", archived_on=make_club().today())
    join(owner, club, Role.OWNER)
    join(coach, club, Role.COACH)
    return club


def _cookie(user: User) -> str:
    return signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value


def _content(club: Club) -> Content:
    changed = MeasurementError.objects.filter(club=None).earliest("pk")
    changed.save()
    method = {"instrument": "phone", "position": "seated", "motion": "active"}
    own = MeasurementError.objects.create(club=club, **method, sem=2.0, grade="C", source="x")
    return {
        "exercise": (Exercise.objects.filter(club=None).earliest("order"), make_exercise(club=club)),
        "template": (ProgrammeTemplate.objects.earliest("emphasis"), None),
        "error": (changed, own),
    }
