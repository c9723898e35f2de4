import logging
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from coaching.mail.falling_due import queue_due
from coaching.mail.sending import forget_ended, send_waiting

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Send the mail that is due: reminders, retests, digests, and what waits or failed before. "
        "For every few minutes, from one machine or several."
    )

    # They are about the code and the settings, and would be half of the work of a run every few minutes.
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        queue_due(now)
        tally = send_waiting()
        forget_ended(now)
        line = ", ".join(f"{count} {what}" for what, count in sorted(tally.items()) if count)
        log.info("Mail: %s", line or "nothing due")
        self.stdout.write(line or "nothing due")
