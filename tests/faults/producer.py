"""Writes deeds and their messages while things die: python -m tests.faults.producer FIRST STEP …

Each transaction is a few deeds, a row and a message each. Some are given up on purpose after the
messages were written: nothing may be sent for them. One that fails, or whose commit is not
answered, is done again, as whoever asked for it would; some are done twice although they went
well. A line in the diary for each end: "done 1 2 3" or "undone 4 5".
"""

import sys
import time
from itertools import count
from pathlib import Path
from random import Random
from typing import IO

import django
from django.db import DatabaseError, connection, transaction

from backend.notifications.states import Lane
from tests.faults.ledger import Ledger, phone_of

GIVEN_UP, TWICE = 0.05, 0.02
LARGEST = 8
LANES = {Lane.CODES: 1, Lane.NORMAL: 2, Lane.BULK: 2}
AGAIN_AFTER = 0.2


class GivenUp(Exception):
    """The deed is not to be."""


def main(first: int, step: int, wanted: int, ahead: int, ledger: Path, diary: Path) -> None:
    """Commit `wanted` deeds, of the numbers first, first + step, …; all `ahead` of the ledger."""
    lot, book, numbers = Random(), Ledger(ledger), count(first, step)  # noqa: S311
    done = 0
    with diary.open("w", buffering=1) as lines:
        while done < wanted:
            if done * step - book.taken() > ahead:
                time.sleep(0.05)
                continue
            some = [next(numbers) for _ in range(min(lot.randint(1, LARGEST), wanted - done))]
            is_given_up = lot.random() < GIVEN_UP
            _until_answered(some, is_given_up)
            _note(lines, "undone" if is_given_up else "done", some)
            done += 0 if is_given_up else len(some)
            if not is_given_up and lot.random() < TWICE:
                _until_answered(some, is_given_up=False)


def _until_answered(numbers: list[int], is_given_up: bool) -> None:
    while True:
        try:
            _do(numbers, is_given_up)
        except GivenUp:
            return
        except DatabaseError:
            connection.close()
            time.sleep(AGAIN_AFTER)
        else:
            return


def _do(numbers: list[int], is_given_up: bool) -> None:
    """One transaction. Raises GivenUp after all of it was written."""
    from backend.notifications import outbox  # noqa: PLC0415  Django is set up by then
    from tests.faults.house.notices import NAMES  # noqa: PLC0415

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO faults_deed SELECT unnest(%s::bigint[]) ON CONFLICT DO NOTHING",
                [numbers],
            )
        for number in numbers:
            outbox.send(
                NAMES[_lane(number)],
                phone=phone_of(number),
                language="ru",
                context={"number": number},
                dedupe_key=f"deed:{number}",
            )
        if is_given_up:
            raise GivenUp


def _lane(number: int) -> Lane:
    return Random(number).choices(list(LANES), list(LANES.values()))[0]  # noqa: S311


def _note(lines: IO[str], word: str, numbers: list[int]) -> None:
    lines.write(f"{word} {' '.join(map(str, numbers))}\n")


if __name__ == "__main__":
    django.setup()
    first, step, wanted, ahead = map(int, sys.argv[1:5])
    main(first, step, wanted, ahead, *map(Path, sys.argv[5:7]))
