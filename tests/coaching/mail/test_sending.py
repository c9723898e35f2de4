"""Sending what waits: claims that end, failures that are tried again, refusals that are final, late mails."""

import datetime as dt
import re
import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core.mail import get_connection
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from athletes.models import Athlete
from coaching.domain.mailing import Window
from coaching.mail import sending
from coaching.mail.queueing import queue
from coaching.mail.sending import CLAIM, KEPT, forget_ended, send_waiting
from coaching.mail.words import mail_for
from coaching.models import MailItem
from tests.coaching.mail.server import Mailbox, serving
from tests.factories import confirm, make_athlete, make_note, make_user

pytestmark = pytest.mark.django_db

State = MailItem.State
NOW = dt.datetime(2026, 6, 3, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


class Moods(Mailbox):
    """Does at each verb what the test says, as often as it says; then all is well."""

    def __init__(self, *moods: tuple[str, str]) -> None:
        super().__init__()
        self.moods = list(moods)

    def mood(self, verb: str, address: str) -> str:
        if self.moods and self.moods[0][0] == verb:
            return self.moods.pop(0)[1]
        return ""


@pytest.fixture
def items(ann: Athlete, bob: User) -> list[MailItem]:
    """Three mails that are due: to Ann, and to two more athletes."""
    made: list[MailItem] = []
    for athlete in (ann, *(make_athlete(club=ann.club, user=make_user()) for _ in range(2))):
        assert athlete.user
        make_note(athlete=athlete, author=bob)
        window = Window(NOW.date(), NOW, NOW + dt.timedelta(hours=6))
        queue([confirm(athlete.user)], MailItem.Kind.NOTE, about=athlete.pk, window=window)
    made += MailItem.objects.order_by("pk")
    return made


@pytest.fixture
def smtp(settings: Any) -> Callable[[Mailbox], Any]:
    """`with smtp(box)`: mail goes to that mailbox by a real connection."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 5

    def connect(box: Mailbox) -> Any:
        server = serving(box)

        class Serving:
            def __enter__(self) -> None:
                settings.EMAIL_PORT = urlsplit(server.__enter__()).port

            def __exit__(self, *fault: Any) -> None:
                server.__exit__(*fault)

        return Serving()

    return connect


def run(now: dt.datetime = NOW) -> dict[str, int]:
    """One run at that moment: what it counted, apart from zeros."""
    return {str(what): count for what, count in send_waiting(lambda: now).items() if count}


def test_every_mail_goes_over_one_connection_and_a_second_run_has_none(items: Any, smtp: Any) -> None:
    with smtp(box := Mailbox()):
        assert run() == {"sent": 3}
        assert run() == {}
    assert len(box.mails) == 3
    assert {mail["Auto-Submitted"] for mail in box.mails} == {"auto-generated"}
    for mail, item in zip(box.mails, items, strict=True):
        assert mail["Message-ID"].startswith(f"<{item.pk}@")
        # However long the address is, the header holds it whole.
        assert re.fullmatch(r"<http\S+/>", mail["List-Unsubscribe"].strip())


@pytest.mark.parametrize("mood", ["450 Busy", "cut"])
@pytest.mark.parametrize("verb", ["RCPT", "DATA"])
def test_a_failed_mail_waits_while_the_others_go_and_then_goes_too(
    items: Any, smtp: Any, verb: str, mood: str
) -> None:
    with smtp(box := Moods((verb, mood))):
        assert run() == {"failed": 1, "sent": 2}
        waiting = MailItem.objects.get(state=State.WAITING)
        assert (waiting.next_try, waiting.attempts, waiting.claimed_by) == (NOW + MINUTE, 1, None)
        assert "@" not in waiting.fault, "no address in what is written down"
        assert run(NOW + MINUTE / 2) == {}
        assert run(NOW + MINUTE) == {"sent": 1}
    assert set(box.readers.values()) == {1}
    assert len(box.mails) == 3


def test_it_waits_longer_each_time(items: Any, smtp: Any) -> None:
    MailItem.objects.exclude(pk=items[0].pk).delete()
    now, waits = NOW, []
    with smtp(Moods(*[("RCPT", "451 Later")] * 4)):
        for _ in range(4):
            assert run(now) == {"failed": 1}
            item = MailItem.objects.get()
            waits.append((item.next_try - now) / MINUTE)
            now = item.next_try
    assert waits == [1, 2, 4, 8]


@pytest.mark.parametrize(
    ("verb", "fault"), [("RCPT", "SMTPRecipientsRefused 550"), ("DATA", "SMTPDataError 550")]
)
def test_what_is_refused_for_good_is_written_down_and_left(
    items: Any, smtp: Any, verb: str, fault: str
) -> None:
    with smtp(box := Moods((verb, "550 No such reader"))):
        assert run() == {"refused": 1, "sent": 2}
        assert run(NOW + dt.timedelta(hours=2)) == {}
    refused = MailItem.objects.get(state=State.REFUSED)
    assert (refused.fault, refused.ended_at) == (fault, NOW)
    assert len(box.mails) == 2


def test_late_mails_are_not_sent_days_after(items: Any, smtp: Any) -> None:
    with smtp(box := Mailbox()):
        assert run(NOW + dt.timedelta(hours=6)) == {"expired": 3}
        assert run() == {}
    assert not box.mails


def test_a_server_that_is_away_is_left_alone_after_a_few_tries(
    items: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = probe.getsockname()[1]
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    monkeypatch.setattr(sending, "PATIENCE", 2)
    assert run() == {"failed": 2}
    assert list(MailItem.objects.order_by("pk").values_list("attempts", flat=True)) == [1, 1, 0]
    assert not MailItem.objects.exclude(claimed_until=None).exists(), "the last one is free for the next run"


def test_a_mail_that_another_machine_holds_is_left_to_it_until_its_claim_ends(items: Any, smtp: Any) -> None:
    held = MailItem.objects.filter(pk=items[0].pk)
    held.update(claimed_by=uuid4(), claimed_until=NOW + CLAIM)
    with smtp(box := Mailbox()):
        assert run() == {"sent": 2}
        assert run(NOW + CLAIM - MINUTE) == {}
        # That machine never came back.
        assert run(NOW + CLAIM) == {"sent": 1}
    assert len(box.mails) == 3


def test_whoever_lost_the_claim_neither_sends_nor_marks(items: Any, smtp: Any) -> None:
    with smtp(box := Mailbox()):
        slow = sending._Run(lambda: NOW, get_connection(), patience=1)
        batch = slow.claim()
        assert len(batch) == 3
        assert run(NOW + CLAIM) == {"sent": 3}
        for item in batch:
            slow.deliver(item)
        slow.end()
    assert slow.tally == {}
    assert len(box.mails) == 3


def test_taken_but_not_answered_it_comes_again_under_the_same_id(items: Any, smtp: Any) -> None:
    """Nobody can know whether it arrived: it may come twice, and can be known by its Message-ID."""
    MailItem.objects.exclude(pk=items[0].pk).delete()
    with smtp(box := Moods(("TAKEN", "cut"))):
        assert run() == {"failed": 1}
        assert run(NOW + MINUTE) == {"sent": 1}
    assert list(box.ids.values()) == [2]


def test_a_mail_that_can_t_be_made_keeps_none_back(
    items: Any, smtp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = mail_for

    def broken(item: MailItem, now: dt.datetime) -> Any:
        if item.pk == items[0].pk:
            raise ZeroDivisionError
        return whole(item, now)

    monkeypatch.setattr(sending, "mail_for", broken)
    with smtp(Mailbox()):
        assert run() == {"failed": 1, "sent": 2}
    assert MailItem.objects.get(state=State.WAITING).fault == "ZeroDivisionError"


def test_a_refusal_of_the_sender_is_our_own_fault_and_tried_again(items: Any, smtp: Any) -> None:
    class NoSuchSender(Mailbox):
        async def handle_MAIL(self, *_arguments: Any) -> str:
            return "550 Who are you?"

    with smtp(NoSuchSender()):
        assert run() == {"failed": 3}


def test_the_command_says_what_it_did_and_forgets_what_is_long_over(
    items: Any, mailoutbox: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    now = timezone.now()
    MailItem.objects.update(due_at=now, next_try=now, expires_at=now + CLAIM)
    over = items[0]
    MailItem.objects.filter(pk=over.pk).update(state=State.SENT, ended_at=now - KEPT - MINUTE)
    call_command("send_due")
    assert "2 sent" in capsys.readouterr().out
    assert not MailItem.objects.filter(pk=over.pk).exists()
    call_command("send_due")
    assert "nothing due" in capsys.readouterr().out
    assert len(mailoutbox) == 2
    assert forget_ended(now) == 0
