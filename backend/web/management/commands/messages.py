"""manage.py messages extract | compile | check: the translations of the seven languages."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from backend.web import catalogues


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("deed", choices=["extract", "compile", "check"])
        parser.add_argument("--language", choices=catalogues.LANGUAGES, help="only this one")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.ROOT)
        only = options["language"]
        languages = (only,) if only else catalogues.LANGUAGES
        deed = {"extract": self.extract, "compile": self.compile, "check": self.judge}
        deed[options["deed"]](root, languages)

    def extract(self, root: Path, languages: tuple[str, ...]) -> None:
        """Brings the .po files up to date with the code; translations are kept."""
        found = catalogues.found_in(root)
        for language in languages:
            catalogues.write(root, catalogues.merged(catalogues.read(root, language), found))
        self.stdout.write(f"{len(found)} messages in {', '.join(languages)}")

    def compile(self, root: Path, languages: tuple[str, ...]) -> None:
        made = catalogues.compile_stale(root)
        self.stdout.write(f"Compiled: {', '.join(made) or 'all were up to date'}")

    def judge(self, root: Path, languages: tuple[str, ...]) -> None:
        """Fails when somebody would read English, or a sentence with a hole in it."""
        found = catalogues.found_in(root)
        faults = [
            gap
            for language in languages
            for gap in catalogues.gaps(found, catalogues.read(root, language))
        ]
        for gap in faults:
            self.stdout.write(str(gap))
        if faults:
            raise CommandError(f"{len(faults)} messages need a translator.")
        self.stdout.write(f"{len(found)} messages are complete in {', '.join(languages)}")
