"""Who has to do with the house and is no part of it: the operator, the producers, its staff."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.faults.blows import Plan
from tests.faults.ground import Ground
from tests.faults.ledger import ROUTES, Ledger, phone_of
from tests.faults.mishaps import Luck
from tests.faults.toll import Row, Witnesses

HOUSE = """SELECT phone, state, coalesce((SELECT sum(greatest(sends - 1, 0))
    FROM notifications_attempt WHERE message_id = message.id), 0)
    FROM notifications_message message"""


@contextmanager
def operator(folder: Path, luck: Luck) -> Iterator[tuple[str, Path]]:
    """Its address and its ledger."""
    ledger = folder / "ledger.jsonl"
    desk = subprocess.Popen(
        [*_python("operator_desk"), str(ledger), str(luck.seed), str(luck.calls), str(luck.bad)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield desk.stdout.readline().strip(), ledger
    finally:
        desk.kill()
        desk.communicate()


@contextmanager
def producers(
    plan: Plan, environment: Mapping[str, str], folder: Path, ledger: Path
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Each commits its share; together all messages of all gateways."""
    share = plan.messages * len(ROUTES) // plan.producers
    started = [
        subprocess.Popen(
            [*_python("producer"), *map(str, (first, plan.producers, share, plan.ahead))]
            + [str(ledger), str(folder / f"diary-{first}")],
            env=environment,
            stderr=subprocess.DEVNULL,  # that Redis is gone it says each time
        )
        for first in range(plan.producers)
    ]
    try:
        yield started
    finally:
        for producer in started:
            producer.kill()
            producer.wait()


def witnesses(under: Ground, ledger: Path, environment: Mapping[str, str]) -> Witnesses:
    """Everybody is asked, when it is over."""
    with under.connect() as connection:
        deeds = {number for (number,) in connection.execute("SELECT number FROM faults_deed")}
        house = [Row(phone, state, replays) for phone, state, replays in connection.execute(HOUSE)]
    said = _diaries(under.folder)
    return Witnesses(
        ledger=Counter(Ledger(ledger).phones()),
        deeds=frozenset(map(phone_of, deeds)),
        done=frozenset(map(phone_of, said["done"])),
        house=tuple(house),
        shown=frozenset(_shown_to_staff(environment)),
    )


def _diaries(folder: Path) -> dict[str, set[int]]:
    """The numbers of deeds whose commit was answered, and of those that were given up."""
    said: dict[str, set[int]] = {"done": set(), "undone": set()}
    for diary in folder.glob("diary-*"):
        for line in diary.read_text().splitlines():
            word, *numbers = line.split()
            said[word].update(map(int, numbers))
    return said


def _shown_to_staff(environment: Mapping[str, str]) -> list[str]:
    listing = subprocess.run(
        _python("staff_list"), env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return listing.stdout.split()


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", f"tests.faults.{module}"]
