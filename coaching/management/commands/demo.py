from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coaching.demo.building import PASSWORD, SIGN_INS, RealData, build


class Command(BaseCommand):
    help = "Make the demo club where there are no data yet, and print its sign-ins."

    def handle(self, **options: Any) -> None:
        try:
            made = build()
        except RealData as reason:
            raise CommandError(str(reason)) from None
        if made:
            self.stdout.write(
                "Made the demo club: 24 athletes and half a year of tests, programmes and sessions."
            )
        self.stdout.write(f"Sign in with the password {PASSWORD} as:")
        for email, who in SIGN_INS.items():
            self.stdout.write(f"  {email:28} {who}")
