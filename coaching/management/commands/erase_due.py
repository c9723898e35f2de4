import logging
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from coaching.erasing import erase_due
from coaching.pruning import forget_files, forget_sign_ins, forget_unanswered, prune_history
from coaching.retaining import announce_due

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Keep no longer than promised: announce which archived athletes are to go, erase whoever is due, and "
        "prune the history. For once a day, from one machine or several."
    )

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        announced = announce_due(now)
        profiles, accounts = erase_due(now.date())
        changes = prune_history(now)
        forget_sign_ins(now)
        forget_files(now)
        forget_unanswered(now)
        erased = f"{profiles} profiles and {accounts} accounts erased"
        line = f"{announced} announced, {erased}, {changes} changes pruned"
        log.info("Kept no longer: %s", line)
        self.stdout.write(line)
