from typing import Any

from django.core.management.base import BaseCommand

from backend.taxonomy.titles.compiled import titles


class Command(BaseCommand):
    help = "Make the index of job titles once after an installation, so that no worker has to."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{len(titles().rows):,} titles")
