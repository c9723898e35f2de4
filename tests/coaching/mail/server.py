"""A real mail server on this machine, in one of several moods."""

from __future__ import annotations

import email
import random
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller


class Mailbox:
    """What arrived; a mail that is not taken is answered with what `mood` says, or cut off."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.faults: Counter[str] = Counter()

    def mood(self, verb: str, address: str) -> str:
        """The answer to refuse with at that verb, "cut" to hang up, or nothing to go on."""
        return ""

    @property
    def readers(self) -> Counter[str]:
        """How many mails came to each address."""
        return Counter(str(mail["To"]) for mail in self.mails)

    @property
    def ids(self) -> Counter[str]:
        return Counter(str(mail["Message-ID"]) for mail in self.mails)

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if refusal := self._refusal(server, "RCPT", address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if refusal := self._refusal(server, "DATA", envelope.rcpt_tos[0]):
            return refusal
        self.mails.append(email.message_from_bytes(envelope.content))
        return self._refusal(server, "TAKEN", envelope.rcpt_tos[0]) or "250 OK"

    def _refusal(self, server: Any, verb: str, address: str) -> str:
        mood = self.mood(verb, address)
        if mood:
            self.faults[f"{verb} {mood[:3]}"] += 1
        if mood == "cut":
            server.transport.close()
            return "421 Gone"
        return mood


class AtRandom(Mailbox):
    """Until it is well, fails about one mail in five: at the address, at the words, or by hanging up."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.chance = random.Random(seed)
        self.is_well = False

    def mood(self, verb: str, address: str) -> str:
        if self.is_well or verb == "TAKEN" or self.chance.random() > 0.1:
            return ""
        return self.chance.choice(["450 Busy", "451 Try later", "cut"])


@contextmanager
def serving(box: Mailbox) -> Iterator[str]:
    """The EMAIL_URL of a server that fills that mailbox."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()
