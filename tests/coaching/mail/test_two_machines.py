"""`manage.py send_due` on two machines at once, against a mail server that fails at random."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections import Counter
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone

from accounts.models import User
from athletes.models import Athlete
from coaching.models import MailItem, Note
from tests.coaching.mail.server import AtRandom, serving
from tests.factories import make_assessment, make_club, make_programme
from tools.steps import ROOT

MAILS, WITH_DIAL = 1000, 5
ROUNDS = 5
State = MailItem.State


def database_url() -> str:
    """The tests' own database, for a process of its own."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    who = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    return f"postgres://{who}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


def start(email_url: str) -> subprocess.Popen[str]:
    """One machine: `manage.py send_due` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "send_due"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database_url(), "EMAIL_URL": email_url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def fill_outbox() -> None:
    """A thousand readers with something due for each: notes, and a few programmes with their dial.

    Nothing else may fall due, whatever the hour of the real clock: nobody coaches, who would get the week on
    a Monday, and no routine has begun, of which somebody would be reminded in the evening.
    """
    club, now = make_club(), timezone.now()
    later = club.today() + dt.timedelta(days=7)
    users = User.objects.bulk_create(
        User(email=f"reader{n:04}@example.org", name=f"Reader {n}", password="!") for n in range(MAILS)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    athletes = Athlete.objects.bulk_create(
        Athlete(club=club, name=f"Athlete {n}", user=user, consent="given") for n, user in enumerate(users)
    )
    Note.objects.bulk_create(Note(athlete=one, text="Well done.") for one in athletes)
    items = []
    for n, (athlete, user) in enumerate(zip(athletes, users, strict=True)):
        kind, about = MailItem.Kind.NOTE, athlete.pk
        if n < WITH_DIAL:
            test = make_assessment(athlete=athlete, left=29.0)
            programme = make_programme(athlete=athlete, assessment=test, starts_on=later)
            kind, about = MailItem.Kind.PROGRAMME, programme.pk
        items.append(
            MailItem(
                recipient=user,
                kind=kind,
                about=about,
                key=f"{kind}:{about}",
                day=now.date(),
                due_at=now,
                next_try=now,
                expires_at=now + dt.timedelta(days=1),
            )
        )
    MailItem.objects.bulk_create(items)


@pytest.mark.django_db(transaction=True)
def test_a_thousand_mails_from_two_machines_arrive_exactly_once() -> None:
    fill_outbox()
    box = AtRandom(seed=35)

    with serving(box) as email_url:
        for number in range(ROUNDS):
            # Most of what is left by now has failed twice; one more run of each shows that nothing is stuck.
            box.is_well = number >= 2
            machines = [start(email_url), start(email_url)]
            said = [machine.communicate(timeout=600) for machine in machines]
            assert [machine.returncode for machine in machines] == [0, 0], said
            # As if the time had passed that failed mails wait for.
            if not MailItem.objects.filter(state=State.WAITING).update(next_try=timezone.now()):
                break

    assert len(box.mails) == MAILS
    assert set(box.readers.values()) == {1}
    assert set(box.ids.values()) == {1}
    assert dict(Counter(MailItem.objects.values_list("state", flat=True))) == {State.SENT: MAILS}
    assert sum(box.faults.values()) > MAILS / 10, "the server failed often enough for this to mean something"
    assert {key.split()[1] for key in box.faults} == {"450", "451", "cut"}
    assert MailItem.objects.filter(attempts__gt=1).count() > MAILS / 20
