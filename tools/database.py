"""The demo's database brought up to date, in one start of Django; prints the sign-ins of the demo club."""

import os

import django
from django.core.management import CommandError, call_command


def _work() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    try:
        call_command("demo")
    except CommandError as reason:
        # Real data are never touched; whoever has them still wants the server.
        print(f"No demo club: {reason}")


if __name__ == "__main__":
    _work()
