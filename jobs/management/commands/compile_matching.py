from typing import Any

from django.core.management.base import BaseCommand

from jobs.matching.warming import compile_all


class Command(BaseCommand):
    help = "Compile the matching once after an installation, so that no worker has to."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        compile_all()
