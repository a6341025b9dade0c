from typing import Any

from django.core.management.base import BaseCommand

from backend.taxonomy.loading import load


class Command(BaseCommand):
    help = "Load occupations, skills, places, countries, languages and licences. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        changes = load()
        if options["verbosity"] > 0:
            self.stdout.write("\n".join(str(change) for change in changes))
