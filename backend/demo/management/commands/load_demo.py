from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.demo import build
from backend.demo.block import SIZE
from jobs.actions.nights import match_all


class Command(BaseCommand):
    help = (
        "Make a country of made-up people, firms and courses with a year and a half behind them. "
        f"Up to {build.MATCHED_UP_TO:,} people are matched with the vacancies as well."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do nothing if it is there already")
        parser.add_argument("--scale", type=int, default=SIZE, help="how many returnees")
        parser.add_argument("--seed", default=build.SEED, help="the same seed, the same people")

    def handle(self, *args: Any, once: bool, scale: int, seed: str, **options: Any) -> None:
        try:
            build.refuse_outside_sandbox()
            if once and build.exists():
                self.stdout.write("The demo is here already.")
                return
            rows = build.build(scale=scale, seed=seed, say=self.stdout.write)
        except build.CannotMakeDemo as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"{rows:,} rows")
        if scale <= build.MATCHED_UP_TO and (run := match_all()):
            self.stdout.write(f"{run.pairs_found:,} matches, {run.notices_sent:,} notices queued")
