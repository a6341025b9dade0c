"""manage.py protection_keys: lock protection data again under the newest of PROTECTION_KEYS.

Afterwards the older keys can be left out. Can be stopped at any time and run again.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reintegration.actions.letter_keys import lock_again


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        try:
            for done in lock_again():
                self.stdout.write(f"{done} locked again")
        except ValueError as error:
            raise CommandError(f"{error}: is a key missing from PROTECTION_KEYS?") from None
        self.stdout.write(f"Done: {done}. All is under the newest key.")
