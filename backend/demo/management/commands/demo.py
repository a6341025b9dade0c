import signal
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from backend.demo.callers import StoryStopped
from backend.demo.house import MANAGE, InUse, empty_house
from backend.demo.story import tell

HEAD = """Homeward: the main job, told on real rows ({day}).
Every line is read from a database made for this story and dropped after it; a Celery worker
does the matching and sends the SMS. All people and firms are made up."""


class Command(BaseCommand):
    help = "Show the main job from an imported list to a job found, in a database of its own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--here", action="store_true", help="in this database, which must be empty"
        )

    def handle(self, *args: Any, here: bool, **options: Any) -> None:
        if not settings.SANDBOX_PHONES:
            raise CommandError("This is no sandbox: the story would be told to real phones.")
        try:
            if here:
                self._tell()
            else:
                self._tell_in_own_house()
        except (StoryStopped, InUse) as reason:
            raise CommandError(str(reason)) from reason

    def _tell(self) -> None:
        self.stdout.write(HEAD.format(day=timezone.localdate()))
        tell(self.stdout.write)

    def _tell_in_own_house(self) -> None:
        # Being stopped unwinds too: the database and the worker must not stay behind.
        signal.signal(signal.SIGTERM, lambda sign, frame: sys.exit(128 + sign))
        self.stdout.write("Making a database and starting a worker …")
        self.stdout.flush()
        with empty_house() as environment:
            told = subprocess.run(
                [*MANAGE, "demo", "--here"], cwd=settings.ROOT, env=environment, check=False
            )
        sys.exit(told.returncode)
